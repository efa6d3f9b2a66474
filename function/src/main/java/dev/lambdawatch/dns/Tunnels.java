package dev.lambdawatch.dns;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.FindingSink;
import java.io.IOException;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/// Finds data that is carried out in the names that a host asks for, and in by the answers
/// (T1071.004). Mutable: for one thread.
///
/// A tunnel needs a new name for every packet, for a name asked for twice is answered by a cache.
/// So different names are counted for each host and registered domain, in windows of ten minutes
/// that begin with every minute, whatever types are asked for: there is a tool for each of TXT,
/// CNAME, MX, KEY, NULL, A and AAAA.
///
/// Merging is a union, to the same bytes in whatever order and however often parts come. Memory is
/// bounded: beyond about 32 MB the minutes with the fewest names go first, which count least.
public final class Tunnels {
    /// Different names in ten minutes that make a finding. Benign hosts ask for about 50 under one
    /// registered domain at most, tunnels for 140 to 2,200; this is twice the one, and leaves the
    /// slowest tunnel measured a third to spare.
    static final int SUSPICIOUS = 100;

    /// As many as the slowest tunnel measured.
    static final int TYPICAL = 140;

    /// Minutes of a window.
    static final int WINDOW = 10;

    private static final String MAGIC = "LWT1";
    private static final int MOST_WEIGHT = 32 << 20;
    private static final int ZONE_WEIGHT = 400;

    /// Names of addresses: `9.113.0.203.in-addr.arpa`, or 32 hexadecimal digits before `ip6.arpa`.
    /// Mail and log servers ask for hundreds, and who owns no address block owns none of them.
    private static final Pattern REVERSE =
            Pattern.compile("(?:\\d{1,3}\\.){1,4}in-addr\\.arpa|(?:[0-9a-f]\\.){1,32}ip6\\.arpa");

    /// Top-level domains that the public DNS does not have (RFC 6761, RFC 6762, and ICANN for
    /// `internal`). Hosts of a cluster append `eu-west-1.compute.internal` to every name that they
    /// ask for, and nobody outside receives it.
    private static final Set<String> PRIVATE = Set.of("internal", "invalid", "local", "localhost", "test");

    private final int mostWeight;
    private final TreeMap<Zone, ZoneNames> zones = new TreeMap<>();
    private long weight;
    private long evicted;
    private int blindUpTo;

    private Tunnels(int mostWeight) {
        this.mostWeight = mostWeight;
    }

    /// Nothing counted yet.
    public static Tunnels empty() {
        return bounded(MOST_WEIGHT);
    }

    /// @param mostWeight bytes that the counts may take, about
    static Tunnels bounded(int mostWeight) {
        return new Tunnels(mostWeight);
    }

    /// What a finding of this kind says of itself.
    public static Detection detection() {
        return TunnelFinding.DETECTION;
    }

    /// Counts the name of a row, if a stranger could receive it.
    public void add(Query query) {
        Asker asker = Asker.of(query);
        String domain = isPublic(query.name()) ? PublicSuffixes.bundled().registeredDomain(query.name()) : "";
        if (domain.isEmpty() || domain.equals(query.name()) || !asker.isKnown()) {
            return;
        }
        long hash = Hash.of(query.name());
        int length = query.name().length() - domain.length() - 1;
        ZoneNames names = names(new Zone(asker, domain));
        weight += names.add(
                Math.toIntExact(query.time().getEpochSecond() / 60), NameSet.number(hash, query.isAnswered(), length));
        names.addType(query.type());
        names.addExample(hash, query.name());
        keepBound();
    }

    private static boolean isPublic(String name) {
        String top = name.substring(name.lastIndexOf('.') + 1);
        return !PRIVATE.contains(top)
                && !(top.equals("arpa") && REVERSE.matcher(name).matches());
    }

    private ZoneNames names(Zone zone) {
        return zones.computeIfAbsent(zone, _ -> {
            weight += ZONE_WEIGHT;
            return new ZoneNames();
        });
    }

    private void keepBound() {
        if (weight <= mostWeight) {
            return;
        }
        for (int size = 1; weight > (long) mostWeight / 4 * 3 && size <= NameSet.LIMIT; size *= 2) {
            int most = size;
            zones.values().forEach(names -> evicted += names.dropUpTo(most));
            blindUpTo = Math.max(blindUpTo, most);
            zones.values().removeIf(ZoneNames::isEmpty);
            weight = zones.values().stream()
                    .mapToLong(names -> ZONE_WEIGHT + names.weight())
                    .sum();
        }
    }

