package dev.lambdawatch.dns;

import dev.lambdawatch.finding.FindingSink;
import dev.lambdawatch.platform.Platform;
import dev.lambdawatch.platform.Platforms;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Finds workloads that ask for a serverless platform which they never asked for before: the first
/// trace that a callback through one leaves (T1584.007). Mutable: for one thread, for the rows of
/// one object or of a whole replay.
///
/// Of each workload and platform the first and the last time are kept, so the order of rows does
/// not matter. What was before is the [ContactHistory]'s to know. In its first seven days
/// everything is new, so nothing is told.
public final class FirstContacts {
    /// How old a history is before what it does not know is news.
    static final Duration LEARNING = Duration.ofDays(7);

    /// Workloads and platforms of one object; beyond it, new ones are counted only.
    private static final int LIMIT = 100_000;

    private final Platforms platforms;
    private final Map<Key, Contact> contacts = new HashMap<>();
    private long leftOut;

    private FirstContacts(Platforms platforms) {
        this.platforms = platforms;
    }

    private record Key(String workload, String platform) {}

    /// The first row of a workload for a platform.
    ///
    /// @param last when it was asked for last
    record Contact(Query query, Asker asker, Platform platform, Instant last) {
        Contact and(Contact other) {
            Contact first = other.query.time().isBefore(query.time()) ? other : this;
            Instant latest = last.isAfter(other.last) ? last : other.last;
            return new Contact(first.query, first.asker, first.platform, latest);
        }
    }

    /// No contacts yet.
    public static FirstContacts empty(Platforms platforms) {
        return new FirstContacts(platforms);
    }

    /// Takes a row, if the name that it asks for, or one that this stands for, is a platform's.
    public void add(Query query) {
        Asker asker = Asker.of(query);
        Optional<Platform> platform = asker.isKnown() ? platform(query) : Optional.empty();
        if (platform.isEmpty()) {
            return;
        }
        Key key = new Key(asker.workload().key(), platform.get().name());
        if (contacts.size() >= LIMIT && !contacts.containsKey(key)) {
            leftOut++;
            return;
        }
        contacts.merge(key, new Contact(query, asker, platform.get(), query.time()), Contact::and);
    }

    private Optional<Platform> platform(Query query) {
        return query.chain().stream()
                .map(platforms::ofName)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Reports what the history did not know, in order of time, and lets it remember all. A contact
    /// is low where no workload of the fleet used the platform before, else informational.
    public void examine(ContactHistory history, FindingSink findings) {
        for (Contact contact : inOrder()) {
            Instant first = contact.query().time();
            String workload = contact.asker().workload().key();
            ContactHistory.Known known =
                    history.remember(workload, contact.platform().name(), first);
            history.remember(workload, contact.platform().name(), contact.last());
            boolean learning = first.isBefore(history.since().plus(LEARNING));
            if (known != ContactHistory.Known.TO_WORKLOAD && !learning) {
                findings.accept(ContactFinding.of(contact, known, history.since()));
            }
        }
    }

    private List<Contact> inOrder() {
        return contacts.entrySet().stream()
                .sorted(Map.Entry.<Key, Contact>comparingByValue(
                                Comparator.comparing(contact -> contact.query().time()))
                        .thenComparing(entry -> entry.getKey().workload())
                        .thenComparing(entry -> entry.getKey().platform()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /// How many rows were not looked at because of the bound.
    public long leftOut() {
        return leftOut;
    }
}
