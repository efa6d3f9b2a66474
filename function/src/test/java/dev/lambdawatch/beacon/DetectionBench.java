package dev.lambdawatch.beacon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/// Measures how well the score, and others beside it, tell beacons from harmless traffic on the
/// simulation, at the three resolutions that flow logs have.
final class DetectionBench {
    private static final double FALSE_POSITIVES = 0.01;
    private static final int SEEDS = 20;

    private DetectionBench() {}

    /// What a flow log shows of a time.
    enum Resolution {
        EXACT(Grid.MINUTE),
        WINDOWS_OF_A_MINUTE(Grid.MINUTE),
        WINDOWS_OF_TEN_MINUTES(Grid.TEN_MINUTES);

        private final Grid grid;

        Resolution(Grid grid) {
            this.grid = grid;
        }

        Grid grid() {
            return grid;
        }

        Series of(Series exact, Random random) {
            return switch (this) {
                case EXACT -> exact;
                case WINDOWS_OF_A_MINUTE -> exact.onWindows(30, 60, random);
                case WINDOWS_OF_TEN_MINUTES -> exact.onWindows(590, 600, random);
            };
        }
    }

    /// How well a score separates.
    ///
    /// @param areaUnderCurve the chance that a beacon scores higher than harmless traffic
    /// @param found          share of beacons above the threshold
    /// @param threshold      exceeded by one per cent of harmless pairs
    record Quality(double areaUnderCurve, double found, double threshold) {
        static Quality of(double[] beacons, double[] harmless) {
            double[] sorted = harmless.clone();
            Arrays.sort(sorted);
            double place = (1 - FALSE_POSITIVES) * (sorted.length - 1);
            int below = (int) place;
            int above = Math.min(below + 1, sorted.length - 1);
            double threshold = sorted[below] + (place - below) * (sorted[above] - sorted[below]);
            double found = Arrays.stream(beacons).filter(x -> x > threshold).count() / (double) beacons.length;
            return new Quality(areaUnderCurve(beacons, sorted), found, threshold);
        }

        private static double areaUnderCurve(double[] beacons, double[] sortedHarmless) {
            double won = 0;
            for (double beacon : beacons) {
                int less = firstAtLeast(sortedHarmless, beacon);
                int lessOrEqual = firstAtLeast(sortedHarmless, Math.nextUp(beacon));
                won += (less + lessOrEqual) / 2.0;
            }
            return won / beacons.length / sortedHarmless.length;
        }

        private static int firstAtLeast(double[] sorted, double value) {
            int low = 0;
            int high = sorted.length;
            while (low < high) {
                int middle = (low + high) >>> 1;
                if (sorted[middle] < value) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return low;
        }
    }

    /// One drawing of the simulation, seen at one resolution.
    record Drawing(long seed, Resolution resolution, List<Series> beacons, List<Series> harmless) {
        static Drawing of(long seed) {
            Simulation simulation = new Simulation(seed);
            return new Drawing(seed, Resolution.EXACT, simulation.beacons(), simulation.harmless());
        }

        Drawing seen(Resolution coarser) {
            Random windows = new Random(seed);
            return new Drawing(
                    seed,
                    coarser,
                    beacons.stream().map(series -> coarser.of(series, windows)).toList(),
                    harmless.stream().map(series -> coarser.of(series, windows)).toList());
        }

        Quality ours() {
            return quality(series -> series.scoreBySize(resolution.grid()).score());
        }

        boolean isCandidate(Series series) {
            return series.scoreBySize(resolution.grid()).isCandidate();
        }

        boolean wasCandidate(Series series) {
            return series.firstScoreFromHistograms(resolution.grid()).score() >= BeaconScore.CANDIDATE_SCORE;
        }

        Quality firstScore() {
            return quality(
                    series -> series.firstScoreFromHistograms(resolution.grid()).score());
        }

        Quality rita() {
            return quality(series -> Rita.of(series).score());
        }

