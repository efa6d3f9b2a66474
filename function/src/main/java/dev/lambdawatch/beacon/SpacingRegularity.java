package dev.lambdawatch.beacon;

import java.util.Arrays;

/// How evenly events are spread, seen through the gaps between buckets that hold one, against gaps
/// left to chance: Moran's statistic.
///
/// The logarithm of the mean gap less the mean of the logarithms is 0 if all gaps are alike and
/// grows with their spread; for a Poisson process it is Euler's constant, and on a grid what the
/// geometric distribution gives, which is computed here. Among the tests of "no beat" it is the
/// strongest against intervals that are more even than chance by any amount (P. A. P. Moran, *The
/// random division of an interval*, J. Royal Statistical Society B 9, 1947; D. R. Cox and P. A. W.
/// Lewis, *The Statistical Analysis of Series of Events*, 1966). So it sees slow beats with much
/// jitter, of which a day has two dozen: too few for windows of counts, too uneven for a period.
///
/// The longest five per cent of gaps are left out, here and in what chance gives: a night, an
/// outage. A penalty of [#SMALL_SAMPLE] over the root of the sample keeps luck out.
///
/// @param value     1 for gaps that are alike, 0 for random ones or too few
/// @param medianGap in buckets
/// @param spread    median distance of a gap from the median gap, as a share of it
record SpacingRegularity(double value, double medianGap, double spread) {
    private static final double KEPT = 0.95;
    private static final double SMALL_SAMPLE = 2;

    /// The mean of exponential gaps without the longest five per cent, as a share of their mean:
    /// `1 + .05 ln(.05) / .95`.
    private static final double TRIMMED_MEAN = 1 + (1 - KEPT) * Math.log(1 - KEPT) / KEPT;

    private static final int LEAST_GAPS = 9;

    /// Where nearly every bucket holds an event, gaps say nothing.
    private static final double LEAST_MEAN_GAP = 1.2;

    /// Random gaps up to this many buckets are considered: a week of minutes.
    private static final int LONGEST_GAP = 10_080;

    private static final double[] LOGARITHMS = logarithms();

    /// @param sortedGaps between buckets that hold an event, in ascending order, at least one
    static SpacingRegularity of(int[] sortedGaps) {
        double medianGap = median(sortedGaps);
        double spread = spread(sortedGaps, medianGap);
        int kept = (int) Math.ceil(KEPT * sortedGaps.length);
        double sum = 0;
        double logarithms = 0;
        for (int i = 0; i < kept; i++) {
            sum += sortedGaps[i];
            logarithms += logarithm(sortedGaps[i]);
        }
        double mean = sum / kept;
        if (sortedGaps.length < LEAST_GAPS || mean < LEAST_MEAN_GAP) {
            return new SpacingRegularity(0, medianGap, spread);
        }
        double ratio = (Math.log(mean) - logarithms / kept) / ofChance(mean / TRIMMED_MEAN);
        double penalty = 1 + SMALL_SAMPLE / Math.sqrt(sortedGaps.length);
        return new SpacingRegularity(Math.max(0, 1 - ratio * penalty), medianGap, spread);
    }

    /// The statistic of geometric gaps of this mean, without their longest five per cent.
    private static double ofChance(double mean) {
        double chance = 1 / mean;
        double kept = 0;
        double sum = 0;
        double logarithms = 0;
        for (int gap = 1; gap < LONGEST_GAP && kept < KEPT; gap++) {
            double weight = Math.min(chance, KEPT - kept);
            sum += weight * gap;
            logarithms += weight * LOGARITHMS[gap];
            kept += weight;
            chance *= 1 - 1 / mean;
        }
        return Math.log(sum / kept) - logarithms / kept;
    }

    /// The median of values in ascending order.
    static double median(int[] sorted) {
        return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2.0;
    }

    private static double spread(int[] sortedGaps, double medianGap) {
        double[] distances = new double[sortedGaps.length];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Math.abs(sortedGaps[i] - medianGap);
        }
        Arrays.sort(distances);
        return (distances[(distances.length - 1) / 2] + distances[distances.length / 2]) / 2 / medianGap;
    }

    private static double logarithm(int gap) {
        return gap < LONGEST_GAP ? LOGARITHMS[gap] : Math.log(gap);
    }

    private static double[] logarithms() {
        double[] logarithms = new double[LONGEST_GAP];
        for (int gap = 1; gap < LONGEST_GAP; gap++) {
            logarithms[gap] = Math.log(gap);
        }
        return logarithms;
    }
}
