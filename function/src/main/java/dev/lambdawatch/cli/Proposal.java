package dev.lambdawatch.cli;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/// A filter that would approve of what was seen, and of nothing else. It is refused until a person
/// fills in who answers for it, where that was decided and until when.
///
/// @param functions how often each function was acted on, by its ARN; "" for calls that concern none
/// @param agents    some of the tools, for the reader alone: a caller writes there what he likes
record Proposal(Lessons.Act act, CallerNetwork network, Map<String, Seen> functions, List<String> agents) {
    static final Comparator<Proposal> MOST_SEEN_FIRST = Comparator.comparingLong(
                    (Proposal proposal) -> proposal.seen().count())
            .reversed()
            .thenComparing(Proposal::title);

    private static final int LONGEST_TITLE = 200;
    private static final int LONGEST_AGENT = 90;

    Proposal {
        functions = new LinkedHashMap<>(functions);
        agents = List.copyOf(agents);
    }

    Seen seen() {
        return functions.values().stream().reduce(Seen::plus).orElse(new Seen(0, Instant.EPOCH, Instant.EPOCH));
    }

    private String title() {
        String principal = act.principal().substring(act.principal().lastIndexOf('/') + 1);
        return FilterText.comment(
                "Proposal: %s, %s from %s".formatted(principal, act.api(), network.words()), LONGEST_TITLE);
    }

    /// The document, to be reviewed.
    String yaml() {
        return """
                # PROPOSAL, made from history: review it, narrow it, then fill in owner, ticket and expires.
                # %s
                %stitle: %s
                id: %s
                logsource: {product: aws, service: cloudtrail}
                filter:
                  rules: [%s]
                  seen:
                    recipientAccountId: %s
                    %s: %s
                    eventName: %s
                    %s
                %s  condition: not seen
                owner: ''    # who answers for it
                ticket: ''   # where it was decided
                expires: ''  # as 2030-12-31T00:00:00Z
                proposal: 'true'
                """.formatted(
                        seen(),
                        agentComments(),
                        FilterText.quoted(title()),
                        id(),
                        FilterText.quoted(act.rule()),
                        value(act.account()),
                        act.field(),
                        value(act.principal()),
                        value(act.api()),
                        network.item(),
                        functionItem());
    }

    /// The same for the same act from the same place.
    private UUID id() {
        return UUID.nameUUIDFromBytes((act + " " + network.item()).getBytes(StandardCharsets.UTF_8));
    }

    private String agentComments() {
        return agents.stream()
                .filter(agent -> !agent.isEmpty())
                .map(agent -> "# with " + FilterText.comment(agent, LONGEST_AGENT) + "\n")
                .collect(Collectors.joining());
    }

    private String functionItem() {
        if (functions.containsKey("")) {
            return "";
        }
        return functions.entrySet().stream()
                .map(function -> "      - %s  # %s\n".formatted(value(function.getKey()), function.getValue()))
                .collect(Collectors.joining("", "    lambdawatch.functionArn:\n", ""));
    }

    private static String value(String text) {
        return FilterText.quoted(FilterText.literal(text));
    }
}