        private Quality quality(ToDoubleFunction<Series> score) {
            return Quality.of(
                    beacons.stream().mapToDouble(score).toArray(),
                    harmless.stream().mapToDouble(score).toArray());
        }

        /// Shares of beacons and of harmless pairs that a hunt reports.
        String hunt(Predicate<Series> hunt) {
            return text("%.3f/%.3f", share(beacons, hunt), share(harmless, hunt));
        }

        private static double share(List<Series> all, Predicate<Series> hunt) {
            return all.stream().filter(hunt).count() / (double) all.size();
        }
    }

    /// Shares of diluted beacons that reach .60: ours and the score as first published.
    static String dilution(int sleep, double ratio, int trials) {
        Simulation simulation = new Simulation(1);
        Random windows = new Random(1);
        int ours = 0;
        int first = 0;
        for (int trial = 0; trial < trials; trial++) {
            Series seen = Resolution.WINDOWS_OF_A_MINUTE.of(simulation.diluted(sleep, ratio), windows);
            ours += seen.scoreBySize(Grid.MINUTE).isCandidate() ? 1 : 0;
            first += seen.firstScoreFromHistograms(Grid.MINUTE).score() >= BeaconScore.CANDIDATE_SCORE ? 1 : 0;
        }
        return text("%.2f/%.2f", ours / (double) trials, first / (double) trials);
    }

    /// The mean quality over seeds.
    static Quality mean(List<Quality> qualities) {
        return new Quality(
                qualities.stream()
                        .mapToDouble(Quality::areaUnderCurve)
                        .average()
                        .orElse(0),
                qualities.stream().mapToDouble(Quality::found).average().orElse(0),
                qualities.stream().mapToDouble(Quality::threshold).average().orElse(0));
    }

    static String line(String name, Quality quality) {
        return String.format(
                Locale.ROOT,
                "  %-5s AUC %.4f  found at 1 %% false positives %.4f  threshold %.3f",
                name,
                quality.areaUnderCurve(),
                quality.found(),
                quality.threshold());
    }

    private static String text(String format, double a, double b) {
        return String.format(Locale.ROOT, format, a, b);
    }

    /// Prints the whole table: twenty seeds, or as many as the first argument says.
    public static void main(String[] arguments) {
        int seeds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : SEEDS;
        for (Resolution resolution : Resolution.values()) {
            List<Quality> ours = new ArrayList<>();
            List<Quality> first = new ArrayList<>();
            List<Quality> rita = new ArrayList<>();
            String hunts = "";
            String reported = "";
            for (int seed = 1; seed <= seeds; seed++) {
                Drawing drawing = Drawing.of(seed).seen(resolution);
                ours.add(drawing.ours());
                first.add(drawing.firstScore());
                rita.add(drawing.rita());
                reported =
                        "ours " + drawing.hunt(drawing::isCandidate) + ", first " + drawing.hunt(drawing::wasCandidate);
                hunts = "SPL " + drawing.hunt(Series::splReports) + ", KQL " + drawing.hunt(Series::kqlReports)
                        + ", serverless " + drawing.hunt(Series::serverlessReports);
            }
            System.out.println(resolution + ", mean of " + seeds + " seeds");
            System.out.println(line("ours", mean(ours)));
            System.out.println(line("first", mean(first)));
            System.out.println(line("RITA", mean(rita)));
            System.out.println("  .60 and more, beacons/harmless, last seed: " + reported);
            System.out.println("  hunts, reported of beacons/harmless, last seed: " + hunts);
        }
        System.out.println("diluted beacons found, ours/first, of 100 each, windows of a minute");
        for (int sleep : List.of(60, 300, 900)) {
            for (double ratio : List.of(.25, .5, 1., 2., 4.)) {
                System.out.println("  every " + sleep + " s, others " + ratio + ": " + dilution(sleep, ratio, 100));
            }
        }
    }
}
