package dev.lambdawatch.dns;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.platform.Platform;
import dev.lambdawatch.platform.Platforms;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Finds workloads that ask for a serverless platform which they never asked for before: the first
/// trace that a callback through one leaves (T1584.007). Mutable: for one thread, for the rows of
/// one object or of a whole replay.
///
/// Of each workload and platform the first and the last time are kept, so the order of rows does
/// not matter. What was before is the [ContactHistory]'s to know. In the first seven days of a
/// network's questions everything is new, so nothing is told, or on wish as informational.
public final class FirstContacts {
    /// How old a history is before what it does not know is news.
    static final Duration LEARNING = Duration.ofDays(7);

    /// Workloads and platforms of one object; beyond it, new ones are counted only.
    private static final int LIMIT = 100_000;

    /// Networks of one object; AWS writes an object for each.
    private static final int MOST_NETWORKS = 10_000;

    private final Platforms platforms;
    private final Approving approving;
    private final boolean ofNewNetworks;
    private final Map<String, Instant> networks = new HashMap<>();
    private final Map<Key, Contact> contacts = new HashMap<>();
    private long leftOut;

    private FirstContacts(Platforms platforms, Approving approving, boolean ofNewNetworks) {
        this.platforms = platforms;
        this.approving = approving;
        this.ofNewNetworks = ofNewNetworks;
    }

    /// Says which rows somebody approved of.
    @FunctionalInterface
    public interface Approving {
        /// What approves of a row for a name of a platform's: a text of its own for each that does,
        /// empty if nothing does.
        String of(Query row, Platform platform);
    }

    /// Hears of each first contact.
    @FunctionalInterface
    public interface Told {
        /// Takes one.
        ///
        /// @param approval what approves of it, as [Approving] said it
        void told(Finding finding, String approval);
    }

    /// A contact by approved rows is another one than that by all others: to approve of one name of a
    /// platform must not hide the next one.
    private record Key(String workload, String platform, String approval) {
        /// By which the history knows it.
        String remembered() {
            return approval.isEmpty() ? workload : workload + "#" + approval;
        }
    }

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
        return empty(platforms, (row, platform) -> "");
    }

    /// The same where some may be approved.
    public static FirstContacts empty(Platforms platforms, Approving approving) {
        return new FirstContacts(platforms, approving, false);
    }

    /// The same, none yet, that also tells those of a network's first seven days, as informational: for
    /// whoever looks at a history on purpose, as long as there is.
    public FirstContacts ofNewNetworks() {
        return new FirstContacts(platforms, approving, true);
    }

    /// What a finding of this kind says of itself.
    public static Detection detection() {
        return ContactFinding.DETECTION;
    }

    /// Takes a row, if the name that it asks for, or one that this stands for, is a platform's.
    public void add(Query query) {
        noteNetwork(query);
        Asker asker = Asker.of(query);
        Optional<Platform> platform = asker.isKnown() ? platform(query) : Optional.empty();
        if (platform.isEmpty()) {
            return;
        }
        Key key = new Key(asker.workload().key(), platform.get().name(), approving.of(query, platform.get()));
        if (contacts.size() >= LIMIT && !contacts.containsKey(key)) {
            leftOut++;
            return;
        }
        contacts.merge(key, new Contact(query, asker, platform.get(), query.time()), Contact::and);
    }

    private void noteNetwork(Query query) {
        if (networks.size() < MOST_NETWORKS || networks.containsKey(query.vpc())) {
            networks.merge(query.vpc(), query.time(), (a, b) -> b.isBefore(a) ? b : a);
        }
    }

    private Optional<Platform> platform(Query query) {
        return query.chain().stream()
                .map(platforms::ofName)
                .flatMap(Optional::stream)
                .findFirst();
    }

    /// Reports what the history does not know, in order of time. A contact is low where no workload
    /// of the fleet used the platform before, else informational; so is one of a new network.
    ///
    /// The history learns nothing of it: [#remember] is for when all is told, so that what could not
    /// be told is news again when the rows come again.
    public void examine(ContactHistory history, Told told) {
        // Also of a network that asks for no platform: it has been seen from here on.
        Map<String, Instant> since = new HashMap<>();
        networks.forEach((network, first) -> since.put(network, history.since(network, first)));
        Set<String> met = new HashSet<>();
        for (Map.Entry<Key, Contact> entry : inOrder()) {
            Contact contact = entry.getValue();
            Instant first = contact.query().time();
            Instant begin = since.getOrDefault(contact.query().vpc(), first);
            ContactHistory.Known known = known(entry.getKey(), first, history, met);
            boolean learning = first.isBefore(begin.plus(LEARNING));
            if (known != ContactHistory.Known.TO_WORKLOAD && (ofNewNetworks || !learning)) {
                told.told(
                        ContactFinding.of(contact, known, begin, learning),
                        entry.getKey().approval());
            }
        }
    }

    /// @param met platforms that were asked for earlier in these rows
    private static ContactHistory.Known known(Key key, Instant first, ContactHistory history, Set<String> met) {
        ContactHistory.Known known = history.known(key.remembered(), key.platform(), first);
        boolean fleet = !met.add(key.platform()) && known == ContactHistory.Known.TO_NOBODY;
        return fleet ? ContactHistory.Known.TO_FLEET : known;
    }

    /// Lets the history remember all.
    public void remember(ContactHistory history) {
        for (Map.Entry<Key, Contact> entry : inOrder()) {
            Key key = entry.getKey();
            history.remember(key.remembered(), key.platform(), entry.getValue().last());
        }
    }

    private List<Map.Entry<Key, Contact>> inOrder() {
        return contacts.entrySet().stream()
                .sorted(Map.Entry.<Key, Contact>comparingByValue(
                                Comparator.comparing(contact -> contact.query().time()))
                        .thenComparing(entry -> entry.getKey().remembered())
                        .thenComparing(entry -> entry.getKey().platform()))
                .toList();
    }

    /// How many rows were not looked at because of the bound.
    public long leftOut() {
        return leftOut;
    }
}
