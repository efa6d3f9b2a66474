package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Evidence;
import java.time.Instant;
import java.util.Arrays;

/// What is known of one scoring key over all hours of a span: the sum of its pair-hours, or of
/// several keys. Mutable; one is used again for key after key.
final class PairSpan {
    private static final int MINUTES = 60;

    private final long firstHour;
    private final int[] minutes;
    /// The smallest size of a connection over which anything can have been asked, in bytes: an empty
    /// handshake sends less.
    static final long LEAST_ASKED = 128;

    private static final int ASKED = Entry.classOf(LEAST_ASKED);

    private final RecordLog records = new RecordLog();
    private final RecordLog standings = new RecordLog();
    private final RecordLog refusals = new RecordLog();
    private final SizedEvents sized = new SizedEvents();
    private final SizeHistogram out = new SizeHistogram();
    private final SizeHistogram in = new SizeHistogram();
    private long events;
    private long empty;
    private long standing;
    private long rejected;
    private String service = "";

    // All minutes with an event lie between these; most pairs have few.
    private int first;
    private int last = -1;

    /// @param firstHour hours since 1970
    /// @param hours     length of the span
    PairSpan(long firstHour, int hours) {
        this.firstHour = firstHour;
        minutes = new int[hours * MINUTES];
        first = minutes.length;
    }

    void clear() {
        Arrays.fill(minutes, Math.min(first, last + 1), last + 1, 0);
        first = minutes.length;
        last = -1;
        records.clear();
        standings.clear();
        refusals.clear();
        sized.clear();
        out.clear();
        in.clear();
        events = 0;
        empty = 0;
        standing = 0;
        rejected = 0;
        service = "";
    }

    /// Adds the state of an hour within the span.
    void add(long hour, PairHour pair) {
        service = pair.service().isEmpty() ? service : pair.service();
        int offset = Math.toIntExact(hour - firstHour) * MINUTES;
        for (int i = 0; i < pair.length(); i++) {
            add(offset, pair.entry(i), pair.count(i));
        }
    }

    private void add(int offset, int entry, int count) {
        switch (Entry.kind(entry)) {
            case Entry.OPENING, Entry.CROWD -> begin(offset + Entry.minute(entry), count, Entry.sizeClass(entry));
            case Entry.RECORD -> log(records, offset, entry);
            case Entry.OUT -> out.add(Entry.payload(entry), count);
            case Entry.IN -> in.add(Entry.payload(entry), count);
            case Entry.STANDING -> {
                log(standings, offset, entry);
                standing += count;
            }
            case Entry.REJECTED -> {
                log(refusals, offset, entry);
                rejected += count;
            }
            default -> throw new IllegalStateException("an entry of kind " + Entry.kind(entry));
        }
    }

    private static void log(RecordLog log, int offset, int entry) {
        log.add(Entry.sourcePort(entry), offset + Entry.minute(entry), Entry.sizeClass(entry));
    }

    private void begin(int minute, int count, int sizeClass) {
        empty += sizeClass < ASKED ? count : 0;
        sized.add(minute, sizeClass, count);
        begin(minute, count);
    }

    private void begin(int minute, int count) {
        minutes[minute] = (int) Math.min((long) minutes[minute] + count, Integer.MAX_VALUE);
        events += count;
        first = Math.min(first, minute);
        last = Math.max(last, minute);
    }

    /// Decides which records without flags began a connection. To be called once after the last
    /// hour was added and before anything is asked.
    void settle(Grid grid) {
        if (!records.isEmpty()) {
            records.forEachOpening(grid, (minute, sizeClass) -> begin(minute, 1, sizeClass));
        }
    }

    /// What the longest-lived connection carried, window by window.
    Beats heartbeats() {
        Beats beats = new Beats(minutes.length);
        (standings.isEmpty() ? records : standings).forEachOfBusiestPort(beats::add);
        return beats;
    }

    /// Attempts that were refused: a SYN is repeated from the same port, that is one attempt.
    Beats refusals(Grid grid) {
        Beats beats = new Beats(minutes.length);
        refusals.forEachFirst(grid, beats::add);
        return beats;
    }

    /// Minutes until so many connections had begun; the largest int if there are fewer.
    int minutesOfFirst(int connections) {
        long seen = 0;
        for (int minute = first; minute <= last; minute++) {
            seen += minutes[minute];
            if (seen >= connections) {
                return minute - first + 1;
            }
        }
        return Integer.MAX_VALUE;
    }

