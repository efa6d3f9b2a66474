package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Principal;
import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.finding.Technique;
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

/// Words what one rule or correlation finds, from the texts in its own file. A rule of somebody
/// else has none: then its title is the headline and the predicates that held are the reasons.
final class RuleFinding {
    private static final Pattern TECHNIQUE = Pattern.compile("attack\\.(t\\d{4}(?:\\.\\d{3})?)");

    private final Detection detection;
    private final Severity severity;
    private final String headline;
    private final List<Reason> why;

    private RuleFinding(Detection detection, Severity severity, String headline, List<Reason> why) {
        this.detection = detection;
        this.severity = severity;
        this.headline = headline;
        this.why = why;
    }

    /// @throws IllegalArgumentException if a text of the rule is not of its form, naming the rule
    static RuleFinding of(Described rule) {
        String name = rule.name().isEmpty() ? rule.title() : rule.name();
        String version = text(rule, "attack_version");
        List<Technique> techniques = rule.tags().stream()
                .map(tag -> TECHNIQUE.matcher(tag.toLowerCase(Locale.ROOT)))
                .filter(tag -> tag.matches())
                .map(tag -> new Technique(tag.group(1).toUpperCase(Locale.ROOT), version))
                .toList();
        Detection detection = new Detection(
                rule.id().isEmpty() ? name : rule.id(),
                name,
                rule.title(),
                rule.hash(),
                rule.description().strip(),
                techniques,
                rule.falsePositives(),
                texts(rule, "runbook"));
        Severity severity = rule.level().isEmpty() ? Severity.INFORMATIONAL : Severity.parse(rule.level());
        return new RuleFinding(detection, severity, text(rule, "headline"), why(rule));
    }

    /// @param matches the predicates that held; asked for only where the rule words no reasons
    Finding of(Request request, Supplier<List<Match>> matches) {
        ApiCall call = request.call();
        Map<String, String> facts = Facts.of(request);
        return new Finding(
                detection,
                severity,
                call.account(),
                call.region(),
                subject(call.principal()),
                request.resource(),
                headline.isEmpty() ? detection.title() + ": " + call.apiName() : Template.fill(headline, facts),
                why.isEmpty() ? reasons(matches.get()) : filled(facts),
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
        facts.put(
                "seconds",
                Long.toString(
                        Duration.between(correlated.first(), correlated.last()).toSeconds()));
        facts.put("apis", distinct(calls, Evidence.Call::api));
        facts.put("services", distinct(calls, Evidence.Call::service));
        facts.put("regions", distinct(calls, Evidence.Call::region));
        return new Finding(
                detection,
                severity,
                call.account(),
                call.region(),
                subject(call.principal()),
                isOfOneFunction(correlated.correlation()) ? request.resource() : "",
                headline.isEmpty() ? detection.title() : Template.fill(headline, facts),
                filled(facts),
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

    private List<Reason> filled(Map<String, String> facts) {
        return why.stream()
                .map(reason -> Reason.of(
                        reason.name(),
                        Template.fill(reason.expected(), facts),
                        Template.fill(reason.observed(), facts)))
                .toList();
    }

    private static List<Reason> reasons(List<Match> matches) {
        return matches.stream()
                .map(match -> Reason.of(match.field() + " matches the rule", match.expected(), match.observed()))
                .toList();
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
        return source.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
    }

    private static List<Reason> why(Described rule) {
        List<Reason> reasons = new ArrayList<>();
        for (Object item : list(rule, "why")) {
            if (!(item instanceof Map<?, ?> map)) {
                throw wrong(rule, "why", "a list of maps");
            }
            reasons.add(Reason.of(part(rule, map, "name"), part(rule, map, "expected"), part(rule, map, "observed")));
        }
        return reasons;
    }

    private static String part(Described rule, Map<?, ?> map, String key) {
        if (map.get(key) instanceof String text) {
            return text;
        }
        throw wrong(rule, "why", "a list of maps with name, expected and observed");
    }

    private static String text(Described rule, String key) {
        Object value = rule.custom().getOrDefault(key, "");
        if (value instanceof String text) {
            return text;
        }
        throw wrong(rule, key, "a text");
    }

    private static List<String> texts(Described rule, String key) {
        return list(rule, key).stream()
                .map(item -> {
                    if (item instanceof String text) {
                        return text;
                    }
                    throw wrong(rule, key, "a list of texts");
                })
                .toList();
    }

    private static List<?> list(Described rule, String key) {
        Object value = rule.custom().getOrDefault(key, List.of());
        if (value instanceof List<?> list) {
            return list;
        }
        throw wrong(rule, key, "a list");
    }

    private static IllegalArgumentException wrong(Described rule, String key, String wanted) {
        return new IllegalArgumentException("rule '" + rule.title() + "': '" + key + "' is " + wanted);
    }
}
