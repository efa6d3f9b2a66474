package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Finding;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// One finding, told: the same content for each kind of reader.
///
/// @param subject    at most 99 printable ASCII characters
/// @param text       for mail
/// @param chat       a custom notification of Amazon Q Developer in chat applications, JSON
/// @param ocsf       an OCSF Detection Finding, JSON
/// @param attributes what subscribers filter by, none empty: `severity`, `account`, `ou`,
///     `region`, `rule`, and `dedup`, a key that changes when the severity does, because PagerDuty
///     tells nobody of a known key
public record Alert(String subject, String text, String chat, String ocsf, Map<String, String> attributes) {
    /// SNS takes 262,144 bytes for the bodies of all protocols together, and may count attributes.
    private static final int TEXT_BYTES = 64 * 1024;

    private static final int OCSF_BYTES = 64 * 1024;
    private static final int ATTRIBUTE = 256;

    public Alert {
        attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
    }

    /// A finding of a history, told when its last evidence was recorded.
    ///
    /// @param incident the one that it belongs to, as it stood at the end
    public static Alert replayed(Finding finding, Optional<Incident> incident) {
        return of(finding, new Decision(new Telling.First(), incident), finding.last());
    }

    static Alert of(Finding finding, Decision decision, Instant now) {
        return new Alert(
                AlertText.subject(finding),
                Detail.READABLE.fit(TEXT_BYTES, detail -> AlertText.body(finding, decision, detail)),
                ChatCard.of(finding, decision),
                Detail.FULL.fit(OCSF_BYTES, detail -> Ocsf.line(finding, now, decision, detail)),
                attributes(finding));
    }

    /// The message for SNS with `MessageStructure=json`: a body for each protocol, pure ASCII and
    /// below 262,144 bytes.
    ///
    /// `https` is what Amazon Q reads: another subscriber by https to the same topic reads the chat
    /// card too. A protocol that is not named gets the subject alone.
    public String message() {
        return JsonLine.of(
                Integer.MAX_VALUE,
                json -> json.put("default", subject)
                        .put("email", text)
                        .put("https", chat)
                        .put("lambda", ocsf)
                        .put("sqs", ocsf));
    }

    private static Map<String, String> attributes(Finding finding) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("severity", finding.severity().level());
        attributes.put("account", finding.account());
        attributes.put("ou", finding.facts().getOrDefault("ou", ""));
        attributes.put("region", finding.region());
        attributes.put("rule", finding.detection().name());
        attributes.put("dedup", finding.id() + ":" + finding.severity().level());
        attributes.replaceAll((name, value) -> Escaping.line(value, ATTRIBUTE));
        attributes.values().removeIf(String::isEmpty);
        return attributes;
    }
}
