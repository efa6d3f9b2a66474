package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.platform.Tier;
import java.util.Optional;
import java.util.function.Supplier;

/// Looks at one pair for what is no beacon by its connections: heartbeats, blocked callbacks, fast
/// reconnects, early signs. Immutable.
final class Signs {
    private static final int TCP = 6;
    private static final int UDP = 17;

    /// Capture windows that a long connection has at least.
    private static final int LONG_WINDOWS = 30;

    /// The least size factor: over a connection that is never quiet timing says nothing, so one small
    /// message has to show.
    private static final double HEARTBEAT_SIZE = 0.5;

    /// Of a blocked destination there is at most one accepted connection to so many attempts.
    private static final int BLOCKED_SHARE = 10;

    private static final int RECONNECTS_LEAST_MINUTES = 60;
    private static final double RECONNECTS_FILLED = 0.9;
    private static final double RECONNECTS_EMPTY = 0.8;

    private static final int EARLY_CONNECTIONS = 12;
    private static final int EARLY_MINUTES = 15;
    private static final int EARLY_QUIET_MINUTES = 12 * 60;

    /// Nor is it told of a longer span when a day has passed.
    private static final int EARLY_NEWS_MINUTES = 25 * 60;

    private static final double EARLY_SHARE = 0.8;

    /// All refused attempts are one small packet.
    private static final Sizes REFUSED = new Sizes(1, 1, 60, 0);

    private final WorkloadSpan workload;
    private final Grid grid;

    Signs(WorkloadSpan workload) {
        this.workload = workload;
        this.grid = workload.grid();
    }

    /// The first of them that a pair, settled, shows.
    ///
    Optional<Contact> of(PairKey key, PairSpan pair, Supplier<Destination> destination) {
        return blocked(key, pair, destination)
                .or(() -> reconnects(key, pair, destination))
                .or(() -> heartbeat(key, pair, destination))
                .or(() -> early(key, pair, destination));
    }

    /// Whether a first contact begins like a beacon, by whatever key.
    static boolean isEarly(PairSpan span, Supplier<Destination> destination) {
        return span.events() >= EARLY_CONNECTIONS
                && span.minutesOfFirst(EARLY_CONNECTIONS) <= EARLY_MINUTES
                && span.quietMinutes() >= EARLY_QUIET_MINUTES
                && span.minutesSinceFirst() <= EARLY_NEWS_MINUTES
                && span.out().rawShare() >= EARLY_SHARE
                && isExclusive(destination.get());
    }

    /// Whether a pair can show any, by what is cheap to ask.
    static boolean isPossible(PairSpan pair, Grid grid) {
        return pair.rejected() >= grid.gate()
                || pair.standing() >= grid.gate()
                || pair.events() >= Math.min(grid.gate(), EARLY_CONNECTIONS)
                || pair.hasRecords(grid.gate());
    }

    private Optional<Contact> blocked(PairKey key, PairSpan pair, Supplier<Destination> destination) {
        if (pair.rejected() < grid.gate()) {
            return Optional.empty();
        }
        Beats attempts = pair.refusals(grid);
        BeaconScore score = attempts.score(grid, REFUSED);
        if (!score.isCandidate() || pair.events() * BLOCKED_SHARE > attempts.count()) {
            return Optional.empty();
        }
        return Optional.of(Contact.ofAddress(
                Sign.BLOCKED,
                key,
                pair,
                destination.get(),
                score,
                connections(key, pair, attempts, attempts.count(), 0)));
    }

    private Optional<Contact> reconnects(PairKey key, PairSpan pair, Supplier<Destination> destination) {
        int minutes = pair.spannedMinutes();
        boolean fast = minutes >= RECONNECTS_LEAST_MINUTES
                && pair.filledMinutes() > RECONNECTS_FILLED * minutes
                && pair.events() > minutes;
        if (key.protocol() != TCP || !fast || pair.empty() < RECONNECTS_EMPTY * pair.events()) {
            return Optional.empty();
        }
        return Optional.of(Contact.ofAddress(
                Sign.RECONNECTS, key, pair, destination.get(), pair.score(grid), connections(key, pair)));
    }

    private Optional<Contact> heartbeat(PairKey key, PairSpan pair, Supplier<Destination> destination) {
        if (!pair.hasRecords(grid.gate()) || !mayStand(key.protocol(), destination)) {
            return Optional.empty();
        }
        Beats beats = pair.heartbeats();
        if (beats.count() < grid.gate() || beats.last() - beats.first() < LONG_WINDOWS * grid.seconds() / 60) {
            return Optional.empty();
        }
        SizeHistogram sizes = beats.sizes();
        BeaconScore score = beats.score(grid, new Sizes(sizes.share(), sizes.share(), sizes.median(), 0));
        if (!score.isCandidate() || score.size() < HEARTBEAT_SIZE) {
            return Optional.empty();
        }
        return Optional.of(Contact.ofAddress(
                Sign.HEARTBEAT,
                key,
                pair,
                destination.get(),
                score,
                connections(key, pair, beats, 1, Math.round(sizes.median()))));
    }

    private Optional<Contact> early(PairKey key, PairSpan pair, Supplier<Destination> destination) {
        if (!isEarly(pair, destination)) {
            return Optional.empty();
        }
        return Optional.of(
                Contact.ofAddress(Sign.EARLY, key, pair, destination.get(), pair.score(grid), connections(key, pair)));
    }

    /// Whether a connection of this protocol may be one that an implant leaves open. Over UDP it is a
    /// socket that is never closed, as HTTP/3 has one and as browsers have them to every shared edge;
    /// so there the destination has to be a platform's alone.
    private static boolean mayStand(int protocol, Supplier<Destination> destination) {
        return switch (protocol) {
            case TCP -> isPlatform(destination.get());
            case UDP -> isExclusive(destination.get());
            default -> false;
        };
    }

    /// Timing over one connection is weak, so somebody has to be known who lets strangers in.
    private static boolean isPlatform(Destination destination) {
        return destination
                .platform()
                .filter(platform -> switch (platform.tier()) {
                    case A, A_MINUS, B, C -> true;
                    case D, N -> false;
                })
                .isPresent();
    }

    private static boolean isExclusive(Destination destination) {
        return destination
                .platform()
                .filter(platform -> isExclusive(platform.tier()))
                .isPresent();
    }

    private static boolean isExclusive(Tier tier) {
        return switch (tier) {
            case A, A_MINUS, B -> true;
            case C, D, N -> false;
        };
    }

    private Evidence.Connections connections(PairKey key, PairSpan pair) {
        return pair.connections(key, workload.face().address());
    }

    /// @param bytes of a beat
    private Evidence.Connections connections(PairKey key, PairSpan pair, Beats beats, int count, long bytes) {
        return new Evidence.Connections(
                workload.face().address(),
                key.address(),
                key.port(),
                key.protocol(),
                count,
                bytes,
                0,
                pair.at(beats.first()),
                pair.at(beats.last()));
    }
}
