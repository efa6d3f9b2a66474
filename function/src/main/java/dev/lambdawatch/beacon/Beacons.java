package dev.lambdawatch.beacon;

import dev.lambdawatch.dns.Names;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.FindingSink;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.sigma.Event;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The door of this room. First each source object is collected and its segments are stored; later,
/// and as often as one likes, the segments of a span of hours are merged and scored.
///
/// ```java
/// Beacons beacons = Beacons.of(Platforms.bundled());
/// Collector collector = beacons.collector((place, line, reason) -> ...);
/// FlowLog.read(place, bytes, Connections.to(collector));
/// beacons.store(object, collector, store);
/// ...
/// beacons.evaluate(Beacons.Span.day(now), store, findings);
/// ```
///
/// Immutable; any thread may use it.
public final class Beacons {
    private final Platforms platforms;
    private final Collector.Bounds bounds;
    private final Approvals approvals;
    private final Names names;

    private Beacons(Platforms platforms, Collector.Bounds bounds, Approvals approvals, Names names) {
        this.platforms = platforms;
        this.bounds = bounds;
        this.approvals = approvals;
        this.names = names;
    }

    /// What becomes of each finding of this room: told, or kept back for a reason that is named.
    @FunctionalInterface
    public interface Verdicts extends FindingSink {

        /// A finding that a filter approves of. It is still a finding, to be stored and counted.
        default void suppressed(Finding finding, Filter filter) {}
    }

    /// With the default bounds.
    public static Beacons of(Platforms platforms) {
        return new Beacons(platforms, Collector.Bounds.DEFAULT, Approvals.of(List.of()), Names.empty(platforms));
    }

    /// The same with another bound on the pairs kept of one source object, which is two million.
    /// What comes beyond is left out and counted.
    public Beacons withMostPairs(int pairs) {
        return new Beacons(platforms, bounds.withPairs(pairs), approvals, names);
    }

    /// The same under these filters. Those of other log sources are passed over.
    public Beacons withFilters(List<Filter> filters) {
        return new Beacons(platforms, bounds, Approvals.of(filters), names);
    }

    /// The same with the names that hosts asked a resolver for: names are scored as well, told, and
    /// say whose a destination is. They are read while a span is scored, by one thread.
    public Beacons withNames(Names known) {
        return new Beacons(platforms, bounds, approvals, known);
    }

    /// The detections of this room as the rules that filters take them for.
    public static List<Rule> detections() {
        return Approvals.RULES;
    }

    /// What is scored: the whole UTC hours from the one that holds `now - back` to the last one
    /// that begins before `now`. Whole, because that is how they are stored; so a span may be
    /// longer than `back` by less than two hours.
    ///
    /// @param now      the end: the scheduled time, or in a replay a time in the past
    /// @param back     how far back, at most thirty days
    /// @param learning whether this deployment is younger than seven days, when much is new to
    ///     it that is old to its owners
    public record Span(Instant now, Duration back, boolean learning) {
        private static final Duration LONGEST = Duration.ofDays(30);

        public Span {
            if (!back.isPositive() || back.compareTo(LONGEST) > 0) {
                throw new IllegalArgumentException(
                        "a span of more than nothing and up to " + LONGEST + ", not " + back);
            }
        }

        /// The day before `now`.
        public static Span day(Instant now) {
            return new Span(now, Duration.ofDays(1), false);
        }

        /// The spans that end at `now`: the day before it, and every six hours, counted from
        /// midnight, three days and a week as well. A beat of six hours has ten events in three
        /// days, one of half a day in a week.
        public static List<Span> due(Instant now, boolean learning) {
            boolean all = Math.floorMod(Math.floorDiv(now.getEpochSecond(), 3600L), 6) == 0;
            return Stream.of(Duration.ofDays(1), Duration.ofDays(3), Duration.ofDays(7))
                    .limit(all ? 3 : 1)
                    .map(back -> new Span(now, back, learning))
                    .toList();
        }

        boolean holds(long hour) {
            return hour >= firstHour() && hour <= lastHour();
        }

        /// The start of the first hour.
        public Instant from() {
            return Instant.ofEpochSecond(firstHour() * 3600);
        }

        long firstHour() {
            return Math.floorDiv(now.minus(back).getEpochSecond(), 3600L);
        }

        long lastHour() {
            return Math.floorDiv(now.getEpochSecond() - 1, 3600L);
        }

        int hours() {
            return Math.toIntExact(lastHour() - firstHour() + 1);
        }
    }

