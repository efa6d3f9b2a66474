package dev.lambdawatch.beacon;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

/// The hours that some spans hold: of all that there are, the newest that memory has room for.
///
/// @param segments in ascending order of their hours
/// @param omitted  older hours that there was no room for
record SpannedHours(List<Segment> segments, int omitted) {

    /// Knows what is known of an hour.
    @FunctionalInterface
    interface Source {
        /// Nothing if no record began in it.
        ///
        /// @param hour hours since 1970
        Optional<Segment> at(long hour) throws IOException;
    }

    SpannedHours {
        segments = List.copyOf(segments);
    }

    /// @param room bytes of all segments together
    static SpannedHours of(List<Beacons.Span> spans, long room, Source source) throws IOException {
        long first = spans.stream().mapToLong(Beacons.Span::firstHour).min().orElse(0);
        long last = spans.stream().mapToLong(Beacons.Span::lastHour).max().orElse(-1);
        Deque<Segment> hours = new ArrayDeque<>();
        long size = 0;
        int omitted = 0;
        for (long hour = last; hour >= first; hour--) {
            long at = hour;
            Optional<Segment> segment =
                    spans.stream().anyMatch(span -> span.holds(at)) ? source.at(hour) : Optional.empty();
            size += segment.map(Segment::size).orElse(0);
            if (segment.isPresent() && size <= room) {
                hours.addFirst(segment.get());
            } else {
                omitted += segment.isPresent() ? 1 : 0;
            }
        }
        return new SpannedHours(List.copyOf(hours), omitted);
    }
}
