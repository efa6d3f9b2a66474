package dev.lambdawatch.beacon;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// All that is known of the pair at hand, hour by hour: most pairs are so rare that no span has to
/// look into them. Mutable; one is used again for pair after pair.
final class PairStates {
    /// Of fewer records no grid makes a score or a sign.
    private static final int FEW = Math.min(Grid.MINUTE.gate(), Grid.TEN_MINUTES.gate());

    private final List<PairHour> states = new ArrayList<>();
    private long[] hours = new long[8];
    private boolean[] calls = new boolean[8];
    private int length;

    private long records;
    private int recordEntries;
    private boolean severalServices;

    /// Adds a state; hours come in ascending order.
    ///
    /// @param state is copied
    void add(long hour, PairHour state) {
        if (length == hours.length) {
            hours = Arrays.copyOf(hours, 2 * length);
            calls = Arrays.copyOf(calls, 2 * length);
        }
        if (length == states.size()) {
            states.add(new PairHour());
        }
        hours[length] = hour;
        calls[length] = count(state);
        states.get(length).set(state);
        severalServices |= !state.service().equals(service());
        length++;
    }

    /// Counts the records of a state; whether any of them may begin a connection.
    private boolean count(PairHour state) {
        boolean calling = false;
        for (int i = 0; i < state.length(); i++) {
            int entry = state.entry(i);
            int kind = Entry.kind(entry);
            records += Entry.isSize(kind) ? 0 : state.count(i);
            recordEntries += kind == Entry.RECORD ? 1 : 0;
            calling |= switch (kind) {
                case Entry.OPENING, Entry.CROWD -> true;
                case Entry.RECORD -> Entry.sizeClass(entry) > 0;
                default -> false;
            };
        }
        return calling;
    }

    void clear() {
        length = 0;
        records = 0;
        recordEntries = 0;
        severalServices = false;
    }

    boolean isEmpty() {
        return length == 0;
    }

    /// Whether in no span there is more to know of the pair than in which hours it was called, with
    /// one service in all of them. One record without flags begins a connection if it carried
    /// something; of several that takes a closer look.
    boolean isRare() {
        return records < FEW && recordEntries <= 1 && !severalServices;
    }

    /// What the flow log calls the destination's service in the first hour, or empty.
    String service() {
        return states.getFirst().service();
    }

    int length() {
        return length;
    }

    /// Hours since 1970.
    long hour(int index) {
        return hours[index];
    }

    PairHour state(int index) {
        return states.get(index);
    }

    /// Whether the pair, if it is rare, was called in the hour.
    boolean isCalled(int index) {
        return calls[index];
    }
}
