package dev.lambdawatch.rule;

import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.dns.SigmaFields;
import dev.lambdawatch.sigma.Condition;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Logsource;
import dev.lambdawatch.sigma.Refusal;
import dev.lambdawatch.sigma.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// Leaves out of a book what could never find or approve of what it means: a rule or filter on logs
/// that nobody reads here, or one that asks rows of Resolver logs, or beacons, for a field that they
/// do not have.
///
/// In a record of CloudTrail an unknown field may be there tomorrow; all fields of these are ours.
public final class Screening {
    private static final String ROW = "a row of a Resolver log";
    private static final String BEACON = "a beacon";

    private Screening() {}

    /// What of a book can be used, on whichever log.
    public static Rulebook.Screened of(Rulebook book) {
        Rulebook.Screened screened = book.screened();
        List<Refusal> refusals = new ArrayList<>(screened.refusals());
        Rulebook answerable = new Rulebook(
                screened.book().rules().stream()
                        .filter(rule -> isAnswerable(rule, refusals))
                        .toList(),
                screened.book().correlations(),
                screened.book().filters().stream()
                        .filter(filter -> isAnswerable(filter, refusals))
                        .toList(),
                book.stages());
        return new Rulebook.Screened(answerable, refusals);
    }

    private static boolean isAnswerable(Rule rule, List<Refusal> refusals) {
        Optional<String> fault = RowRules.concerns(rule)
                ? fault(rule.condition(), SigmaFields.names()::contains, ROW)
                : BeaconRules.concerns(rule)
                        ? fault(rule.condition(), Beacons::isField, BEACON)
                        : unread(rule.logsource());
        fault.ifPresent(reason -> refusals.add(new Refusal(rule.place(), rule.title(), reason)));
        return fault.isEmpty();
    }

    private static boolean isAnswerable(Filter filter, List<Refusal> refusals) {
        Optional<String> fault = RowRules.isForRows(filter.logsource())
                ? fault(filter.condition(), NameApprovals::isField, ROW + ", a tunnel or a first contact")
                : BeaconRules.isForBeacons(filter.logsource())
                        ? fault(filter.condition(), Beacons::isField, BEACON)
                        : unread(filter.logsource());
        fault.ifPresent(reason -> refusals.add(new Refusal(filter.place(), filter.title(), reason)));
        return fault.isEmpty();
    }

    private static Optional<String> unread(Logsource logsource) {
        return Rulebook.isForCalls(logsource)
                ? Optional.empty()
                : Optional.of(logsource + " is no log that is read here; there are {product: aws, service: cloudtrail},"
                        + " {product: aws, service: vpcflow} and {category: dns}");
    }

    private static Optional<String> fault(Condition condition, Predicate<String> isField, String what) {
        return condition.fields().stream()
                .filter(isField.negate())
                .sorted()
                .findFirst()
                .map(field -> field.isEmpty()
                        ? what + " is asked by its fields, not searched for keywords"
                        : what + " has no field '" + field + "'");
    }
}
