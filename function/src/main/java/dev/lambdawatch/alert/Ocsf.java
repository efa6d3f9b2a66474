package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.finding.Technique;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// A finding as a Detection Finding of the Open Cybersecurity Schema Framework, class 2004: one
/// JSON object on one line of ASCII. The same finding and time give the same bytes.
///
/// Machines get texts as they were recorded, with the whole id of an access key (in
/// `credential_uid` and among the observables): it is what they join on, and no secret. The
/// credentials in a signed URL are masked here too.
///
/// `metadata.correlation_uid` is the incident that the finding belongs to. Score, points, reasons,
/// facts and the other findings of the incident stand under `unmapped`. Of the evidence of a very
/// large finding the first hundred records are described; `finding_info.related_events` names all.
public final class Ocsf {
    /// The schema's version against which the tests validate.
    private static final String VERSION = "1.9.0-dev";

    private static final int CATEGORY = 2;
    private static final int CLASS = 2004;
    private static final int DESCRIBED = 100;
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,9}(\\.\\d{1,17})?");

    private final Finding finding;
    private final Instant created;
    private final Decision decision;
    private final Telling telling;
    private final Detail detail;

    private Ocsf(Finding finding, Instant created, Decision decision, Detail detail) {
        this.finding = finding;
        this.created = created;
        this.decision = decision;
        this.telling = decision.telling();
        this.detail = detail;
    }

    /// The finding as a new one.
    ///
    /// @param created when the finding was made, not when what it is about happened
    public static String line(Finding finding, Instant created) {
        return line(finding, created, Decision.of(new Telling.First()), Detail.FULL);
    }

    /// A finding of a history, as if it was made when its last evidence was recorded.
    ///
    /// @param incident the one that it belongs to, as it stood at the end
    public static String replayed(Finding finding, Optional<Incident> incident) {
        return line(finding, finding.last(), new Decision(new Telling.First(), incident), Detail.FULL);
    }

    static String line(Finding finding, Instant created, Decision decision, Detail detail) {
        return new Ocsf(finding, created, decision, detail).line();
    }

    private String line() {
        return JsonLine.of(detail.characters(), json -> {
            classification(json);
            status(json);
            json.put("time", millis(created))
                    .put("start_time", millis(finding.first()))
                    .put("end_time", millis(finding.last()))
                    .put("count", finding.evidence().size())
                    .put("message", finding.headline())
                    .put("is_alert", telling.isSent())
                    .object("metadata", this::metadata)
                    .object("cloud", this::cloud)
                    .object("finding_info", this::findingInfo)
                    .each("evidences", described(), new OcsfEvidence(finding.subject())::write);
            resource(json);
            json.each("observables", detail.of(finding.observables()), this::observable);
            remediation(json);
            json.object("unmapped", this::unmapped);
        });
    }

    private void classification(JsonLine json) {
        int activity = telling.isUpdate() ? 2 : 1;
        String activityName = telling.isUpdate() ? "Update" : "Create";
        json.put("activity_id", activity)
                .put("activity_name", activityName)
                .put("category_uid", CATEGORY)
                .put("category_name", "Findings")
                .put("class_uid", CLASS)
                .put("class_name", "Detection Finding")
                .put("type_uid", CLASS * 100 + activity)
                .put("type_name", "Detection Finding: " + activityName)
                .put("severity_id", finding.severity().rank())
                .put("severity", severityName(finding.severity()));
    }

    /// Suppressed is what somebody approved of; for a rule that is only tried out OCSF has no word.
    private void status(JsonLine json) {
        switch (telling) {
            case Telling.Approved _ ->
                json.put("status_id", 3).put("status", "Suppressed").put("status_detail", telling.sentence());
            case Telling.Rehearsed _ ->
                json.put("status_id", 99).put("status", "Dry-run").put("status_detail", telling.sentence());
            case Telling.Learning _ ->
                json.put("status_id", 99).put("status", "Learning").put("status_detail", telling.sentence());
            case Telling.First _,
                    Telling.Raised _,
                    Telling.Again _,
                    Telling.Undecided _,
                    Telling.Quiet _,
                    Telling.Joined _,
                    Telling.Mild _ -> json.put("status_id", 1).put("status", "New");
        }
    }

    /// Milliseconds since 1970; a time beyond what a long counts, which no clock gives, is its
    /// limit.
    private static long millis(Instant time) {
        long limit = Long.MAX_VALUE / 1_000;
        long seconds = Math.clamp(time.getEpochSecond(), -limit, limit - 1);
        return seconds * 1_000 + time.getNano() / 1_000_000;
    }

    private static String severityName(Severity severity) {
        return severity.name().charAt(0) + severity.level().substring(1);
    }

    private void metadata(JsonLine json) {
        json.put("version", VERSION)
                .texts("profiles", List.of("cloud"))
                .object("product", product -> product.put("name", "Lambdawatch").put("vendor_name", "Lambdawatch"));
        decision.incident().ifPresent(incident -> json.put("correlation_uid", incident.id()));
        if (isCut()) {
            json.put("is_truncated", true);
        }
    }

    /// Whether a list is shorter here than in the finding. A text that is cut ends in dots.
    private boolean isCut() {
        int longest = Math.max(
                Math.max(finding.reasons().size(), finding.facts().size()),
                Math.max(finding.observables().size(), finding.evidence().size()));
        return longest > detail.items()
                || described().size() < finding.evidence().size();
    }

    private void cloud(JsonLine json) {
        json.put("provider", "AWS").put("region", finding.region());
        if (!finding.account().isEmpty()) {
            json.object(
                    "account",
                    account -> account.put("uid", finding.account())
                            .put("name", finding.facts().getOrDefault("account_name", ""))
                            .put("type", "AWS Account")
                            .put("type_id", 10));
        }
        String organization = finding.facts().getOrDefault("organization", "");
        String unit = finding.facts().getOrDefault("ou", "");
        if (!organization.isEmpty() || !unit.isEmpty()) {
            json.object("org", org -> org.put("uid", organization).put("ou_name", unit));
        }
    }

    private void findingInfo(JsonLine json) {
        Detection detection = finding.detection();
        List<Evidence.Call> calls = calls();
        json.put("uid", finding.id())
                .put("title", finding.headline())
                .put("desc", detection.description())
                .object("analytic", this::analytic)
                .each("attacks", detail.of(detection.techniques()), Ocsf::attack)
                .put("created_time", millis(created))
                .put("first_seen_time", millis(finding.first()))
                .put("last_seen_time", millis(finding.last()))
                .texts("data_sources", sources())
                .put("related_events_count", calls.size())
                .each("related_events", detail.of(calls), Ocsf::relatedEvent);
    }

    private void analytic(JsonLine json) {
        Detection detection = finding.detection();
        boolean scored = AlertText.total(finding).isPresent();
        json.put("uid", detection.id())
                .put("name", detection.name())
                .put("desc", detection.title())
                .put("version", detection.version())
                .put("type_id", scored ? 3 : 1)
                .put("type", scored ? "Statistical" : "Rule");
    }

    private static void attack(JsonLine json, Technique technique) {
        int dot = technique.id().indexOf('.');
        String parent = dot < 0 ? technique.id() : technique.id().substring(0, dot);
        json.object("technique", object -> object.put("uid", parent));
        if (dot >= 0) {
            json.object("sub_technique", object -> object.put("uid", technique.id()));
        }
        json.put("version", technique.version());
    }

    private List<String> sources() {
        return finding.evidence().stream()
                .map(OcsfEvidence::source)
                .distinct()
                .sorted()
                .toList();
    }

    private List<Evidence.Call> calls() {
        return finding.evidence().stream()
                .filter(Evidence.Call.class::isInstance)
                .map(Evidence.Call.class::cast)
                .filter(call -> !call.eventId().isEmpty())
                .toList();
    }

    private static void relatedEvent(JsonLine json, Evidence.Call call) {
        json.put("uid", call.eventId()).put("title", call.api()).put("first_seen_time", millis(call.time()));
    }

    private List<Evidence> described() {
        return finding.evidence().stream()
                .limit(Math.min(DESCRIBED, detail.items()))
                .toList();
    }

    private void resource(JsonLine json) {
        if (finding.subject() instanceof Subject.Workload workload) {
            String uid = workload.interfaceId().isEmpty() ? workload.name() : workload.interfaceId();
            String type = workload.interfaceId().isEmpty() ? "" : "AWS::EC2::NetworkInterface";
            json.each("resources", List.of(uid), (resource, id) -> resource(resource, id, type, workload.address()));
        } else if (!finding.resource().isEmpty()) {
            String type = Runbook.function(finding).isPresent() ? "AWS::Lambda::Function" : "";
            json.each("resources", List.of(finding.resource()), (resource, id) -> resource(resource, id, type, ""));
        }
    }

    private void resource(JsonLine json, String uid, String type, String address) {
        json.put("uid", uid).put("type", type).put("ip", address).put("region", finding.region());
        if (!finding.account().isEmpty()) {
            json.object("owner", owner -> owner.object("account", account -> account.put("uid", finding.account())));
        }
    }

    private void observable(JsonLine json, Observable observable) {
        json.put("name", attribute(observable.type()))
                .put("type_id", observableType(observable.type()))
                .put("value", observable.value());
    }

    /// OCSF's own numbers, from its dictionary of types.
    private static int observableType(Observable.Type type) {
        return switch (type) {
            case ACCESS_KEY -> 19;
            case ACCOUNT -> 35;
            case DOMAIN -> 1;
            case IP_ADDRESS -> 2;
            case PRINCIPAL -> 31;
            case RESOURCE -> 10;
            case USER_AGENT -> 16;
        };
    }

    /// The attribute of this event that holds such a value: a caller's address or the one that a
    /// workload talks to.
    private String attribute(Observable.Type type) {
        String peer = finding.subject() instanceof Subject.Workload ? "dst_endpoint" : "src_endpoint";
        return switch (type) {
            case ACCESS_KEY -> "evidences[].actor.user.credential_uid";
            case ACCOUNT -> "cloud.account.uid";
            case DOMAIN -> "evidences[]." + peer + ".hostname";
            case IP_ADDRESS -> "evidences[]." + peer + ".ip";
            case PRINCIPAL -> "evidences[].actor.user.uid";
            case RESOURCE -> "resources[].uid";
            case USER_AGENT -> "evidences[].http_request.user_agent";
        };
    }

    private void remediation(JsonLine json) {
        List<String> steps = Runbook.of(finding).stream()
                .map(step -> switch (step) {
                    case Runbook.Step.Sentence(String text) -> text;
                    case Runbook.Step.Command(String purpose, String line) ->
                        "$ " + line + (purpose.isEmpty() ? "" : "   # " + purpose);
                })
                .toList();
        if (!steps.isEmpty()) {
            json.object("remediation", remediation -> remediation.put("desc", String.join("\n", detail.of(steps))));
        }
    }

    private void unmapped(JsonLine json) {
        String score = finding.facts().getOrDefault("score", "");
        if (NUMBER.matcher(score).matches()) {
            json.put("score", Double.parseDouble(score));
        }
        AlertText.total(finding).ifPresent(points -> json.put("points", points));
        json.each("reasons", detail.of(finding.reasons()), (object, reason) -> {
            object.put("name", reason.name()).put("expected", reason.expected()).put("observed", reason.observed());
            reason.points().ifPresent(points -> object.put("points", points));
        });
        List<Map.Entry<String, String>> facts = List.copyOf(finding.facts().entrySet());
        json.object("facts", object -> detail.of(facts).forEach(fact -> object.put(fact.getKey(), fact.getValue())));
        json.put("telling", telling.sentence());
        decision.incident().ifPresent(incident -> json.object("incident", object -> incident(object, incident)));
        if (telling instanceof Telling.Approved(Approval approval)) {
            json.object(
                    "approved_by",
                    object -> object.put("filter", approval.filter())
                            .put("owner", approval.owner())
                            .put("ticket", approval.ticket())
                            .put("expires", approval.expires().toString())
                            .put("version", approval.version()));
        }
    }

    /// As it stood before this finding.
    private void incident(JsonLine json, Incident incident) {
        json.put("uid", incident.id())
                .put("opened", incident.opened().toString())
                .put("told", incident.told().toString())
                .put("told_severity", incident.severity().level())
                .each(
                        "findings",
                        detail.of(decision.others(finding)),
                        (object, other) -> object.put("uid", other.findingId())
                                .put("rule", other.rule())
                                .put("severity", other.severity().level())
                                .put("time", other.time().toString())
                                .put("resource", other.resource())
                                .put("times", other.times()))
                .put("further_findings", incident.more());
    }
}
