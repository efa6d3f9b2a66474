package dev.lambdawatch;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Estate;
import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.ShippedRules;
import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.content.Settings;
import dev.lambdawatch.sigma.WindowStore;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The deployed monitor's audit: the shipped rules, each in its stage, for what is known as ours.
final class Auditing {
    private final Wiring wiring;
    private final WindowStore windows = Aws.windows(Wiring.variable("STATE_TABLE"));
    private volatile Current current = audit(Settings.DEFAULTS, windows);

    private record Current(Settings settings, Audit audit) {}

    Auditing(Wiring wiring) {
        this.wiring = wiring;
    }

    /// The audit by the settings that are in force now.
    Audit audit(Log log) {
        Settings settings = wiring.settings(log);
        Current known = current;
        if (!known.settings.equals(settings)) {
            known = audit(settings, windows);
            current = known;
        }
        return known.audit;
    }

    private static Current audit(Settings settings, WindowStore windows) {
        Set<String> accounts = new TreeSet<>(settings.knownAccounts());
        accounts.addAll(
                List.of(System.getenv().getOrDefault("KNOWN_ACCOUNTS", "").split(",")));
        accounts.remove("");
        String ownFunctions = System.getenv().getOrDefault("OWN_FUNCTIONS", "");
        Rulebook rules = new Rulebook(ShippedRules.all(), ShippedRules.correlations(), List.of(), settings.stages());
        Estate estate = new Estate(accounts, ownFunctions, settings.ownResources());
        return new Current(settings, Audit.of(rules, estate, windows));
    }
}
