package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.FunctionName;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.join.Attachment;
import dev.lambdawatch.join.CodeChange;
import dev.lambdawatch.join.FunctionHistory;
import dev.lambdawatch.join.InterfaceUse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Tells a history what calls say of functions: who changed one, to which subnets one is attached, and
/// behind which network interface one ran.
final class FunctionActs {
    private static final Pattern INTERFACE = Pattern.compile("eni-[0-9a-f]{1,32}");
    private static final Pattern SUBNET = Pattern.compile("subnet-[0-9a-f]{1,32}");
    private static final String ATTACHED = "responseElements.vpcConfig.subnetIds";
    private static final String DRY_RUN = "requestParameters.dryRun";

    private final FunctionHistory history;

    FunctionActs(FunctionHistory history) {
        this.history = history;
    }

    /// @param told the findings of the call that people hear of: none for a change that nobody
    ///     minds
    void note(Request request, List<Finding> told) {
        ApiCall call = request.call();
        Optional<FunctionName> function = call.function();
        if (!call.succeeded() || function.isEmpty() || !call.service().equals("lambda.amazonaws.com")) {
            return;
        }
        if (call.apiName().startsWith("Invoke")) {
            String used = request.parameter(Captures.INTERFACE);
            if (INTERFACE.matcher(used).matches()) {
                history.used(new InterfaceUse(used, function.get().arn(), call.time()));
            }
            return;
        }
        String what = change(request);
        if (!what.isEmpty()) {
            history.changed(change(call, function.get(), what, told));
        }
        attach(request, function.get(), told);
    }

    /// Lambda answers with the function's whole configuration. An answer that is too long is left out of
    /// the record; then the request may tell.
    private void attach(Request request, FunctionName function, List<Finding> told) {
        List<String> answered = request.parameters(ATTACHED);
        LocalDate day = LocalDate.ofInstant(request.call().time(), ZoneOffset.UTC);
        boolean unapproved = told.stream().anyMatch(FunctionActs::isAccusation);
        for (String subnet : answered.isEmpty() ? request.parameters(Captures.SUBNETS) : answered) {
            if (SUBNET.matcher(subnet).matches()) {
                history.attached(new Attachment(subnet, function.arn(), day, unapproved));
            }
        }
    }

    /// A sequence or burst makes unapproved what it consists of: an ordinary change before the call
    /// that completed it, of the same function.
    ///
    /// @param correlation a finding of that call that people hear of
    void accuse(Request request, Finding correlation) {
        Optional<FunctionName> function = request.call().function();
        if (function.isEmpty() || !isAccusation(correlation)) {
            return;
        }
        Set<String> events = new HashSet<>();
        Set<LocalDate> days = new TreeSet<>();
        for (Evidence evidence : correlation.evidence()) {
            if (evidence instanceof Evidence.Call call) {
                events.add(call.eventId());
                days.add(LocalDate.ofInstant(call.time(), ZoneOffset.UTC));
            }
        }
        for (LocalDate day : days) {
            for (CodeChange change : history.changes(function.get().arn(), day)) {
                if (!change.unapproved() && events.contains(change.call().eventId())) {
                    history.changed(change.toldBy(correlation));
                }
            }
        }
    }

    /// A finding below medium is one of the kept ones: it says that something was done, not that it
    /// was wrong.
    private static boolean isAccusation(Finding finding) {
        return finding.severity().atLeast(Severity.MEDIUM);
    }

    private static CodeChange change(ApiCall call, FunctionName function, String what, List<Finding> told) {
        Optional<Finding> worst =
                told.stream().filter(FunctionActs::isAccusation).max(Comparator.comparing(Finding::severity));
        return new CodeChange(
                function.arn(),
                what,
                Facts.nameOf(call.principal()),
                RuleFinding.evidence(call),
                worst.map(Finding::id).orElse(""),
                worst.map(Finding::headline).orElse(""));
    }

    /// What a call changes of what a function runs or how it is reached, in a word; empty if
    /// nothing.
    private static String change(Request request) {
        return switch (request.call().apiName()) {
            case "CreateFunction" -> "code";
            case "UpdateFunctionCode" -> request.parameter(DRY_RUN).equals("true") ? "" : "code";
            case "UpdateFunctionConfiguration" ->
                request.parameters(Captures.LAYERS).isEmpty() ? "" : "layers";
            case "CreateFunctionUrlConfig", "UpdateFunctionUrlConfig" -> "function URL";
            default -> "";
        };
    }

    /// The paths of a record that it reads.
    static List<String> paths() {
        return List.of(ATTACHED, DRY_RUN);
    }
}
