package dev.lambdawatch.content;

import dev.lambdawatch.audit.RecordedNames;
import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.ShippedRules;
import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Correlations;
import dev.lambdawatch.sigma.Described;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Refusal;
import dev.lambdawatch.sigma.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What the library held at one time, as far as it was in force.
///
/// @param settings     the defaults where there is no file
/// @param organization unknown where there is no file
/// @param rules        beside the shipped ones
/// @param correlations beside the shipped ones
/// @param filters      what is approved, expired ones among them
/// @param faults       what is not in force, and what its author should look at
/// @param changes      since somebody last looked
public record Edition(
        Settings settings,
        Organization organization,
        List<Rule> rules,
        List<Correlation> correlations,
        List<Filter> filters,
        List<Fault> faults,
        List<Change> changes) {
    /// Of an empty library.
    public static final Edition EMPTY =
            new Edition(Settings.DEFAULTS, Organization.UNKNOWN, List.of(), List.of(), List.of(), List.of(), List.of());

    public Edition {
        rules = List.copyOf(rules);
        correlations = List.copyOf(correlations);
        filters = List.copyOf(filters);
        faults = List.copyOf(faults);
        changes = List.copyOf(changes);
    }

    static Edition of(List<Reading> readings, List<Fault> faults, List<Change> changes) {
        Settings settings = readings.stream()
                .filter(reading -> reading.file().isSettings())
                .findFirst()
                .map(Reading::settings)
                .orElse(Settings.DEFAULTS);
        Organization organization = readings.stream()
                .filter(reading -> reading.file().isAccounts())
                .findFirst()
                .map(Reading::organization)
                .orElse(Organization.UNKNOWN);
        Edition edition = new Edition(
                settings,
                organization,
                readings.stream().flatMap(reading -> reading.rules().stream()).toList(),
                readings.stream()
                        .flatMap(reading -> reading.correlations().stream())
                        .toList(),
                readings.stream().flatMap(reading -> reading.filters().stream()).toList(),
                faults,
                changes);
        List<Fault> all = new ArrayList<>(faults);
        all.addAll(edition.dangling());
        return new Edition(settings, organization, edition.rules, edition.correlations, edition.filters, all, changes);
    }

    /// The accounts that are ours: those of the Organization and those that the settings add.
    public Set<String> knownAccounts() {
        Set<String> accounts = new TreeSet<>(settings.knownAccounts());
        accounts.addAll(organization.ids());
        return accounts;
    }

    /// The shipped rules with those of this edition, under its filters, in the stages of its
    /// settings.
    public Rulebook book() {
        Rulebook shipped = ShippedRules.book();
        return new Rulebook(
                joined(shipped.rules(), settings.bareNames() ? rules : RecordedNames.only(rules)),
                joined(shipped.correlations(), correlations),
                filters,
                settings.stages());
    }

    /// Names of rules that no rule has: in correlations and in the settings.
    private List<Fault> dangling() {
        Rulebook book = book();
        List<Fault> faults = new ArrayList<>();
        for (Refusal refusal :
                Correlations.of(book.correlations(), book.rules()).refusals()) {
            faults.add(
                    Fault.of("%s: '%s' is refused: %s".formatted(refusal.place(), refusal.title(), refusal.reason())));
        }
        for (String name : settings.stages().keySet()) {
            if (Stream.<Described>concat(book.rules().stream(), book.correlations().stream())
                    .noneMatch(rule -> name.equals(rule.name()) || name.equals(rule.id()))) {
                faults.add(Fault.of(
                        "%s: 'stages' names the rule '%s', which does not exist".formatted(Library.SETTINGS, name)));
            }
        }
        return faults;
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    /// Its faults and the filters that have expired by now.
    public List<Fault> faults(Instant now) {
        return Stream.concat(
                        faults.stream(),
                        filters.stream()
                                .filter(filter -> !filter.isInForce(now))
                                .map(Edition::expired))
                .toList();
    }

    private static Fault expired(Filter filter) {
        String text = "%s: filter '%s' expired at %s and is ignored; owner: %s"
                .formatted(filter.place(), filter.title(), filter.expires(), filter.owner());
        return Fault.of(text);
    }
}
