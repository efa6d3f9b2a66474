package dev.lambdawatch.content;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.finding.Technique;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A change of the library as a finding: whoever may write there may make the monitor look away, so
/// no filter, stage or setting silences this one.
///
/// Who wrote is not known here. The records of S3's data events say it later, where a trail logs
/// them.
public final class ChangeFinding {
    private static final Detection DETECTION = new Detection(
            "detection-content-changed",
            "detection_content_changed",
            "Detection Content Changed",
            "1",
            "A file of rules, filters, settings or platforms' addresses in the state bucket says something else than"
                    + " when it was last loaded. A new or changed filter, a rule switched off or an account that is known"
                    + " approves of what was found before; an address that is no platform's any more hides a beacon. No filter, stage or setting silences this. Two changes within a minute"
                    + " are seen as one.",
            List.of(new Technique("T1685", "19")),
            List.of("A reviewed change by the owner of the monitor"),
            List.of(
                    "Ask the owner that the file names whether this was reviewed, under the ticket that it names.",
                    "$ aws s3api list-object-versions --bucket {bucket} --prefix {key}",
                    "Who wrote it is not known here. If a trail logs data events of the state bucket, its files name"
                            + " the caller of PutObject or DeleteObject some minutes later.",
                    "If nobody owns up: bring the version before back, and treat what it approved of since as found."));

    private ChangeFinding() {}

    /// The finding that a change makes.
    ///
    /// @param place where the library lies
    public static Finding of(Change change, Place place) {
        String resource = "s3://" + place.bucket() + "/" + change.key();
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("bucket", place.bucket());
        facts.put("key", change.key());
        facts.put("change", change.kind().name().toLowerCase(java.util.Locale.ROOT));
        facts.put("sha256", change.digest().isEmpty() ? "(gone)" : change.digest());
        return new Finding(
                DETECTION,
                change.severity(),
                place.account(),
                place.region(),
                // Nobody's, and another one for each file: so that no change hides behind another.
                new Subject.Principal("whoever wrote " + resource, "not known yet", "unknown", "", ""),
                // With what was before: to bring a version back that was told once is another change.
                resource + "#" + change.before() + "-" + change.digest(),
                "Detection content " + facts.get("change") + ": " + change.key(),
                change.reasons(),
                List.of(evidence(change, place)),
                List.of(new Observable(Observable.Type.RESOURCE, resource)),
                facts);
    }

    /// The call that must have been made, as far as the object tells.
    private static Evidence evidence(Change change, Place place) {
        String api = change.kind() == Change.Kind.REMOVED ? "DeleteObject" : "PutObject";
        return new Evidence.Call(
                "", change.when(), api, "s3.amazonaws.com", place.account(), place.region(), "", "", "", "");
    }

    /// Where a library lies.
    ///
    /// @param account twelve digits, or empty if it is not known
    public record Place(String bucket, String account, String region) {}
}
