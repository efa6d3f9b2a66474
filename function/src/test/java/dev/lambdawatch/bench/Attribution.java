package dev.lambdawatch.bench;

import dev.lambdawatch.platform.Platforms;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.IntToLongFunction;

/// How long it takes to say whose an address or a name is. Addresses are drawn from all of IPv4, so
/// that hardly any two lookups in a row share a cache line; names from eight, half of them of platforms.
///
/// ```
/// Attribution
/// ```
final class Attribution {
    private static final int LOOKUPS = 1 << 22;
    private static final int ROUNDS = 7;
    private static final long IPV4 = 0xFFFFL << 32;

    private static final String[] NAMES = {
        "tile.workers.dev", "abc123.lambda-url.us-east-1.on.aws", "www.example.com", "api.shop.example",
        "a1b2c3.execute-api.eu-west-1.amazonaws.com", "s3.eu-west-1.amazonaws.com", "cdn.example.org", "shop.pages.dev"
    };

    private Attribution() {}

    public static void main(String[] arguments) {
        Platforms platforms = Platforms.bundled();
        long[] addresses = new SplittableRandom(1)
                .ints(1 << 16)
                .mapToLong(i -> IPV4 | Integer.toUnsignedLong(i))
                .toArray();
        measure("address", i -> platforms.indexOf(0, addresses[i & (addresses.length - 1)]));
        measure("name", i -> platforms.ofName(NAMES[i & (NAMES.length - 1)]).isPresent() ? 1 : 0);
    }

    /// The best of some rounds; the sum keeps the lookups from being left out.
    private static void measure(String what, IntToLongFunction lookup) {
        long best = Long.MAX_VALUE;
        long sum = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long start = System.nanoTime();
            for (int i = 0; i < LOOKUPS; i++) {
                sum += lookup.applyAsLong(i);
            }
            best = Math.min(best, System.nanoTime() - start);
        }
        System.out.printf(Locale.ROOT, "%s: %.0f ns a lookup (sum %d)%n", what, (double) best / LOOKUPS, sum);
    }
}
