package dev.lambdawatch.cli;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// A finding that a change of rules, filters or settings makes another one.
///
/// @param kind    what becomes of it
/// @param finding as it is told with the change; as it was told without, if it is gone
/// @param before  its severity without the change; empty if it was not told
/// @param after   its severity with the change; empty if it is not told any more
/// @param because what holds a gone one back, in words; empty where nothing does but that no rule
///     finds it
record Difference(Kind kind, Finding finding, Optional<Severity> before, Optional<Severity> after, String because) {

    enum Kind {
        GONE,
        LOWERED,
        RAISED,
        NEW;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// The differences between two replays of the same history: what is lost first, severest first.
    static List<Difference> between(Replayed before, Replayed after) {
        Map<String, Finding> was = byId(before.findings());
        Map<String, Finding> is = byId(after.findings());
        List<Difference> differences = new ArrayList<>();
        was.forEach((id, finding) -> {
            Finding now = is.get(id);
            if (now == null) {
                differences.add(new Difference(
                        Kind.GONE,
                        finding,
                        Optional.of(finding.severity()),
                        Optional.empty(),
                        after.heldBackBy().getOrDefault(id, "")));
            } else if (now.severity() != finding.severity()) {
                differences.add(new Difference(
                        now.severity().atLeast(finding.severity()) ? Kind.RAISED : Kind.LOWERED,
                        now,
                        Optional.of(finding.severity()),
                        Optional.of(now.severity()),
                        ""));
            }
        });
        is.forEach((id, finding) -> {
            if (!was.containsKey(id)) {
                differences.add(
                        new Difference(Kind.NEW, finding, Optional.empty(), Optional.of(finding.severity()), ""));
            }
        });
        differences.sort(Comparator.comparing(Difference::kind)
                .thenComparing(Difference::severest, Comparator.reverseOrder())
                .thenComparing(difference -> difference.finding().headline())
                .thenComparing(difference -> difference.finding().id()));
        return List.copyOf(differences);
    }

    private static Map<String, Finding> byId(List<Finding> findings) {
        Map<String, Finding> byId = new LinkedHashMap<>();
        findings.forEach(finding -> byId.put(finding.id(), finding));
        return byId;
    }

    private Severity severest() {
        return before.or(() -> after).orElseThrow();
    }

    /// Whether people are told less: it is gone, or milder.
    boolean isLoss() {
        return kind == Kind.GONE || kind == Kind.LOWERED;
    }

    /// One line for people.
    String line() {
        return String.format(
                Locale.ROOT,
                "%-7s  %-23s  %s%s",
                kind.word(),
                severities(),
                finding.headline(),
                because.isEmpty() ? "" : "  [" + because + "]");
    }

    private String severities() {
        return kind == Kind.RAISED || kind == Kind.LOWERED
                ? before.orElseThrow().level() + " -> " + after.orElseThrow().level()
                : severest().level();
    }
}
