package dev.lambdawatch.sigma;

import java.util.concurrent.atomic.AtomicInteger;

/// Windows that count how often they are asked.
public final class CountedWindows implements WindowStore {
    private final WindowStore windows;
    private final AtomicInteger reads = new AtomicInteger();
    private final AtomicInteger writes = new AtomicInteger();

    public CountedWindows(WindowStore windows) {
        this.windows = windows;
    }

    @Override
    public Window read(WindowKey key) {
        reads.incrementAndGet();
        return windows.read(key);
    }

    @Override
    public boolean replace(WindowKey key, Window before, Window after) {
        writes.incrementAndGet();
        return windows.replace(key, before, after);
    }

    public int reads() {
        return reads.get();
    }

    public int writes() {
        return writes.get();
    }
}
