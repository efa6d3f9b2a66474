package dev.lambdawatch.cli;

import java.time.Instant;

/// How often something was seen, and when.
record Seen(long count, Instant first, Instant last) {

    static Seen once(Instant time) {
        return new Seen(1, time, time);
    }

    Seen plus(Seen other) {
        return new Seen(
                count + other.count,
                first.isBefore(other.first) ? first : other.first,
                last.isAfter(other.last) ? last : other.last);
    }

    @Override
    public String toString() {
        String calls = count == 1 ? "1 call" : count + " calls";
        return first.equals(last) ? calls + ", " + first : calls + ", " + first + " to " + last;
    }
}
