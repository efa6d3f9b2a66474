package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.platform.Platform;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// All that one workload says to one port of a platform's group of addresses: a beacon that calls
/// a new address each time shows only here. Mutable.
final class GroupSpan {
    /// Addresses shown of a group: those with most connections.
    static final int MOST_SHOWN = 16;

    private static final Comparator<Evidence.Connections> MOST_FIRST = Comparator.comparingLong(
                    Evidence.Connections::count)
            .reversed()
            .thenComparing(Evidence.Connections::destinationAddress);

    private final Platform platform;
    private final PairKey anyMember;
    private final PairSpan whole;
    private final TreeSet<Evidence.Connections> shown = new TreeSet<>(MOST_FIRST);
    private int members;

    GroupSpan(Platform platform, PairKey anyMember, PairSpan empty) {
        this.platform = platform;
        this.anyMember = anyMember;
        this.whole = empty;
    }

    void add(PairSpan member, Evidence.Connections connections) {
        whole.add(member);
        members++;
        shown.add(connections);
        if (shown.size() > MOST_SHOWN) {
            shown.pollLast();
        }
    }

    int members() {
        return members;
    }

    /// Of the group among all [Destinations]: whatever the port.
    private long key() {
        return Destinations.key(platform.group());
    }

    /// Notes that one workload called the group.
    void note(Destinations destinations, boolean anew) {
        destinations.add(key(), anew ? 1 : 0, whole.firstHour(), whole.lastHour());
    }

    Contact contact(Grid grid) {
        String ending = anyMember.ending();
        return new Contact(
                platform.group() + ending,
                platform.name() + " (" + members + " addresses)" + ending,
                key(),
                Optional.of(platform),
                whole.score(grid),
                List.copyOf(shown),
                members,
                anyMember.port(),
                anyMember.protocol(),
                whole.standing(),
                whole.rejected());
    }
}
