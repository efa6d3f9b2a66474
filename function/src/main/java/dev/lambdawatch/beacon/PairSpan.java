package dev.lambdawatch.beacon;

import java.time.Instant;
import java.util.Arrays;

/// What is known of one scoring key over all hours of a span: the sum of its pair-hours, or of
/// several keys. Mutable; one is used again for key after key.
final class PairSpan {
    private static final int MINUTES = 60;

    private final long firstHour;
    private final int[] minutes;
    private final RecordLog records = new RecordLog();
    private final SizeHistogram out = new SizeHistogram();
    private final SizeHistogram in = new SizeHistogram();
    private long events;
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
        out.clear();
        in.clear();
        events = 0;
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
            case Entry.OPENING, Entry.CROWD -> begin(offset + Entry.minute(entry), count);
            case Entry.RECORD ->
                records.add(Entry.sourcePort(entry), offset + Entry.minute(entry), Entry.sizeClass(entry) > 0);
            case Entry.OUT -> out.add(Entry.payload(entry), count);
            case Entry.IN -> in.add(Entry.payload(entry), count);
            case Entry.STANDING -> standing += count;
            case Entry.REJECTED -> rejected += count;
            default -> throw new IllegalStateException("an entry of kind " + Entry.kind(entry));
        }
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
        records.forEachOpening(grid, minute -> begin(minute, 1));
        records.clear();
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
        standing += other.standing;
        rejected += other.rejected;
    }

    BeaconScore score(Grid grid) {
        int width = grid.seconds() / 60;
        int[] counts = new int[Math.ceilDiv(minutes.length, width)];
        for (int minute = first; minute <= last; minute++) {
            int bucket = minute / width;
            counts[bucket] = (int) Math.min((long) counts[bucket] + minutes[minute], Integer.MAX_VALUE);
        }
        return BeaconScore.of(counts, Sizes.of(out, in), grid);
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
