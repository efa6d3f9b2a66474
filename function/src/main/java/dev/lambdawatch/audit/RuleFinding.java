package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Principal;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Durations;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.FindingKey;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.sigma.Correlated;
import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Described;
import dev.lambdawatch.sigma.Match;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Tells what one rule or correlation finds in calls, in its own words.
final class RuleFinding {
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");

    private final RuleWords words;

    private RuleFinding(RuleWords words) {
        this.words = words;
    }

    /// @throws IllegalArgumentException if a text of the rule is not of its form, naming the rule
    static RuleFinding of(Described rule) {
        return new RuleFinding(RuleWords.of(rule));
    }

    /// What the rule finds in a call, to be worded if somebody asks for it.
    Draft draft(Request request, Supplier<Finding> finding) {
        ApiCall call = request.call();
        FindingKey key = new FindingKey(
                words.detection().id(), call.account(), call.principal().key(), request.resource());
        return new Draft(words.detection(), key, call.time(), finding);
    }

    /// @param matches the predicates that held; asked for only where the rule words no reasons
    Finding of(Request request, Supplier<List<Match>> matches) {
        ApiCall call = request.call();
        Map<String, String> facts = Facts.of(request);
        return new Finding(
                words.detection(),
                words.severity(),
                call.account(),
                call.region(),
                subject(call.principal()),
                request.resource(),
                words.headline(facts, words.detection().title() + ": " + call.apiName()),
                words.reasons(facts, matches),
                List.of(evidence(call)),
                observables(request),
                facts);
    }

    /// What a correlation found, told at the call that completed it.
    ///
    /// @param calls the calls that counted, in order of time
    Finding of(Request request, Correlated correlated, List<Evidence.Call> calls) {
        ApiCall call = request.call();
        Map<String, String> facts = new LinkedHashMap<>(Facts.of(request));
        facts.put("number", Integer.toString(correlated.number()));
        long seconds = Duration.between(correlated.first(), correlated.last()).toSeconds();
        facts.put("seconds", Long.toString(seconds));
        facts.put("within", Durations.text((double) seconds));
        facts.put("apis", distinct(calls, Evidence.Call::api));
        facts.put("services", distinct(calls, Evidence.Call::service));
        facts.put("regions", distinct(calls, Evidence.Call::region));
        return new Finding(
                words.detection(),
                words.severity(),
                call.account(),
                call.region(),
                subject(call.principal()),
                isOfOneFunction(correlated.correlation()) ? request.resource() : "",
                words.headline(facts, words.detection().title()),
                words.reasons(facts, List::of),
                List.copyOf(calls),
                observables(request),
                facts);
    }

    private static boolean isOfOneFunction(Correlation correlation) {
        return correlation.groupBy().contains(DerivedField.FUNCTION_ARN.path());
    }

    private static String distinct(List<Evidence.Call> calls, Function<Evidence.Call, String> part) {
        return calls.stream()
                .map(part)
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    private static Subject subject(Principal principal) {
        return new Subject.Principal(
                principal.key(),
                Facts.nameOf(principal),
                principal.kind().name().toLowerCase(Locale.ROOT),
                principal.account(),
                principal.accessKeyId());
    }

    static Evidence.Call evidence(ApiCall call) {
        return new Evidence.Call(
                call.eventId(),
                call.time(),
                call.apiName(),
                call.service(),
                call.account(),
                call.region(),
                call.sourceAddress(),
                call.userAgent(),
                call.errorCode(),
                call.errorMessage());
    }

    private static List<Observable> observables(Request request) {
        ApiCall call = request.call();
        List<Observable> values = new ArrayList<>();
        observe(values, Observable.Type.PRINCIPAL, call.principal().key());
        observe(values, Observable.Type.ACCESS_KEY, call.principal().accessKeyId());
        // Where a service made the call its name stands in place of an address.
        observe(
                values,
                isAddress(call.sourceAddress()) ? Observable.Type.IP_ADDRESS : Observable.Type.DOMAIN,
                call.sourceAddress());
        observe(values, Observable.Type.USER_AGENT, call.userAgent());
        observe(values, Observable.Type.ACCOUNT, call.account());
        observe(values, Observable.Type.RESOURCE, request.resource());
        return values;
    }

    private static void observe(List<Observable> values, Observable.Type type, String value) {
        if (!value.isEmpty()) {
            values.add(new Observable(type, value));
        }
    }

    private static boolean isAddress(String source) {
        return ADDRESS.matcher(source).matches();
    }
}
