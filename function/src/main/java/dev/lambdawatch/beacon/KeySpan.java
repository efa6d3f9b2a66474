package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Evidence;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// All that one workload says to one port of several addresses that are one destination: those of a
/// platform's group, or those of a name. A beacon that calls a new address each time shows only
/// here. Mutable.
final class KeySpan {
    /// Addresses shown: those with most connections.
    static final int MOST_SHOWN = 16;

    private static final Comparator<Evidence.Connections> MOST_FIRST = Comparator.comparingLong(
                    Evidence.Connections::count)
            .reversed()
            .thenComparing(Evidence.Connections::destinationAddress);

    private final ScoringKey key;
    private final PairSpan whole;
    private final Set<PairKey> members = new HashSet<>();
    private final TreeSet<Evidence.Connections> shown = new TreeSet<>(MOST_FIRST);
    private final TreeSet<String> names = new TreeSet<>();
    private Destination destination;

    /// @param destination of the first member; the surest of all stands for the whole
    KeySpan(ScoringKey key, Destination destination, PairSpan empty) {
        this.key = key;
        this.destination = destination;
        this.whole = empty;
    }

    void add(PairKey member, PairSpan pair, Destination its, Evidence.Connections connections) {
        whole.add(pair);
        members.add(member);
        names.addAll(its.names());
        if (its.names().size() > 1 && destination.names().size() <= 1) {
            destination = its;
        }
        shown.add(connections);
        if (shown.size() > MOST_SHOWN) {
            shown.pollLast();
        }
        while (names.size() > MOST_SHOWN) {
            names.pollLast();
        }
    }

    /// Connections begun.
    long events() {
        return whole.events();
    }

    /// What it counted in, empty again; it is not to be used after.
    PairSpan released() {
        whole.clear();
        return whole;
    }

    Set<PairKey> members() {
        return members;
    }

    /// Of its contact.
    String resource() {
        return key.id() + key.ending();
    }

    /// Notes the minutes in which connections to any of its addresses began.
    void note(Activity activity) {
        whole.note(activity);
    }

    /// When it was called.
    PairSpan whole() {
        return whole;
    }

    /// Whether it is a first contact that begins like a beacon.
    boolean isEarly() {
        return Signs.isEarly(whole, () -> destination);
    }

    Contact contact(Grid grid) {
        String addresses = members.size() > 1 ? " (" + members.size() + " addresses)" : "";
        return new Contact(
                members.stream().allMatch(Detections::isResolver) ? Sign.RESOLVER : Sign.BEACON,
                resource(),
                key.title(destination) + addresses + key.ending(),
                key.destination(),
                destination,
                key.isName() ? List.of(key.id()) : List.copyOf(names),
                whole.score(grid),
                List.copyOf(shown),
                members.size(),
                key.port(),
                key.protocol(),
                whole.events(),
                whole.standing(),
                whole.rejected());
    }
}
