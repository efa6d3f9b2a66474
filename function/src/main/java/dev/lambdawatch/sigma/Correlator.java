package dev.lambdawatch.sigma;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Counts what rules find, over time, into what correlations ask. Its state is in a [WindowStore]
/// alone; any number of threads, or of functions, may share one.
public final class Correlator {
    private final Correlations correlations;
    private final WindowStore store;
    private final IdentityHashMap<Described, List<Follower>> followers = new IdentityHashMap<>();
    private final AtomicLong evicted = new AtomicLong();
    private final AtomicLong late = new AtomicLong();

    /// @param fields   of the [RuleSet] whose events are observed
    /// @param lateness how much later than its successors an event may come and still count
    public Correlator(Correlations correlations, List<String> fields, WindowStore store, Duration lateness) {
        this.correlations = correlations;
        this.store = store;
        correlations.forEachFollowed((found, listeners) -> followers.put(
                found,
                listeners.stream()
                        .map(listener -> new Follower(listener, fields, lateness))
                        .toList()));
    }

    /// Windows for events that come together; nothing of them is kept until they are written.
    public OpenWindows open() {
        return new OpenWindows(this, store);
    }

    /// Takes one event into account that comes alone, as [OpenWindows#observe], and returns what it
    /// tells.
    ///
    /// @throws RuntimeException if a window cannot be read or written
    public List<Correlated> observe(String eventId, Instant time, Event event, List<Rule> found) {
        List<Correlated> told = new ArrayList<>();
        OpenWindows windows = open();
        windows.observe(eventId, time, event, found, told::add);
        windows.write();
        return told;
    }

    /// Events forgotten because a group had too many.
    public long evicted() {
        return evicted.get();
    }

    /// Events that came too late to count.
    public long late() {
        return late.get();
    }

    void count(int moreEvicted, int moreLate) {
        evicted.addAndGet(moreEvicted);
        late.addAndGet(moreLate);
    }

    /// The correlations that count what a rule, or another correlation, finds.
    List<Follower> followers(Described found) {
        return followers.getOrDefault(found, List.of());
    }

    /// Whether what a correlation finds is told by itself.
    boolean tells(Correlation correlation) {
        return correlations.tells(correlation);
    }
}
