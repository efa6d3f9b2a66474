package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.time.Instant;

/// A finding as an incident remembers it.
///
/// @param findingId   the finding's own id
/// @param rule        name of the rule
/// @param severity    the highest that it had
/// @param time        of its latest evidence
/// @param resource    as in [Finding]; at most 256 characters of it
/// @param times       how often it came; a record that is delivered twice counts once
public record Related(String findingId, String rule, Severity severity, Instant time, String resource, int times) {
    private static final int LONGEST = 256;

    public Related {
        rule = clipped(rule);
        resource = clipped(resource);
    }

    static Related of(Finding finding) {
        return new Related(
                finding.id(), finding.detection().name(), finding.severity(), finding.last(), finding.resource(), 1);
    }

    /// The same finding once more.
    Related again(Finding finding) {
        Instant latest = finding.last().isAfter(time) ? finding.last() : time;
        return new Related(findingId, rule, severity.max(finding.severity()), latest, resource, times + 1);
    }

    private static String clipped(String text) {
        return text.length() <= LONGEST ? text : text.substring(0, LONGEST);
    }
}
