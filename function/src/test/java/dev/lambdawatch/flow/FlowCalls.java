package dev.lambdawatch.flow;

import java.util.SplittableRandom;
import java.util.function.Consumer;

/// The calls of one beacon, in order of time: sleep, jitter around it, a short delay of the
/// network, and sizes that hardly vary but for a task now and then.
final class FlowCalls {
    /// One call, with its bytes out and in without headers.
    record Call(int out, int in) {}

    private final FlowDay.Beacon beacon;
    private final SplittableRandom random;
    private final int out;
    private final int in;
    private double next;

    FlowCalls(FlowDay.Beacon beacon, long from, SplittableRandom random) {
        this.beacon = beacon;
        this.random = random;
        this.out = random.nextInt(500, 2_500);
        this.in = random.nextInt(400, 6_000);
        this.next = from + random.nextDouble(beacon.sleep());
    }

    FlowDay.Beacon beacon() {
        return beacon;
    }

    /// Makes the calls up to the end of a window.
    void until(long end, Consumer<Call> to) {
        while (next <= end) {
            if (random.nextDouble() >= beacon.drop()) {
                double task = random.nextInt(100) < 3 ? Math.exp(random.nextDouble(3)) : 1;
                to.accept(new Call(size(out, 0.01, task), size(in, 0.02, task)));
            }
            double jittered = beacon.sleep() * random.nextDouble(1 - beacon.jitter(), 1 + beacon.jitter() + 1e-9);
            next += jittered - 0.3 * Math.log(1 - random.nextDouble());
        }
    }

    private int size(int base, double spread, double task) {
        return (int) (base * task * (1 + spread * (random.nextDouble() * 2 - 1)));
    }
}
