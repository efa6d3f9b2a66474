package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Estate;
import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.ShippedRules;
import dev.lambdawatch.rule.BeaconRules;
import dev.lambdawatch.rule.RowRules;
import dev.lambdawatch.rule.Screening;
import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Correlations;
import dev.lambdawatch.sigma.Notice;
import dev.lambdawatch.sigma.Refusal;
import dev.lambdawatch.sigma.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Files of rules and filters in force beside the shipped rules, as they would be when deployed.
///
/// @param refusals what is well written and yet not in force: on logs that nobody reads, a
///     correlation of rules that are not there
/// @param notices  what is in force and does less than its author may think
record Trial(List<Refusal> refusals, List<Notice> notices) {

    /// @param now decides which filters are in force
    static Trial of(RuleFiles files, Instant now) {
        Rulebook.Screened screened = Screening.of(new Rulebook(
                joined(ShippedRules.all(), files.rules()),
                joined(ShippedRules.correlations(), files.correlations()),
                files.filters(),
                Map.of()));
        Rulebook book = screened.book();
        Audit audit = Audit.of(book, new Estate(Set.of(), "", Set.of()));
        List<Notice> notices = new ArrayList<>(hushed(files, book));
        notices.addAll(audit.idleFilters(now));
        notices.addAll(BeaconRules.of(book).idleFilters(now));
        notices.addAll(RowRules.of(book).idleFilters(now));
        return new Trial(joined(screened.refusals(), audit.refusals()), notices);
    }

    /// Shipped rules that people hear of, and would hear of no more: a correlation stands for the
    /// rules that it names.
    private static List<Notice> hushed(RuleFiles files, Rulebook book) {
        Correlations shipped = Correlations.of(ShippedRules.correlations(), ShippedRules.all());
        Correlations all = Correlations.of(book.correlations(), book.rules());
        List<Notice> notices = new ArrayList<>();
        for (Rule rule : ShippedRules.all()) {
            if (shipped.tells(rule) && !all.tells(rule)) {
                files.correlations().stream()
                        .filter(correlation -> names(correlation, rule))
                        .forEach(correlation -> notices.add(new Notice(
                                correlation.place(),
                                correlation.title(),
                                "the rule '" + rule.name()
                                        + "' is no longer told by itself; with 'generate: true' it stays so")));
            }
        }
        return notices;
    }

    private static boolean names(Correlation correlation, Rule rule) {
        return correlation.rules().stream().anyMatch(rule::isCalled);
    }

    private static <T> List<T> joined(List<? extends T> first, List<? extends T> second) {
        return Stream.<T>concat(first.stream(), second.stream()).toList();
    }
}
