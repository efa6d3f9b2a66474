package dev.lambdawatch.bench;

import dev.lambdawatch.flow.FlowDay;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/// What every means is asked of a flow log in the format of [FlowDay]: who opens connections to
/// whom, and which of these pairs look regular by the two plain rules that hunts publish.
///
/// A pair is (instance, packet's destination, port, protocol), over the records in which an interface
/// opens a connection to a public address, and over all of UDP that goes out. It is regular if
///
/// - it has more than thirty connections, the gaps between them are 30 to 600 seconds on average,
///   and their standard deviation is less than five, or
/// - it has twelve, in three hours or more, two or more in each on average, of fewer than 4,096
///   bytes.
///
/// @param pairs       how many there are
/// @param connections of all of them
/// @param regular     the regular ones, in order
record RegularPairs(long pairs, long connections, List<String> regular) {
    /// Fewer connections make no pair regular.
    static final int LEAST = 12;

    RegularPairs {
        regular = regular.stream().sorted(Comparator.naturalOrder()).toList();
    }

    /// One line, the same for the same result.
    String line() {
        return String.format(
                Locale.ROOT,
                "%d pairs, %d connections, %d regular (%08x)",
                pairs,
                connections,
                regular.size(),
                regular.hashCode());
    }

    /// The place of a field in a line.
    static int field(String name) {
        return List.of(FlowDay.HEADER.split(" ")).indexOf(name);
    }

    /// @param n     connections
    /// @param hours in which some began
    /// @param mean  of the gaps between them, seconds
    /// @param sd    of these
    /// @param bytes on average
    static boolean isRegular(long n, int hours, double mean, double sd, double bytes) {
        boolean clock = n > 30 && sd < 5 && mean >= 30 && mean <= 600;
        boolean habit = n >= LEAST && hours >= 3 && bytes < 4096 && n >= 2L * hours;
        return clock || habit;
    }
}