    /// Minutes with a connection.
    int filledMinutes() {
        int filled = 0;
        for (int minute = first; minute <= last; minute++) {
            filled += minutes[minute] > 0 ? 1 : 0;
        }
        return filled;
    }

    /// Minutes from the first connection to the last, both included; 0 if there is none.
    int spannedMinutes() {
        return Math.max(0, last - first + 1);
    }

    /// Minutes of the span before the first connection.
    int quietMinutes() {
        return first;
    }

    /// Minutes from the first connection to the end of the span.
    int minutesSinceFirst() {
        return minutes.length - first;
    }

    /// Connections over which nothing can have been asked: refused, unanswered or empty.
    long empty() {
        return empty;
    }

    /// Whether the records of standing connections, or those without flags, are at least so many.
    boolean hasRecords(int least) {
        return standings.size() >= least || records.size() >= least;
    }

    /// As evidence.
    Evidence.Connections connections(PairKey key, String source) {
        return new Evidence.Connections(
                source,
                key.address(),
                key.port(),
                key.protocol(),
                events,
                Math.round(out.median()),
                Math.round(in.median()),
                firstEvent(),
                lastEvent());
    }

    /// The time of a minute of the span.
    Instant at(int minute) {
        return Instant.ofEpochSecond(second(minute));
    }

    /// Adds another key, settled, of the same span.
    void add(PairSpan other) {
        for (int minute = other.first; minute <= other.last; minute++) {
            if (other.minutes[minute] > 0) {
                begin(minute, other.minutes[minute]);
            }
        }
        out.add(other.out);
        in.add(other.in);
        sized.add(other.sized);
        empty += other.empty;
        standing += other.standing;
        rejected += other.rejected;
    }

    /// Of all connections, or else, where these are no candidate and those of the most common size
    /// are, of those: a beacon under other traffic.
    BeaconScore score(Grid grid) {
        int width = grid.seconds() / 60;
        int[] counts = new int[Math.ceilDiv(minutes.length, width)];
        for (int minute = first; minute <= last; minute++) {
            int bucket = minute / width;
            counts[bucket] = (int) Math.min((long) counts[bucket] + minutes[minute], Integer.MAX_VALUE);
        }
        return score(counts, sized, Sizes.of(out, in), grid, minutes.length);
    }

    /// The same for tests of the score alone.
    ///
    /// @param minutes of the span
    static BeaconScore score(int[] counts, SizedEvents sized, Sizes sizes, Grid grid, int minutes) {
        BeaconScore whole = BeaconScore.of(counts, sizes, grid);
        if (whole.isCandidate()) {
            return whole;
        }
        return sized.ofMostCommonSize(grid, minutes)
                .map(part -> BeaconScore.of(part, sizes, grid))
                .filter(BeaconScore::isCandidate)
                .orElse(whole);
    }

    /// Notes the minutes in which connections began.
    void note(Activity activity) {
        for (int minute = first; minute <= last; minute++) {
            if (minutes[minute] > 0) {
                activity.add(Math.toIntExact(firstHour * MINUTES + minute));
            }
        }
    }

    /// Connections begun.
    long events() {
        return events;
    }

    /// The minute of the first connection begun; to be asked only if there is one.
    Instant firstEvent() {
        return Instant.ofEpochSecond(second(first));
    }

    /// The minute of the last connection begun; to be asked only if there is one.
    Instant lastEvent() {
        return Instant.ofEpochSecond(second(last));
    }

    /// The hour of the first connection begun, hours since 1970; to be asked only if there is one.
    int firstHour() {
        return Math.toIntExact(firstHour + first / MINUTES);
    }

    /// The hour of the last connection begun, hours since 1970; to be asked only if there is one.
    int lastHour() {
        return Math.toIntExact(firstHour + last / MINUTES);
    }

    private long second(int minute) {
        return (firstHour * MINUTES + minute) * 60;
    }

    SizeHistogram out() {
        return out;
    }

    SizeHistogram in() {
        return in;
    }

    /// Records of connections begun before.
    long standing() {
        return standing;
    }

    /// Refused records.
    long rejected() {
        return rejected;
    }

    /// What the flow log calls the destination's service, or empty.
    String service() {
        return service;
    }
}
