package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Verdicts;
import dev.lambdawatch.finding.Draft;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// What history teaches about who does what to which function from where: the calls that a rule in
/// dry-run found, or of roles one at medium, and that nothing speaks against.
///
/// Nothing is learned from a call that was refused or failed, from one behind a finding at high or
/// above, or from any other call of a principal who has such a finding. What is learned is bounded;
/// what is left out is counted by its reason.
final class Lessons implements Verdicts {
    private static final int GROUPS = 2_000;
    private static final int FUNCTIONS = 500;
    private static final int SOURCES = 256;
    private static final int AGENTS = 3;

    /// More than these, and an address does not tell the caller's place.
    private static final int NETWORKS = 8;

    private final Set<String> correlations;
    private final Map<Act, Practice> practices = new LinkedHashMap<>();
    private final Set<String> suspects = new HashSet<>();
    private final Map<String, Integer> leftOut = new TreeMap<>();

    /// A principal who does one thing that one rule finds.
    ///
    /// @param field by which a filter knows the principal
    record Act(String rule, String account, String field, String principal, String api) {}

    /// Where one function was acted on from.
    ///
    /// @param function its ARN; empty for a call that concerns none
    private record Where(String function, String source) {}

    /// How an act was done.
    private static final class Practice {
        private final Map<Where, Seen> seen = new LinkedHashMap<>();
        private final Set<String> agents = new TreeSet<>();
        private final Set<String> functions = new HashSet<>();
        private final Set<String> sources = new HashSet<>();

        /// Whether there was room for it.
        boolean add(Where where, Seen once, String agent) {
            if ((!functions.contains(where.function) && functions.size() >= FUNCTIONS)
                    || (!sources.contains(where.source) && sources.size() >= SOURCES)) {
                return false;
            }
            functions.add(where.function);
            sources.add(where.source);
            seen.merge(where, once, Seen::plus);
            if (agents.size() < AGENTS) {
                agents.add(agent);
            }
            return true;
        }
    }

    /// @param correlations names of those: a filter cannot mean one
    Lessons(Set<String> correlations) {
        this.correlations = Set.copyOf(correlations);
    }

    @Override
    public void accept(Finding finding) {
        if (finding.severity().atLeast(Severity.HIGH)) {
            suspects.add(finding.subject().key());
        } else if (finding.severity() == Severity.MEDIUM && isPipeline(finding.subject())) {
            learn(finding);
        }
    }

    /// What a person did and a rule tells is for people to look at: no habit approves of it.
    private static boolean isPipeline(Subject subject) {
        return subject instanceof Subject.Principal principal
                && (principal.kind().equals("automation") || principal.kind().equals("runtime"));
    }

    @Override
    public void rehearsed(Draft finding) {
        learn(finding.finding());
    }

    private void learn(Finding finding) {
        Optional<String> obstacle = obstacle(finding);
        if (obstacle.isPresent()) {
            leaveOut(obstacle.get());
            return;
        }
        Map<String, String> facts = finding.facts();
        String principal = finding.subject().key();
        Act act = new Act(
                finding.detection().name(),
                finding.account(),
                field(principal).orElseThrow(),
                principal,
                facts.getOrDefault("api", ""));
        Practice practice = practices.get(act);
        if (practice == null && practices.size() >= GROUPS) {
            leaveOut("more than " + GROUPS + " principals and actions");
            return;
        }
        if (practice == null) {
            practice = new Practice();
            practices.put(act, practice);
        }
        Where where = new Where(facts.getOrDefault("function_arn", ""), facts.getOrDefault("source", ""));
        if (!practice.add(where, Seen.once(finding.last()), facts.getOrDefault("user_agent", ""))) {
            leaveOut("more than " + FUNCTIONS + " functions or " + SOURCES + " addresses of one principal");
        }
    }

    /// Why a filter should not, or could not exactly, approve of what was found.
    private Optional<String> obstacle(Finding finding) {
        Map<String, String> facts = finding.facts();
        if (correlations.contains(finding.detection().name())) {
            return Optional.of("found by a correlation, which no filter can mean");
        }
        if (!facts.getOrDefault("outcome", "").equals("succeeded")) {
            return Optional.of("refused or failed");
        }
        if (!(finding.subject() instanceof Subject.Principal)
                || field(finding.subject().key()).isEmpty()) {
            return Optional.of("of a principal that is neither a role nor a user");
        }
        String function = facts.getOrDefault("function_arn", "");
        if (function.isEmpty() && !finding.resource().isEmpty()) {
            return Optional.of("on something else than a function");
        }
        List<String> values = new ArrayList<>(List.of(
                finding.subject().key(),
                finding.account(),
                finding.detection().name(),
                facts.getOrDefault("api", ""),
                facts.getOrDefault("source", "")));
        if (!function.isEmpty()) {
            values.add(function);
        }
        return values.stream().allMatch(FilterText::isExact)
                ? Optional.empty()
                : Optional.of("with values that a file cannot show exactly");
    }

    private static Optional<String> field(String principal) {
        if (principal.contains(":role/")) {
            return Optional.of("userIdentity.sessionContext.sessionIssuer.arn");
        }
        return principal.contains(":user/") ? Optional.of("userIdentity.arn") : Optional.empty();
    }

    private void leaveOut(String reason) {
        leftOut.merge(reason, 1, Integer::sum);
    }

    /// What could be approved of, most often seen first: one for each act and network.
    List<Proposal> proposals() {
        List<Proposal> proposals = new ArrayList<>();
        practices.forEach((act, practice) -> {
            if (suspects.contains(act.principal())) {
                leaveOut("of a principal with a finding at high or above: " + act.principal());
                return;
            }
            Map<CallerNetwork, List<String>> networks = CallerNetwork.of(new TreeSet<>(practice.sources));
            if (networks.size() > NETWORKS) {
                leaveOut("from more than " + NETWORKS + " networks, so no address tells where: " + act.principal());
                return;
            }
            networks.forEach((network, sources) -> proposals.add(
                    new Proposal(act, network, functions(practice, sources), List.copyOf(practice.agents))));
        });
        proposals.sort(Proposal.MOST_SEEN_FIRST);
        return List.copyOf(proposals);
    }

    private static Map<String, Seen> functions(Practice practice, List<String> sources) {
        Map<String, Seen> functions = new TreeMap<>();
        practice.seen.forEach((where, seen) -> {
            if (sources.contains(where.source)) {
                functions.merge(where.function, seen, Seen::plus);
            }
        });
        return functions;
    }

    /// Why something was left out, and how often, a line each; complete after [#proposals].
    List<String> leftOut() {
        return leftOut.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .toList();
    }
}
