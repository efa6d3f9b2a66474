package dev.lambdawatch.sigma;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Which rules of a set may hold for an event, by its name alone or another field of which rules
/// want one of some texts: all others need not be tried.
final class Candidates {
    private final int words;

    /// The rules that no field tells, a bit for each by its number in the set.
    private final long[] always;

    private final List<Index> indexes;

    /// The rules that want a text of the field, by the text, whose case does not matter.
    private record Index(int slot, TreeMap<String, long[]> rules) {}

    private Candidates(int words, long[] always, List<Index> indexes) {
        this.words = words;
        this.always = always;
        this.indexes = List.copyOf(indexes);
    }

    /// @param wanted by the number of the rule, what must be true for it to hold; empty if nothing
    ///     of that form must
    static Candidates of(List<Optional<Alternatives>> wanted, Binder binder) {
        int words = (wanted.size() + Long.SIZE - 1) / Long.SIZE;
        long[] always = new long[words];
        Map<String, Index> indexes = new HashMap<>();
        for (int rule = 0; rule < wanted.size(); rule++) {
            Optional<Alternatives> alternatives = wanted.get(rule);
            if (alternatives.isEmpty()) {
                add(always, rule);
            } else {
                Index index = indexes.computeIfAbsent(
                        alternatives.get().field(),
                        field -> new Index(binder.slot(field), new TreeMap<>(String.CASE_INSENSITIVE_ORDER)));
                for (String text : alternatives.get().texts()) {
                    add(index.rules.computeIfAbsent(text, _ -> new long[words]), rule);
                }
            }
        }
        return new Candidates(words, always, List.copyOf(indexes.values()));
    }

    private static void add(long[] rules, int rule) {
        rules[rule / Long.SIZE] |= 1L << rule;
    }

    /// A bit for each rule that may hold, in words of 64.
    long[] of(Event event) {
        long[] rules = always.clone();
        // By index: an iterator would be an object for every event.
        for (int i = 0; i < indexes.size(); i++) {
            Index index = indexes.get(i);
            int count = event.count(index.slot);
            for (int value = 0; value < count; value++) {
                long[] more = index.rules.get(event.value(index.slot, value));
                for (int word = 0; more != null && word < words; word++) {
                    rules[word] |= more[word];
                }
            }
        }
        return rules;
    }
}
