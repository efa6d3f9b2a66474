package dev.lambdawatch.beacon;

import dev.lambdawatch.hunt.PublishedHunts;
import dev.lambdawatch.hunt.Requests;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/// The events of one pair as a test knows them, in order: seconds from the start of the day, bytes
/// out and in of each.
final class Series {
    static final int DAY = 86_400;

    final long[] seconds;
    final long[] out;
    final long[] in;

    Series(long[] seconds, long[] out, long[] in) {
        this.seconds = seconds;
        this.out = out;
        this.in = in;
    }

    /// Builds a series event by event.
    static final class Builder {
        private long[] seconds = new long[64];
        private long[] out = new long[64];
        private long[] in = new long[64];
        private int length;

        Builder add(long second, long bytesOut, long bytesIn) {
            if (length == seconds.length) {
                seconds = Arrays.copyOf(seconds, 2 * length);
                out = Arrays.copyOf(out, 2 * length);
                in = Arrays.copyOf(in, 2 * length);
            }
            seconds[length] = second;
            out[length] = bytesOut;
            in[length++] = bytesIn;
            return this;
        }

        Series build() {
            return new Series(Arrays.copyOf(seconds, length), Arrays.copyOf(out, length), Arrays.copyOf(in, length));
        }
    }

    /// The events of both in order of time.
    Series with(Series other) {
        Builder both = new Builder();
        int mine = 0;
        int theirs = 0;
        while (mine < length() || theirs < other.length()) {
            boolean takeMine = theirs == other.length() || (mine < length() && seconds[mine] <= other.seconds[theirs]);
            Series from = takeMine ? this : other;
            int place = takeMine ? mine++ : theirs++;
            both.add(from.seconds[place], from.out[place], from.in[place]);
        }
        return both.build();
    }

    int length() {
        return seconds.length;
    }

    boolean splReports() {
        return PublishedHunts.spl(seconds).reports();
    }

    boolean kqlReports() {
        return PublishedHunts.kql(seconds).reports();
    }

    /// Whether the hunt for serverless channels would, if the destination's name were a platform's.
    boolean serverlessReports() {
        long hours = Arrays.stream(seconds)
                .map(second -> Math.floorDiv(second, 3_600))
                .distinct()
                .count();
        return PublishedHunts.serverless(new Requests(
                        length(),
                        hours,
                        Arrays.stream(out).sum(),
                        Arrays.stream(in).sum(),
                        List.of("x.workers.dev")))
                .reports();
    }

    /// The score as first published, with the medians of the sizes as they are.
    FirstScore firstScore(Grid grid) {
        Sizes sizes = new Sizes(histogram(out).share(), histogram(in).share(), median(out), median(in));
        return FirstScore.of(counts(grid), sizes, grid);
    }

    /// The same with medians from the histogram.
    FirstScore firstScoreFromHistograms(Grid grid) {
        return FirstScore.of(counts(grid), sizes(), grid);
    }

    /// Our score of all events.
    BeaconScore score(Grid grid) {
        return BeaconScore.of(counts(grid), sizes(), grid);
    }

    /// Our score as the product has it, with a look at the events of the most common size.
    BeaconScore scoreBySize(Grid grid) {
        SizedEvents sized = new SizedEvents();
        for (int i = 0; i < seconds.length; i++) {
            sized.add(Math.clamp(seconds[i] / 60, 0, DAY / 60 - 1), Entry.classOf(out[i]), 1);
        }
        return PairSpan.score(counts(grid), sized, sizes(), grid, DAY / 60);
    }

    private Sizes sizes() {
        return Sizes.of(histogram(out), histogram(in));
    }

    private int[] counts(Grid grid) {
        int[] counts = new int[DAY / grid.seconds()];
        for (long second : seconds) {
            counts[Math.clamp(second / grid.seconds(), 0, counts.length - 1)]++;
        }
        return counts;
    }

    private static SizeHistogram histogram(long[] sizes) {
        SizeHistogram histogram = new SizeHistogram();
        for (long size : sizes) {
            histogram.add(size);
        }
        return histogram;
    }

    static double median(long[] values) {
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? 0 : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2.0;
    }

    /// The same events with their times moved to the edges of capture windows, which begin at a
    /// random time before the day and are `shortest` to `longest` seconds long.
    Series onWindows(int shortest, int longest, Random random) {
        long[] edges = new long[seconds.length];
        double edge = -longest * random.nextDouble();
        double next = edge + step(shortest, longest, random);
        for (int i = 0; i < edges.length; i++) {
            while (next <= seconds[i]) {
                edge = next;
                next += step(shortest, longest, random);
            }
            edges[i] = (long) Math.floor(edge);
        }
        return new Series(edges, out, in);
    }

    private static double step(int shortest, int longest, Random random) {
        return shortest + (longest - shortest) * random.nextDouble();
    }
}
