package dev.lambdawatch.dns;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// One host got one address for one name in one hour.
///
/// @param high   of the address
/// @param low    of the address
/// @param vpc    in which it was asked, or empty
/// @param name   that was asked for
/// @param alias  what of the name's chain belongs to a serverless platform: the name itself, or one
///     that it stands for; empty if none does
/// @param source address of the host that asked, or empty
/// @param hour   hours since 1970
record Sighting(long high, long low, String vpc, String name, String alias, String source, int hour)
        implements Comparable<Sighting> {

    /// The address comes first, so that all of one address stand together.
    private static final Comparator<Sighting> ORDER = Comparator.comparingLong(Sighting::high)
            .thenComparingLong(Sighting::low)
            .thenComparing(Sighting::vpc)
            .thenComparing(Sighting::name)
            .thenComparing(Sighting::alias)
            .thenComparing(Sighting::source)
            .thenComparingInt(Sighting::hour);

    /// In the order in which they are kept where not all can be: names of platforms first, the
    /// newest first, and of one hour a choice that nobody can steer towards a host.
    static List<Sighting> ranked(Collection<Sighting> sightings) {
        return sightings.stream()
                .map(Ranked::new)
                .sorted(Ranked.ORDER)
                .map(Ranked::sighting)
                .toList();
    }

    /// A sighting with its hash, so that sorting does not make it anew for each comparison.
    private record Ranked(Sighting sighting, long scattered) {
        private static final Comparator<Ranked> ORDER = Comparator.comparing(
                        (Ranked each) -> each.sighting.alias.isEmpty())
                .thenComparing(each -> each.sighting.hour, Comparator.reverseOrder())
                .thenComparingLong(Ranked::scattered)
                .thenComparing(Ranked::sighting);

        private Ranked(Sighting sighting) {
            this(sighting, Hash.of(sighting.name + "/" + sighting.source) ^ Hash.mixed(sighting.low));
        }
    }

    /// Stands before all others of an address.
    static Sighting first(long high, long low) {
        return new Sighting(high, low, "", "", "", "", Integer.MIN_VALUE);
    }

    /// About what it takes in memory, in bytes.
    int weight() {
        return 160 + name.length() + alias.length();
    }

    @Override
    public int compareTo(Sighting other) {
        return ORDER.compare(this, other);
    }
}
