package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Estate;
import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.ShippedRules;
import dev.lambdawatch.content.Settings;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/// The options of a replay.
final class ReplayOptions {
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

    @Option(names = "--org", paramLabel = "FILE", description = "Accounts that are ours, twelve digits a line.")
    private Optional<Path> organization = Optional.empty();

    @Option(
            names = "--from",
            paramLabel = "INSTANT",
            description = "Leave out records before it, as 2026-01-31T10:00:00Z.")
    Instant from = Instant.MIN;

    @Option(names = "--to", paramLabel = "INSTANT", description = "Leave out records at or after it.")
    Instant to = Instant.MAX;

    @Option(
            names = "--every",
            paramLabel = "DURATION",
            description =
                    "How far apart the windows are over which beacons are scored: 12h (default); 1h is as deployed.",
            converter = Hours.class)
    Duration every = Duration.ofHours(12);

    @Option(
            names = "--min-severity",
            paramLabel = "LEVEL",
            description =
                    "Print findings from this level up: informational (default for ocsf), low, medium (default), high, critical.")
    Optional<String> least = Optional.empty();

    @Option(
            names = "--fail-on",
            paramLabel = "LEVEL",
            description = "Exit with 2 if there is a finding of this level or above.")
    Optional<String> failOn = Optional.empty();

    @Option(names = "--quiet", description = "No progress and no summary.")
    boolean quiet;

    /// A number of hours: `12h`.
    static final class Hours implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("[1-9]\\d{0,2}h")) {
                throw new TypeConversionException("a number of hours is wanted, as 12h, not '" + text + "'");
            }
            return Duration.parse("PT" + text);
        }
    }

    /// The audit that these options ask for.
    ///
    /// @throws IOException if a file cannot be read or is not of its form
    Audit audit(Diagnostics diagnostics) throws IOException {
        Settings tuned = settings.isPresent() ? Settings.parse(Files.readAllBytes(settings.get())) : Settings.DEFAULTS;
        Set<String> accounts = new HashSet<>(tuned.knownAccounts());
        if (organization.isPresent()) {
            accounts.addAll(accounts(organization.get()));
        }
        List<Rule> all = new ArrayList<>(ShippedRules.all());
        List<Correlation> correlations = new ArrayList<>(ShippedRules.correlations());
        if (rules.isPresent()) {
            RuleFiles more = RuleFiles.below(rules.get());
            more.warn(diagnostics);
            all.addAll(more.rules());
            correlations.addAll(more.correlations());
        }
        List<Filter> approving = new ArrayList<>();
        if (filters.isPresent()) {
            RuleFiles files = RuleFiles.below(filters.get());
            files.warn(diagnostics);
            approving.addAll(files.filters());
        }
        Rulebook.Screened screened = new Rulebook(all, correlations, approving, tuned.stages()).screened();
        Audit audit = Audit.of(screened.book(), new Estate(accounts, "", tuned.ownResources()));
        Stream.concat(screened.refusals().stream(), audit.refusals().stream())
                .forEach(refusal -> diagnostics.warn(
                        refusal.place() + ": '" + refusal.title() + "' is refused: " + refusal.reason()));
        return audit;
    }

    Optional<Severity> failOn() {
        return failOn.map(Severity::parse);
    }

    private static Set<String> accounts(Path file) throws IOException {
        Set<String> accounts = new HashSet<>();
        for (String line : Files.readAllLines(file)) {
            String account = line.strip();
            if (!account.isEmpty() && !account.matches("\\d{12}")) {
                throw new IOException(file + ": an account is twelve digits, not '" + account + "'");
            }
            accounts.add(account);
        }
        accounts.remove("");
        return accounts;
    }
}
