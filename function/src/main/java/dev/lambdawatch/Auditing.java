package dev.lambdawatch;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.ShippedRules;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The deployed monitor's audit: the shipped rules, for the accounts that are known as ours.
final class Auditing {
    private final Wiring wiring;
    private volatile Current current = audit(Set.of());

    private record Current(Set<String> accounts, Audit audit) {}

    Auditing(Wiring wiring) {
        this.wiring = wiring;
    }

    /// The audit by the settings that are in force now.
    Audit audit(Log log) {
        Set<String> accounts = wiring.settings(log).knownAccounts();
        Current known = current;
        if (!known.accounts.equals(accounts)) {
            known = audit(accounts);
            current = known;
        }
        return known.audit;
    }

    private static Current audit(Set<String> accounts) {
        Set<String> known = new TreeSet<>(accounts);
        known.addAll(List.of(System.getenv().getOrDefault("KNOWN_ACCOUNTS", "").split(",")));
        known.remove("");
        String ownFunctions = System.getenv().getOrDefault("OWN_FUNCTIONS", "");
        return new Current(accounts, Audit.of(ShippedRules.all(), known, ownFunctions));
    }
}
