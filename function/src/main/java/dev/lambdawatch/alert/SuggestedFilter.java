package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Subject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// A Sigma filter that would silence one finding, to be reviewed by a person.
///
/// It is as narrow as the finding is: this rule, this account, and of a call this issuer and, where
/// a function is concerned, this function; of a beacon this workload and destination; of names that
/// a host asked for this host and domain, or of a first contact the name. For a role it matches the
/// role, never the session, whose name the caller chooses; and the function by its derived ARN, for
/// a call that was refused has no request to name it. It expires a week after the finding's day.
/// None is offered for what a filter could not name exactly: other kinds of principal, texts with
/// hidden characters, a beacon that a change of code explains; nor for what a correlation found,
/// which no filter can mean.
final class SuggestedFilter {
    /// What a reader does with it.
    static final String ADVICE = "If this is approved: review this Sigma filter, fill in owner and ticket, and put it"
            + " into filters/ of the state bucket.";

    private static final Duration LIFETIME = Duration.ofDays(8);
    private static final int LONGEST = 512;

    /// Later times come from a broken or forged record.
    private static final Instant LAST_DAY = Instant.parse("9999-12-01T00:00:00Z");

    private final Finding finding;
    private final Map<String, String> selection = new LinkedHashMap<>();
    private boolean exact = true;

    private SuggestedFilter(Finding finding) {
        this.finding = finding;
    }

    static Optional<String> of(Finding finding) {
        if (!isExact(finding.detection().id()) || finding.last().isAfter(LAST_DAY)) {
            return Optional.empty();
        }
        SuggestedFilter filter = new SuggestedFilter(finding);
        return switch (finding.subject()) {
            case Subject.Principal principal -> filter.ofCall(principal);
            case Subject.Workload workload -> filter.ofWorkload(workload);
        };
    }

    private Optional<String> ofCall(Subject.Principal principal) {
        Optional<String> field = field(principal.key());
        if (field.isEmpty() || isOfCorrelation()) {
            return Optional.empty();
        }
        select("recipientAccountId", finding.account());
        select(field.get(), principal.key());
        if (Runbook.function(finding).isPresent()) {
            select("lambdawatch.functionArn", finding.resource());
        }
        return yaml("{product: aws, service: cloudtrail}");
    }

    /// What several calls add up to is counted, and only that.
    private boolean isOfCorrelation() {
        return finding.facts().containsKey("number");
    }

    private static Optional<String> field(String principal) {
        if (principal.contains(":role/")) {
            return Optional.of("userIdentity.sessionContext.sessionIssuer.arn");
        }
        return principal.contains(":user/") ? Optional.of("userIdentity.arn") : Optional.empty();
    }

    private Optional<String> ofWorkload(Subject.Workload workload) {
        Map<String, String> facts = finding.facts();
        if (restsOn(Evidence.Lookups.class)) {
            select("account_id", finding.account());
            if (workload.name().startsWith("i-")) {
                select("srcids.instance", workload.name());
            } else {
                select("src_ip", workload.address());
            }
            if (facts.containsKey("platform")) {
                select("query", facts.getOrDefault("name", ""));
            } else {
                select("parent_domain", finding.resource());
            }
            return yaml("{category: dns}");
        }
        // What has no score was not found by ours, but by a hunt that others published.
        if (restsOn(Evidence.Connections.class) && facts.containsKey("score")) {
            select("account-id", finding.account());
            select("workload", facts.getOrDefault("workload", ""));
            select("resource", finding.resource());
            return yaml("{product: aws, service: vpcflow}");
        }
        return Optional.empty();
    }

    private boolean restsOn(Class<? extends Evidence> kind) {
        return !finding.evidence().isEmpty() && finding.evidence().stream().allMatch(kind::isInstance);
    }

    private void select(String field, String value) {
        boolean plain = isExact(value);
        exact &= plain || isExactInEscapes(value);
        selection.put(field, plain ? quoted(literal(value)) : escaped(literal(value)));
    }

    /// Whether it is a name that only a mail program would take for more than it is: a link.
    private static boolean isExactInEscapes(String name) {
        return !name.isEmpty()
                && name.equals(Escaping.line(name, LONGEST))
                && !name.contains("://")
                && name.chars().allMatch(letter -> letter > ' ' && letter <= '~');
    }

    /// A double-quoted scalar in which dots are written as escapes, which YAML reads as dots.
    private static String escaped(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace(".", "\\x2e") + '"';
    }

    /// Nothing if a value of it could not be named exactly.
    private Optional<String> yaml(String logsource) {
        if (!exact) {
            return Optional.empty();
        }
        StringBuilder lines = new StringBuilder();
        selection.forEach((field, value) ->
                lines.append("    ").append(field).append(": ").append(value).append('\n'));
        return Optional.of("""
                title: %s
                id: %s
                logsource: %s
                filter:
                  rules: [%s]
                  selection:
                %s  condition: not selection
                owner: ''
                ticket: ''
                expires: '%s'
                """.formatted(
                        quoted("Approved: " + finding.id()),
                        UUID.nameUUIDFromBytes(finding.id().getBytes(StandardCharsets.UTF_8)),
                        logsource,
                        quoted(finding.detection().id()),
                        lines,
                        finding.last().truncatedTo(ChronoUnit.DAYS).plus(LIFETIME)));
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