    /// What an evaluation met.
    ///
    /// @param hours    how many were scored
    /// @param omitted  older hours that there was no room for: more shards are needed
    /// @param segments how many were read, because their hour was not kept merged
    /// @param damaged  segments and hours that could not be read: name and reason
    /// @param pairs    addresses scored or too rarely called to be
    /// @param strobes  busy pairs without a beat, of the first span
    /// @param leftOut  connections that a bound had left out before
    /// @param findings how many were told
    /// @param approved how many more a filter approved of
    public record Summary(
            int hours,
            int omitted,
            int segments,
            List<String> damaged,
            long pairs,
            long strobes,
            long leftOut,
            int findings,
            int approved) {
        public Summary {
            damaged = List.copyOf(damaged);
        }
    }

    /// A finding of this room as Sigma rules and filters with `service: vpcflow` ask it.
    ///
    /// @param fields by their numbers
    public static Event event(Finding finding, List<String> fields) {
        return new FindingFields(finding, fields);
    }

    /// Whether a finding of this room has such a field, or may have.
    ///
    /// @param field with hyphen or underscore
    public static boolean isField(String field) {
        return FindingFields.NAMES.contains(FindingFields.normal(field));
    }

    /// The severity of a beacon by its points.
    public static Severity severity(int points) {
        return Points.severity(points);
    }

    /// A collector for one source object.
    ///
    /// @param skips hears of what was not read
    public Collector collector(Collector.Skipped skips) {
        return new Collector(bounds, skips);
    }

    /// A collector for all objects of a history that is scored at once and not stored; it has room
    /// for 64 million pairs. How records are cut into objects makes no difference to what is known of
    /// an hour, and so nothing has to be packed and merged object by object.
    public Collector collectorOfAll(Collector.Skipped skips) {
        return new Collector(Collector.Bounds.OF_ALL, skips);
    }

    /// Stores what was collected of an object, under names made of it.
    ///
    /// @return how many segments
    public int store(SourceObject object, Collector collector, StateStore store) throws IOException {
        List<Segment> segments = collector.segments();
        for (Segment segment : segments) {
            store.write(object.nameOf(segment), segment.bytes());
        }
        return segments.size();
    }

    /// Scores every pair of a span and reports the beacons, by workload.
    public Summary evaluate(Span span, StateStore store, Verdicts verdicts) throws IOException {
        return evaluate(List.of(span), Shard.WHOLE, store, verdicts);
    }

    /// Scores every pair of a shard over several spans in one pass, reports each beacon once, from
    /// the span in which it scores best, and remembers in the store which destinations were called.
    /// The same segments after the same history give the same findings, in whatever order they are
    /// read; spans should come in order of time. Filters count that are in force at the end of the
    /// span. How many of the fleet call a destination is counted within the shard.
    ///
    /// Of more hours than there is room for the newest are scored; how many were left out is in the
    /// summary.
    ///
    /// @param spans at least one; of scores that are equal in hundredths the first counts
    public Summary evaluate(List<Span> spans, Shard shard, StateStore store, Verdicts verdicts) throws IOException {
        Hours kept = new Hours(store, shard, SegmentMerge.Bounds.DEFAULT);
        List<Segment> hours = kept.of(spans);
        History history = History.in(store, kept.damaged());
        Attribution attribution = new Attribution(platforms, names);
        Summary summary = new Evaluation(spans, hours, attribution, shard.isWhole(), approvals, history, verdicts)
                .run(kept.omitted(), kept.segments(), kept.damaged());
        Instant last =
                spans.stream().map(Span::now).max(Comparator.naturalOrder()).orElseThrow();
        history.keep(store, shard, last);
        return summary;
    }

    /// The same over a history that is all at hand, pass after pass: what was called first is
    /// remembered from one to the next, and forgotten with the last.
    ///
    /// @param passes in order of time, each of at least one span
    /// @param hours  of all that was collected, each once
    /// @return one for each pass
    public List<Summary> evaluate(List<List<Span>> passes, List<Segment> hours, Verdicts verdicts) throws IOException {
        Map<Long, Segment> byHour = hours.stream().collect(Collectors.toMap(Segment::hour, Function.identity()));
        History history = History.empty();
        List<Summary> summaries = new ArrayList<>();
        for (List<Span> spans : passes) {
            SpannedHours spanned = SpannedHours.of(
                    spans, SegmentMerge.Bounds.DEFAULT.bytes(), hour -> Optional.ofNullable(byHour.get(hour)));
            Attribution attribution = new Attribution(platforms, names);
            summaries.add(new Evaluation(spans, spanned.segments(), attribution, true, approvals, history, verdicts)
                    .run(spanned.omitted(), spanned.segments().size(), List.of()));
        }
        return summaries;
    }
}
