package dev.lambdawatch.beacon;

import java.util.Comparator;
import java.util.Set;

/// Something that may be told: a beacon, or where none is another sign.
///
/// @param members the addresses that it stands for
/// @param rank    which is told of several that score alike: a name that is the only one, then an
///     address, then a group
record Candidate(Contact contact, Set<PairKey> members, int rank) {
    static final Comparator<Candidate> BEST_FIRST = Comparator.comparing(
                    (Candidate each) -> each.contact.sign().isBeacon())
            .thenComparingDouble(Candidate::score)
            .reversed()
            .thenComparingInt(Candidate::rank)
            .thenComparing(each -> each.contact.resource());

    /// What its beginning is remembered by: of one address that one, whatever name it is told by.
    String destination() {
        return members.size() == 1 ? members.iterator().next().destination() : contact.resource();
    }

    double score() {
        return contact.score().score();
    }

    /// The score as a finding's points count it.
    long hundredths() {
        return Math.round(100 * score());
    }
}
