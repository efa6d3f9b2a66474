package dev.lambdawatch.dns;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/// The names that one host asked for under one domain, minute by minute. Mutable; the union of two
/// does not depend on their order.
final class ZoneNames {
    /// How many names are kept as text, for people.
    static final int EXAMPLES = 3;

    private final TreeMap<Integer, NameSet> minutes = new TreeMap<>();
    private final TreeSet<String> types = new TreeSet<>();
    /// By hash: a choice by chance, and the same in any order.
    private final TreeMap<Long, String> examples = new TreeMap<>();

    /// The window with the most names.
    ///
    /// @param minute   its first, in minutes since 1970
    /// @param names    different names asked for in it
    /// @param answered how many of them exist
    /// @param length   characters of all in front of the registered domain
    /// @param windows  how many windows, each a minute later than the one before, had as many
    ///     as asked for
    record Peak(int minute, int names, int answered, long length, int windows) {}

    /// Adds a name of a minute; gives how many bytes of memory that took, about.
    int add(int minute, long number) {
        NameSet before = minutes.get(minute);
        NameSet names = before == null ? new NameSet() : before;
        if (before == null) {
            minutes.put(minute, names);
        }
        return (names.add(number) ? Long.BYTES : 0) + (before == null ? 120 : 0);
    }

    void addType(String type) {
        // There are fewer than a hundred types, but a log may hold any text.
        if (types.size() < 16) {
            types.add(type);
        }
    }

    void addExample(long hash, String name) {
        examples.put(hash, name);
        if (examples.size() > EXAMPLES) {
            examples.pollLastEntry();
        }
    }

    /// Learns all that the other knows; gives how many bytes of memory that took, about.
    int merge(ZoneNames other) {
        int weight = 0;
        for (int minute : other.minutes.keySet()) {
            NameSet names = other.minutes.get(minute);
            for (int i = 0; names != null && i < names.size(); i++) {
                weight += add(minute, names.get(i));
            }
        }
        other.types.forEach(this::addType);
        other.examples.forEach(this::addExample);
        return weight;
    }

    /// Forgets minutes with no more names than this; gives how many names went.
    int dropUpTo(int size) {
        int before = minutes.values().stream().mapToInt(NameSet::size).sum();
        minutes.values().removeIf(names -> names.size() <= size);
        return before - minutes.values().stream().mapToInt(NameSet::size).sum();
    }

    boolean isEmpty() {
        return minutes.isEmpty();
    }

    /// About what it takes in memory, in bytes.
    int weight() {
        return minutes.values().stream()
                .mapToInt(names -> 120 + Long.BYTES * names.size())
                .sum();
    }

    /// The window of so many minutes in which most names were asked for, the first of several.
    ///
    /// @param most how many names make a window count for [Peak#windows]
    Peak peak(int length, int most) {
        Peak peak = new Peak(0, 0, 0, 0, 0);
        int windows = 0;
        for (int minute : minutes.keySet()) {
            Collection<NameSet> within = minutes.subMap(minute, minute + length).values();
            if (within.stream().mapToInt(NameSet::size).sum() >= most) {
                Peak window = union(minute, within);
                windows += window.names() >= most ? 1 : 0;
                peak = window.names() > peak.names() ? window : peak;
            }
        }
        return new Peak(peak.minute(), peak.names(), peak.answered(), peak.length(), windows);
    }

    private static Peak union(int minute, Collection<NameSet> sets) {
        long[] numbers = new long[sets.stream().mapToInt(NameSet::size).sum()];
        int end = 0;
        for (NameSet set : sets) {
            end = set.copyTo(numbers, end);
        }
        Arrays.sort(numbers);
        int names = 0;
        int answered = 0;
        long length = 0;
        for (int i = 0; i < end; i++) {
            // Of a name that once existed and once did not, the number that exists stands last.
            if (i + 1 == end || !NameSet.isSameName(numbers[i], numbers[i + 1])) {
                names++;
                answered += NameSet.isAnswered(numbers[i]) ? 1 : 0;
                length += NameSet.length(numbers[i]);
            }
        }
        return new Peak(minute, names, answered, length, 0);
    }

    /// In order of time.
    SortedMap<Integer, NameSet> minutes() {
        return minutes;
    }

    /// Record types asked for, in order.
    Set<String> types() {
        return types;
    }

    /// A few of the names, by their hashes.
    Map<Long, String> examples() {
        return examples;
    }
}
