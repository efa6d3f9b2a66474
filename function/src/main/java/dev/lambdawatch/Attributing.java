package dev.lambdawatch;

import dev.lambdawatch.content.AddressRanges;
import dev.lambdawatch.platform.Platforms;
import java.io.IOException;
import java.time.Instant;

/// The deployed monitor's table of platforms' addresses. One that has changed is told before it
/// decides anything: whoever may write it can make a platform nobody's.
final class Attributing {
    private final AddressRanges ranges;
    private final ContentNews news;

    Attributing(AddressRanges ranges, ContentNews news) {
        this.ranges = ranges;
        this.news = news;
    }

    /// Whose addresses are whose now.
    ///
    /// @throws IOException if the bucket refuses
    synchronized Platforms platforms(Instant now, Log log) throws IOException {
        AddressRanges.Look look = ranges.look(now);
        try {
            news.changes(look.changes());
            if (!look.changes().isEmpty()) {
                ranges.remember(look);
            }
        } catch (IOException | RuntimeException e) {
            log.warn("a change of the table of addresses is told again: " + e);
        }
        try {
            news.faults(look.faults(), now);
        } catch (RuntimeException e) {
            log.warn("faults of the table of addresses are told again: " + e);
        }
        log.report("addresses of platforms as of " + look.age(now));
        return look.platforms();
    }
}
