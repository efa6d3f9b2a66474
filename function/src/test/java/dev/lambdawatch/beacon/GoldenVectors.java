package dev.lambdawatch.beacon;

/// Series with known scores, computed twice independently of this code.
final class GoldenVectors {
    private GoldenVectors() {}

    static Series v1() {
        Series.Builder series = new Series.Builder();
        for (int i = 0; i < 288; i++) {
            series.add(120 + 300L * i, 1200, 3400);
        }
        return series.build();
    }

    static Series v2() {
        Series.Builder series = new Series.Builder();
        for (int i = 0; i < 1440; i++) {
            series.add(60L * i + (7L * i * i) % 23, 900 + i % 5, 2400 + i % 7);
        }
        return series.build();
    }

    static Series v3() {
        Generator random = new Generator(12345);
        Series.Builder series = new Series.Builder();
        double now = random.exponential(240);
        while (now < Series.DAY) {
            series.add((long) Math.floor(now), 200 + random.next() % 9000, 200 + random.next() % 30000);
            now += random.exponential(240);
        }
        return series.build();
    }

    static Series v4() {
        Series.Builder series = new Series.Builder();
        for (int i = 0; i < 96; i++) {
            if (i % 4 != 3) {
                series.add(900L * i + (37 * i) % 91, 700, 1500 + 10 * (i % 3));
            }
        }
        return series.build();
    }

    /// Ten-minute windows without any beat: the lattice trap.
    static Series v5() {
        Generator random = new Generator(777);
        Series.Builder series = new Series.Builder();
        double now = random.exponential(450);
        while (now < Series.DAY) {
            series.add(600 * ((long) now / 600), 700, 1500);
            now += random.exponential(450);
        }
        return series.build();
    }

    static Series v6() {
        return beacon(2024, 300, 0.5, 0.1);
    }

    static Series v7() {
        return beacon(7, 3600, 0.2, 0);
    }

    static Series v8() {
        return beacon(99, 60, 0.2, 0.1);
    }

    static Series v9() {
        return beacon(5, 900, 0.3, 0.3);
    }

    static Series v10() {
        Series.Builder series = new Series.Builder();
        for (int i = 0; i < 120; i++) {
            series.add(60L * i, 24_000, 96_000);
        }
        return series.build();
    }

    /// A beacon seen through windows of 30 to 60 seconds.
    private static Series beacon(int seed, int sleep, double jitter, double drop) {
        Generator random = new Generator(seed);
        Series.Builder series = new Series.Builder();
        double now = sleep * random.uniform();
        while (now < Series.DAY) {
            if (random.uniform() >= drop) {
                long out = 900 + (long) (40 * random.uniform());
                series.add(edgeBefore(now), out, 2000 + (long) (600 * random.uniform()));
            }
            now += sleep * (1 - jitter + 2 * jitter * random.uniform());
        }
        return series.build();
    }

    private static long edgeBefore(double second) {
        long edge = 0;
        long next = 30;
        for (int k = 1; next <= second; k++) {
            edge = next;
            next += 30 + (17 * k) % 31;
        }
        return edge;
    }

    /// The linear congruential generator that the vectors are defined by.
    private static final class Generator {
        private long x;

        Generator(int seed) {
            x = seed;
        }

        long next() {
            x = (1103515245 * x + 12345) % (1L << 31);
            return x;
        }

        double uniform() {
            return next() / (double) (1L << 31);
        }

        double exponential(double mean) {
            return -Math.log(1 - uniform()) * mean;
        }
    }
}
