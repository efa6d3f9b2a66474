package dev.lambdawatch;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Canary;
import dev.lambdawatch.audit.Estate;
import dev.lambdawatch.audit.Memory;
import dev.lambdawatch.audit.OwnCalls;
import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.content.Edition;
import dev.lambdawatch.content.Settings;

/// The deployed monitor's audit: the shipped rules and those of the library, each in its stage, for
/// what is known as ours.
final class Auditing {
    private final Wiring wiring;
    private final Memory memory = memory(Wiring.variable("STATE_TABLE"));
    private volatile Current current = audit(Edition.EMPTY, memory);

    private record Current(Edition edition, Audit audit) {}

    Auditing(Wiring wiring) {
        this.wiring = wiring;
    }

    /// The audit by the rules, filters and settings that are in force now.
    Audit audit(Log log) {
        Edition edition = wiring.edition(log);
        Current known = current;
        if (!known.edition.equals(edition)) {
            known = audit(edition, memory);
            current = known;
        }
        return known.audit;
    }

    private static Memory memory(String table) {
        return new Memory(Aws.windows(table), Aws.functionHistory(table), Aws.habits(table), Aws.paces(table));
    }

    private static Current audit(Edition edition, Memory memory) {
        Settings settings = edition.settings();
        String ownFunctions = System.getenv().getOrDefault("OWN_FUNCTIONS", "");
        OwnCalls ownCalls = new OwnCalls(
                new Canary(System.getenv().getOrDefault("CANARY_ROLE_ARN", ""), ownFunctions),
                System.getenv().getOrDefault("LISTING_ROLE_ARN", ""));
        Estate estate = new Estate(
                edition.knownAccounts(),
                ownFunctions,
                settings.ownResources(),
                edition.organization().id(),
                ownCalls);
        return new Current(edition, Audit.of(edition.book(), estate, memory));
    }
}
