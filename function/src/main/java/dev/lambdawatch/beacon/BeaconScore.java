package dev.lambdawatch.beacon;

import java.util.Arrays;
import java.util.OptionalInt;

/// How much a pair's connections look like a program calling home by a clock: three factors and
/// their product.
///
/// ```
/// score = timing^.65 * (.25 + .75 size)^.35 * persistence^.3            0 to 1
/// timing = 1 - (1 - countRegularity)(1 - intervalRegularity)(1 - spacingRegularity)
/// ```
///
/// **Why a product.** Where terms are added, a term that every busy pair has (it talks all day)
/// sets a floor: the four-way mean of RITA gives .7 or more to 43 per cent of persistent harmless
/// pairs without any beat. A product has no floor: no beat, no score. Size can only damp it to a
/// quarter, for an implant may pad its messages at random.
///
/// **Why three measures of timing.** Counts see fast beats through the capture windows and through
/// jitter; folded gaps see slow ones through missed beats and other traffic; the spacing of gaps
/// sees slow ones through jitter. Each is enough, hence the noisy-or.
///
/// **Why buckets.** The times of flow logs are edges of capture windows up to a minute (or ten)
/// long, so rules on seconds between flows find nothing. See [Grid].
///
/// The weights were tuned on simulated beacons and simulated harmless traffic; real false
/// positives come from harmless clocks (agents, metrics, time), which no timing can tell from a
/// beacon. Who is called, by how many and since when has to decide there: that is the context
/// added after this score.
///
/// @param events              connections begun
/// @param filled              buckets that hold one
/// @param span                buckets from the first to the last event, both included
/// @param countRegularity     r1, see [CountRegularity]
/// @param countScale          the counting window behind r1, in buckets; 0 where r1 is 0
/// @param intervalRegularity  r2, see [IntervalRegularity]
/// @param spacingRegularity   r3, see [SpacingRegularity]
/// @param periodSeconds       the beat where folded gaps show it, else the median gap where spacing
///     does, else the mean distance of events; 0 if nothing is regular
/// @param jitter              share of the period by which beats are off
/// @param missed              beats without an event; empty where beats are too fast to count
/// @param sizes               what the bytes say
/// @param timing              T, 0 to 1
/// @param size                S, 0 to 1
/// @param persistence         H, 0 to 1: four hours or more, in all of its hours
/// @param score               the product, 0 to 1
/// @param verdict             what the score makes of the pair
public record BeaconScore(
        Grid grid,
        int events,
        int filled,
        int span,
        double countRegularity,
        int countScale,
        double intervalRegularity,
        double spacingRegularity,
        double periodSeconds,
        double jitter,
        OptionalInt missed,
        Sizes sizes,
        double timing,
        double size,
        double persistence,
        double score,
        Verdict verdict) {

    /// What a score makes of a pair, before any context.
    public enum Verdict {
        /// Too few events, or too few buckets that hold one.
        TOO_FEW,
        /// More than one event a minute without pause and without a beat: a busy client.
        STROBE,
        IRREGULAR,
        /// A score of .60 or more: worth reporting if the context agrees.
        CANDIDATE,
        /// A score of .70 or more.
        BEACON
    }

    static final double CANDIDATE_SCORE = 0.60;
    static final double BEACON_SCORE = 0.70;

    private static final double TIMING_WEIGHT = 0.65;
    private static final double SIZE_WEIGHT = 0.35;
    private static final double PERSISTENCE_WEIGHT = 0.3;

    /// What is left of the size factor for the most varied sizes.
    private static final double SIZE_FLOOR = 0.25;

    private static final double FULL_HOURS = 4;

    private static final double STROBE_EVENTS_AN_HOUR = 60;
    private static final double STROBE_FILLED = 0.9;
    private static final double STROBE_REGULARITY = 0.3;

    /// Scores one pair over one span of time.
    ///
    /// @param counts events in each bucket of the grid, from the start of the span
    /// @throws IllegalArgumentException if a count is negative
    static BeaconScore of(int[] counts, Sizes sizes, Grid grid) {
        int[] filled = filled(counts);
        long events = 0;
        for (int bucket : filled) {
            events += counts[bucket];
        }
        int n = (int) Math.min(events, Integer.MAX_VALUE);
        int span = filled.length == 0 ? 0 : filled[filled.length - 1] - filled[0] + 1;
        if (n < grid.gate() || filled.length < grid.gate()) {
            return tooFew(grid, n, filled.length, span, sizes);
        }
        CountRegularity r1 = CountRegularity.of(counts, filled[0], span, events, grid);
        int[] gaps = gaps(filled);
        int[] sortedGaps = gaps.clone();
        Arrays.sort(sortedGaps);
        IntervalRegularity r2 = IntervalRegularity.of(gaps, sortedGaps);
        SpacingRegularity r3 = SpacingRegularity.of(sortedGaps);
        double timing = 1 - (1 - r1.value()) * (1 - r2.value()) * (1 - r3.value());
        double size = sizes.score();
        double persistence = persistence(filled, span, r2.medianGap(), grid);
        double score = Math.pow(timing, TIMING_WEIGHT)
                * Math.pow(SIZE_FLOOR + (1 - SIZE_FLOOR) * size, SIZE_WEIGHT)
                * Math.pow(persistence, PERSISTENCE_WEIGHT);
        Beat beat = beat(r1, r2, r3, (span - 1.0) / (n - 1));
        return new BeaconScore(
                grid,
                n,
                filled.length,
                span,
                r1.value(),
                r1.scale(),
                r2.value(),
                r3.value(),
                beat.period * grid.seconds(),
                beat.jitter,
                beat.missed,
                sizes,
                timing,
                size,
                persistence,
                score,
                verdict(score, n, filled.length, span, r1, grid));
    }

    /// The beat as the measure tells that saw it best.
    ///
    /// @param period in buckets
    private record Beat(double period, double jitter, OptionalInt missed) {}

    private static Beat beat(CountRegularity r1, IntervalRegularity r2, SpacingRegularity r3, double meanDistance) {
        if (r2.value() > 0) {
            return new Beat(r2.period(), r2.jitter(), OptionalInt.of(r2.missed()));
        }
        if (r3.value() > r1.value()) {
            return new Beat(r3.medianGap(), r3.spread(), OptionalInt.empty());
        }
        return r1.value() > 0
                ? new Beat(meanDistance, Math.sqrt(1 - r1.value()), OptionalInt.empty())
                : new Beat(0, 0, OptionalInt.empty());
    }

    private static int[] gaps(int[] filled) {
        int[] gaps = new int[filled.length - 1];
        for (int i = 0; i < gaps.length; i++) {
            gaps[i] = filled[i + 1] - filled[i];
        }
        return gaps;
    }

    /// Whether it is worth a look if the context agrees.
    boolean isCandidate() {
        return switch (verdict) {
            case CANDIDATE, BEACON -> true;
            case TOO_FEW, STROBE, IRREGULAR -> false;
        };
    }

    private static BeaconScore tooFew(Grid grid, int events, int filled, int span, Sizes sizes) {
        return new BeaconScore(
                grid,
                events,
                filled,
                span,
                0,
                0,
                0,
                0,
                0,
                0,
                OptionalInt.empty(),
                sizes,
                0,
                sizes.score(),
                0,
                0,
                Verdict.TOO_FEW);
    }

    private static int[] filled(int[] counts) {
        int[] filled = new int[counts.length];
        int length = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            if (counts[bucket] < 0) {
                throw new IllegalArgumentException("a count of " + counts[bucket] + " in bucket " + bucket);
            }
            if (counts[bucket] > 0) {
                filled[length++] = bucket;
            }
        }
        return Arrays.copyOf(filled, length);
    }

    /// Four hours of it are enough if no hour is empty. For slow beats a slot is three beats long
    /// instead of an hour.
    private static double persistence(int[] filled, int span, double medianGap, Grid grid) {
        int slot = Math.max(grid.bucketsPerHour(), (int) (3 * medianGap));
        int slots = (span + slot - 1) / slot;
        int busy = 0;
        int last = -1;
        for (int bucket : filled) {
            int current = (bucket - filled[0]) / slot;
            busy += current == last ? 0 : 1;
            last = current;
        }
        double hours = (double) span * grid.seconds() / 3600;
        return Math.min(1, hours / FULL_HOURS) * busy / slots;
    }

    private static Verdict verdict(double score, int events, int filled, int span, CountRegularity r1, Grid grid) {
        double hours = (double) span * grid.seconds() / 3600;
        if (events > STROBE_EVENTS_AN_HOUR * hours && filled > STROBE_FILLED * span && r1.value() < STROBE_REGULARITY) {
            return Verdict.STROBE;
        }
        if (score >= BEACON_SCORE) {
            return Verdict.BEACON;
        }
        return score >= CANDIDATE_SCORE ? Verdict.CANDIDATE : Verdict.IRREGULAR;
    }
}
