package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Estate;
import dev.lambdawatch.audit.Memory;
import dev.lambdawatch.audit.RecordedNames;
import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.ShippedRules;
import dev.lambdawatch.content.Organization;
import dev.lambdawatch.content.Settings;
import dev.lambdawatch.join.FunctionHistory;
import dev.lambdawatch.rule.Screening;
import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Rule;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/// By which rules, filters and settings, and for whose accounts, calls are judged.
final class RuleOptions {
    @Option(
            names = "--rules",
            paramLabel = "DIR",
            description = "Sigma rules beside the shipped ones: every .yml file at or below DIR.")
    private Optional<Path> rules = Optional.empty();

    @Option(
            names = "--filters",
            paramLabel = "DIR",
            description =
                    "Sigma filters that approve: every .yml file at or below DIR. What they hold back is counted.")
    private Optional<Path> filters = Optional.empty();

    @Option(
            names = "--settings",
            paramLabel = "FILE",
            description = "The settings of the deployed monitor (settings.json).")
    private Optional<Path> settings = Optional.empty();

    @Option(
            names = "--org",
            paramLabel = "FILE",
            description =
                    "The accounts that are ours: accounts.json of the deployed monitor, the output of aws organizations"
                            + " list-accounts, or a number and perhaps a name a line.")
    private Optional<Path> accounts = Optional.empty();

    /// The filters that these options name, for calls and for beacons.
    ///
    /// @throws IOException if a file cannot be read or is not of its form
    List<Filter> filters(Diagnostics diagnostics) throws IOException {
        if (filters.isEmpty()) {
            return List.of();
        }
        RuleFiles files = RuleFiles.below(filters.get());
        files.warn(diagnostics);
        return files.filters();
    }

    /// Whether there are any rules, filters or settings of the user's.
    boolean isGiven() {
        return rules.isPresent() || filters.isPresent() || settings.isPresent();
    }

    /// Others for the same accounts.
    RuleOptions instead(Optional<Path> otherRules, Optional<Path> otherFilters, Optional<Path> otherSettings) {
        RuleOptions others = new RuleOptions();
        others.rules = otherRules;
        others.filters = otherFilters;
        others.settings = otherSettings;
        others.accounts = accounts;
        return others;
    }

    /// These, and of each kind that is not given what the others have.
    RuleOptions over(RuleOptions others) {
        return instead(
                rules.or(() -> others.rules), filters.or(() -> others.filters), settings.or(() -> others.settings));
    }

    /// The audit that these options ask for.
    ///
    /// @param history hears of functions
    /// @throws IOException if a file cannot be read or is not of its form
    Audit audit(List<Filter> approving, FunctionHistory history, Diagnostics diagnostics) throws IOException {
        Settings tuned = settings();
        if (rules.isPresent()) {
            RuleFiles.below(rules.get()).warn(diagnostics);
        }
        Rulebook.Screened screened = Screening.of(book(tuned, approving));
        Audit audit = Audit.of(
                screened.book(),
                new Estate(
                        accounts(tuned),
                        "",
                        tuned.ownResources(),
                        organization().id()),
                Memory.inProcess(history));
        Stream.concat(screened.refusals().stream(), audit.refusals().stream())
                .forEach(refusal -> diagnostics.warn(
                        refusal.place() + ": '" + refusal.title() + "' is refused: " + refusal.reason()));
        return audit;
    }

    /// The rules on other logs than CloudTrail's, as far as they are in force, among others, and the
    /// filters. All rules are the user's, so without rules of theirs none is read.
    ///
    /// @throws IOException if a file cannot be read or is not of its form
    Rulebook otherBook(List<Filter> approving) throws IOException {
        return rules.isEmpty()
                ? Screening.of(new Rulebook(List.of(), List.of(), approving, Map.of()))
                        .book()
                : Screening.of(book(settings(), approving)).book();
    }

    private Settings settings() throws IOException {
        return settings.isPresent()
                ? Failure.naming(
                        settings.get(), () -> Settings.parse(GivenFile.bytes(settings.get(), Settings.LARGEST_FILE)))
                : Settings.DEFAULTS;
    }

    private Rulebook book(Settings tuned, List<Filter> approving) throws IOException {
        List<Rule> all = new ArrayList<>(ShippedRules.all());
        List<Correlation> correlations = new ArrayList<>(ShippedRules.correlations());
        if (rules.isPresent()) {
            RuleFiles more = RuleFiles.below(rules.get());
            all.addAll(tuned.bareNames() ? more.rules() : RecordedNames.only(more.rules()));
            correlations.addAll(more.correlations());
        }
        return new Rulebook(all, correlations, approving, tuned.stages());
    }

    /// The accounts that are ours, as far as a file names them.
    ///
    /// @throws IOException if it cannot be read or is not of its form
    Organization organization() throws IOException {
        return accounts.isPresent()
                ? Failure.naming(
                        accounts.get(),
                        () -> Organization.parse(GivenFile.bytes(accounts.get(), Organization.LARGEST_FILE)))
                : Organization.UNKNOWN;
    }

    private Set<String> accounts(Settings tuned) throws IOException {
        Set<String> ours = new HashSet<>(tuned.knownAccounts());
        ours.addAll(organization().ids());
        return ours;
    }
}