    /// The first minute in which anything was counted; empty if nothing was.
    Optional<Instant> first() {
        return zones.values().stream()
                .filter(names -> !names.isEmpty())
                .map(names -> names.minutes().firstKey())
                .min(Comparator.naturalOrder())
                .map(minute -> Instant.ofEpochSecond(60L * minute));
    }

    /// Learns all that others counted.
    public void merge(Tunnels other) {
        other.zones.forEach((zone, counted) -> weight += names(zone).merge(counted));
        keepBound();
    }

    /// Reports every host and domain with too many names, once, in order of account, Region,
    /// network and host.
    public void examine(FindingSink findings) {
        zones.forEach((zone, names) -> {
            ZoneNames.Peak peak = names.peak(WINDOW, SUSPICIOUS);
            if (peak.names() >= SUSPICIOUS) {
                findings.accept(TunnelFinding.of(zone, names, peak));
            }
        });
    }

    /// How many names this object let go because of its bound.
    public long evicted() {
        return evicted;
    }

    /// Minutes with no more names than this were let go because of the bound; 0 if none were. Below
    /// [#SUSPICIOUS] / [#WINDOW] that hides nothing but a tunnel close to the bar.
    public int blindUpTo() {
        return blindUpTo;
    }

    /// Whether so much was let go that a tunnel may be missed.
    public boolean isBlind() {
        return blindUpTo >= SUSPICIOUS / WINDOW;
    }

    /// To be stored: the same counts give the same bytes.
    public byte[] bytes() {
        Set<String> texts = new TreeSet<>();
        zones.forEach((zone, names) -> {
            texts.addAll(texts(zone));
            texts.addAll(names.types());
            texts.addAll(names.examples().values());
        });
        return Packed.bytes(MAGIC, texts, out -> {
            out.number(zones.size());
            for (Map.Entry<Zone, ZoneNames> entry : zones.entrySet()) {
                for (String text : texts(entry.getKey())) {
                    out.text(text);
                }
                write(out, entry.getValue());
            }
        });
    }

    private static List<String> texts(Zone zone) {
        Asker asker = zone.asker();
        return List.of(
                asker.account(),
                asker.region(),
                asker.vpc(),
                asker.address(),
                asker.instance(),
                asker.resolverEndpoint(),
                zone.domain());
    }

    private static void write(Packed.Writer out, ZoneNames names) throws IOException {
        out.number(names.types().size());
        for (String type : names.types()) {
            out.text(type);
        }
        out.number(names.examples().size());
        for (String example : names.examples().values()) {
            out.text(example);
        }
        out.number(names.minutes().size());
        for (Map.Entry<Integer, NameSet> minute : names.minutes().entrySet()) {
            out.number(minute.getKey());
            out.number(minute.getValue().size());
            for (int i = 0; i < minute.getValue().size(); i++) {
                out.number(minute.getValue().get(i));
            }
        }
    }

    /// Reads what [#bytes] gave and trusts none of it.
    ///
    /// @throws DamagedStateException saying what was wanted
    public static Tunnels read(byte[] bytes) throws DamagedStateException {
        return Packed.read(MAGIC, bytes, in -> {
            Tunnels tunnels = empty();
            for (int left = in.number(Integer.MAX_VALUE); left > 0; left--) {
                Asker asker = new Asker(in.text(), in.text(), in.text(), in.text(), in.text(), in.text());
                ZoneNames names = tunnels.names(new Zone(asker, in.text()));
                tunnels.weight += read(in, names);
                tunnels.keepBound();
            }
            return tunnels;
        });
    }

    private static int read(Packed.Reader in, ZoneNames names) throws IOException {
        for (int left = in.number(Integer.MAX_VALUE); left > 0; left--) {
            names.addType(in.text());
        }
        for (int left = in.number(Integer.MAX_VALUE); left > 0; left--) {
            String example = in.text();
            names.addExample(Hash.of(example), example);
        }
        int weight = 0;
        for (int minutes = in.number(Integer.MAX_VALUE); minutes > 0; minutes--) {
            int minute = in.number(Integer.MAX_VALUE - WINDOW);
            for (int left = in.number(NameSet.LIMIT); left > 0; left--) {
                weight += names.add(minute, in.number());
            }
        }
        return weight;
    }
}
