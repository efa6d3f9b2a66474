package dev.lambdawatch.beacon;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Beacons and harmless traffic of one day, drawn at random: the bench on which the score was tuned
/// and is held.
final class Simulation {
    private static final int[] SLEEPS = {10, 30, 60, 120, 300, 600, 900, 1800, 3600};
    private static final double[] JITTERS = {0, 0.1, 0.2, 0.3, 0.5};
    private static final double[] DROPS = {0, 0.1, 0.3};
    private static final int TRIALS = 10;
    private static final int DRAWS = 250;
    private static final int DAY = Series.DAY;

    private final Random random;

    Simulation(long seed) {
        random = new Random(seed);
    }

    /// 1,350 beacons: every sleep with every jitter and every share of lost callbacks.
    List<Series> beacons() {
        List<Series> beacons = new ArrayList<>();
        for (int sleep : SLEEPS) {
            for (double jitter : JITTERS) {
                for (double drop : DROPS) {
                    for (int trial = 0; trial < TRIALS; trial++) {
                        beacons.add(beacon(sleep, jitter, drop, trial % 2 == 0, DAY));
                    }
                }
            }
        }
        return beacons;
    }

    /// A beacon.
    ///
    /// @param sleep    seconds
    /// @param jitter   share of the sleep by which it is changed
    /// @param drop     share of callbacks that leave no record
    /// @param oneSided whether jitter only shortens
    /// @param span     seconds for which it is active; less than a day begins at random
    Series beacon(int sleep, double jitter, double drop, boolean oneSided, int span) {
        Series.Builder series = new Series.Builder();
        double start = span < DAY ? uniform(0, DAY - span) : 0;
        int out = 500 + random.nextInt(2000);
        int in = 400 + random.nextInt(5600);
        double now = start + uniform(0, sleep);
        while (now < start + span) {
            if (random.nextDouble() >= drop) {
                callback(series, now, out, in);
            }
            double factor = uniform(1 - jitter, oneSided ? 1 : 1 + jitter);
            now += sleep * factor + exponential(0.3);
        }
        return series.build();
    }

    /// A beacon of a day, 20 % jitter and a tenth of callbacks lost, under aperiodic traffic of many
    /// sizes to the same destination.
    ///
    /// @param ratio connections of that traffic to one beat
    Series diluted(int sleep, double ratio) {
        Series beacon = beacon(sleep, 0.2, 0.1, false, DAY);
        List<Double> times = new ArrayList<>();
        poisson(times, ratio / sleep, 0, DAY);
        return beacon.with(sized(times, 1));
    }

    /// One callback; in three of a hundred the implant gets work.
    private void callback(Series.Builder series, double now, int out, int in) {
        double sent = out * (1 + normal(0, 0.01));
        double received = in * (1 + normal(0, 0.02));
        if (random.nextDouble() < 0.03) {
            sent *= Math.exp(normal(1.5, 1));
            received *= Math.exp(normal(1.5, 1));
        }
        series.add((long) now, Math.max(1, Math.round(sent)), Math.max(1, Math.round(received)));
    }

    /// A day of connections without a beat.
    enum Harmless {
        POISSON,
        DIURNAL,
        BROWSING,
        MODULATED,
        STEADY,
        RETRIES
    }

    /// About 1,330 pairs, those with 10 to 20,000 events of 250 draws a kind.
    List<Series> harmless() {
        List<Series> all = new ArrayList<>();
        for (Harmless kind : Harmless.values()) {
            for (int draw = 0; draw < DRAWS; draw++) {
                Series series = harmless(kind);
                if (series.length() >= 10 && series.length() <= 20_000) {
                    all.add(series);
                }
            }
        }
        return all;
    }

    private Series harmless(Harmless kind) {
        List<Double> times = new ArrayList<>();
        double spread = switch (kind) {
            case POISSON -> {
                poisson(times, Math.pow(10, uniform(-4.2, -1.6)), 0, DAY);
                yield uniform(0.1, 1.2);
            }
            case DIURNAL -> {
                diurnal(times);
                yield uniform(0.1, 1.2);
            }
            case BROWSING -> {
                browsing(times);
                yield 1.2;
            }
            case MODULATED -> {
                modulated(times);
                yield uniform(0.1, 1.2);
            }
            case STEADY -> {
                poisson(times, Math.pow(10, uniform(-1.3, 0.3)), 0, DAY);
                yield uniform(0.3, 1.2);
            }
            case RETRIES -> {
                retries(times);
                yield 0.2;
            }
        };
        return sized(times, random.nextDouble() < 0.5 ? 0.01 * uniform(0.5, 5) : spread);
    }

    private Series sized(List<Double> times, double spread) {
        Series.Builder series = new Series.Builder();
        times.sort(null);
        for (double time : times) {
            if (time >= 0 && time < DAY) {
                long out = Math.round(Math.exp(normal(7.2, spread)));
                long in = Math.round(Math.exp(normal(8.5, 1.2 * spread)));
                series.add((long) time, Math.max(1, out), Math.max(1, in));
            }
        }
        return series.build();
    }

    private void poisson(List<Double> times, double rate, double from, double to) {
        for (double now = from + exponential(1 / rate); now < to; now += exponential(1 / rate)) {
            times.add(now);
        }
    }

    private void diurnal(List<Double> times) {
        List<Double> all = new ArrayList<>();
        poisson(all, Math.pow(10, uniform(-3.5, -1.6)), 0, DAY);
        double phase = uniform(0, DAY);
        for (double time : all) {
            if (random.nextDouble() < 0.5 + 0.5 * Math.cos(2 * Math.PI * (time - phase) / DAY)) {
                times.add(time);
            }
        }
    }

    private void browsing(List<Double> times) {
        double base = uniform(0, 0.6 * DAY);
        int visits = 3 + random.nextInt(27);
        for (int visit = 0; visit < visits; visit++) {
            double now = base + uniform(0, 9 * 3600);
            int requests = 1 + geometric(0.12);
            for (int request = 0; request < requests; request++) {
                now += 2 * lomax(1.3);
                times.add(now);
            }
        }
    }

    private void modulated(List<Double> times) {
        double mean = uniform(300, 3000);
        double high = Math.pow(10, uniform(-2.5, -1));
        double now = 0;
        while (now < DAY) {
            double end = now + exponential(mean);
            poisson(times, random.nextDouble() < 0.4 ? high : high / 20, now, Math.min(end, DAY));
            now = end;
        }
    }

    private void retries(List<Double> times) {
        double now = uniform(0, 3600);
        while (now < DAY) {
            int attempts = 2 + random.nextInt(7);
            double delay = 2;
            for (int attempt = 0; attempt < attempts; attempt++) {
                times.add(now);
                now += delay * (1 + uniform(0, 0.3));
                delay *= 2;
            }
            now += exponential(5400);
        }
    }

    private double uniform(double from, double to) {
        return from + (to - from) * random.nextDouble();
    }

    private double normal(double mean, double deviation) {
        return mean + deviation * random.nextGaussian();
    }

    private double exponential(double mean) {
        return -mean * Math.log(1 - random.nextDouble());
    }

    /// Trials up to the first success, at least one.
    private int geometric(double success) {
        return (int) Math.ceil(Math.log(1 - random.nextDouble()) / Math.log(1 - success));
    }

    private double lomax(double shape) {
        return Math.pow(1 - random.nextDouble(), -1 / shape) - 1;
    }
}
