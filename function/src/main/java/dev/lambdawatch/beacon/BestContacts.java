package dev.lambdawatch.beacon;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Chooses what to report of all that several spans say of one workload: each destination from the
/// span in which it scores best, and of several keys that share addresses the one that looks most
/// like a beacon.
final class BestContacts {
    private BestContacts() {}

    /// What is one finding, in whichever span.
    private record Told(Sign sign, String resource) {
        static Told of(Contact contact) {
            return new Told(contact.sign(), contact.resource());
        }
    }

    /// A candidate and the span that it is told from.
    record Placed(Candidate candidate, SpanScoring span) {
        static final Comparator<Placed> BEST_FIRST = Comparator.comparing(Placed::candidate, Candidate.BEST_FIRST);

        Contact contact() {
            return candidate.contact();
        }

        /// A difference of less than a point is no reason to tell of an older or a longer span.
        static Placed better(Placed before, Placed now) {
            return now.candidate.hundredths() > before.candidate.hundredths() ? now : before;
        }
    }

    /// What may be told, each from its best span, the best first.
    ///
    /// @param spans of one workload; of scores that are equal in hundredths the first counts
    static List<Placed> candidates(List<SpanScoring> spans) {
        Map<Told, Placed> best = new HashMap<>();
        for (SpanScoring span : spans) {
            for (Candidate candidate : span.candidates()) {
                best.merge(Told.of(candidate.contact()), new Placed(candidate, span), Placed::better);
            }
        }
        List<Placed> all = new ArrayList<>(best.values());
        all.sort(Placed.BEST_FIRST);
        return all;
    }

    /// The destinations to report, in order of their names.
    ///
    /// @param bestFirst of one workload
    static List<Placed> told(List<Placed> bestFirst) {
        Set<PairKey> told = new HashSet<>();
        List<Placed> chosen = new ArrayList<>();
        for (Placed each : bestFirst) {
            if (Collections.disjoint(told, each.candidate.members())) {
                told.addAll(each.candidate.members());
                chosen.add(each);
            }
        }
        chosen.sort(Comparator.comparing((Placed each) -> each.contact().resource())
                .thenComparing(each -> each.contact().sign()));
        return chosen;
    }
}
