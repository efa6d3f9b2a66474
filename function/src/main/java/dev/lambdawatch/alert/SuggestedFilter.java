package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/// A Sigma filter that would silence one finding, to be reviewed by a person.
///
/// It is as narrow as the finding is: this rule, this account, this issuer and, where a function is
/// concerned, this function. For a role it matches the role, never the session, whose name the
/// caller chooses. It expires a week after the finding's day. None is offered for what a filter
/// could not name exactly: other kinds of principal, texts with hidden characters, beacons.
final class SuggestedFilter {
    private static final Duration LIFETIME = Duration.ofDays(8);
    private static final int LONGEST = 512;

    /// Later times come from a broken or forged record.
    private static final Instant LAST_DAY = Instant.parse("9999-12-01T00:00:00Z");

    private SuggestedFilter() {}

    static Optional<String> of(Finding finding) {
        if (!(finding.subject() instanceof Subject.Principal principal)
                || !isExact(principal.key())
                || !isExact(finding.detection().id())
                || !isExact(finding.account())
                || finding.last().isAfter(LAST_DAY)) {
            return Optional.empty();
        }
        return field(principal.key()).map(field -> yaml(finding, field, principal.key()));
    }

    private static Optional<String> field(String principal) {
        if (principal.contains(":role/")) {
            return Optional.of("userIdentity.sessionContext.sessionIssuer.arn");
        }
        return principal.contains(":user/") ? Optional.of("userIdentity.arn") : Optional.empty();
    }

    private static String yaml(Finding finding, String field, String principal) {
        String function = Runbook.function(finding)
                .filter(SuggestedFilter::isExact)
                .map(name -> "    requestParameters.functionName: [%s, %s, %s]\n"
                        .formatted(
                                quoted(literal(name)),
                                quoted("*:function:" + literal(name)),
                                quoted("*:function:" + literal(name) + ":*")))
                .orElse("");
        return """
                title: %s
                id: %s
                logsource: {product: aws, service: cloudtrail}
                filter:
                  rules: [%s]
                  selection:
                    recipientAccountId: %s
                    %s: %s
                %s  condition: not selection
                owner: ''
                ticket: ''
                expires: '%s'
                """.formatted(
                        quoted("Approved: " + finding.id()),
                        UUID.nameUUIDFromBytes(finding.id().getBytes(StandardCharsets.UTF_8)),
                        quoted(finding.detection().id()),
                        quoted(literal(finding.account())),
                        field,
                        quoted(literal(principal)),
                        function,
                        finding.last().truncatedTo(ChronoUnit.DAYS).plus(LIFETIME));
    }

    private static boolean isExact(String text) {
        return !text.isEmpty() && text.equals(Escaping.value(text, LONGEST));
    }

    /// The text without a meaning in Sigma.
    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }

    /// A single-quoted scalar of YAML.
    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
