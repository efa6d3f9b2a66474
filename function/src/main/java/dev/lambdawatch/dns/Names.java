package dev.lambdawatch.dns;

import dev.lambdawatch.platform.Platform;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.platform.Tier;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Under which names hosts know the public addresses that they connect to. Mutable: for one thread.
///
/// Of each host, name, address and UTC hour the first and the last second are kept. That makes
/// merging a union, to the same bytes in whatever order and however often parts come, and still
/// tells exactly whether a name was asked for within a time of an hour or more.
///
/// Memory is bounded: beyond about 64 MB the least useful sightings go, by an order that depends on
/// them alone, so that bounded states merge to the same bytes as well.
public final class Names {
    /// How long before a connection its name may have been asked for. Resolvers of hosts keep
    /// answers for hours, whatever their time to live.
    static final Duration BEFORE = Duration.ofHours(24);

    /// How long after: a record's window begins up to a minute before its connection.
    static final Duration AFTER = Duration.ofSeconds(60);

    private static final String MAGIC = "LWN1";
    private static final int HOUR = 3_600;
    private static final int MOST_WEIGHT = 64 << 20;

    /// The last hour of the year 9999.
    private static final int LAST_HOUR = 70_389_527;

    private final Platforms platforms;
    private final int mostWeight;
    private final TreeMap<Sighting, Seconds> sightings = new TreeMap<>();
    private long weight;
    private long evicted;
    private boolean complete = true;

    private Names(Platforms platforms, int mostWeight) {
        this.platforms = platforms;
        this.mostWeight = mostWeight;
    }

    /// Seconds of an hour.
    private record Seconds(int first, int last) {
        Seconds and(Seconds other) {
            return new Seconds(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    /// No names yet.
    public static Names empty(Platforms platforms) {
        return new Names(platforms, MOST_WEIGHT);
    }

    /// @param mostWeight bytes that the sightings may take, about
    static Names bounded(Platforms platforms, int mostWeight) {
        return new Names(platforms, mostWeight);
    }

    /// Learns the public addresses of an answer, under the name that was asked for.
    public void add(Query query) {
        long second = query.time().getEpochSecond();
        Seconds seconds = new Seconds((int) (second % HOUR), (int) (second % HOUR));
        String alias = "";
        boolean looked = false;
        for (Answer answer : query.answers()) {
            Optional<Answer.Address> address = answer.address().filter(Answer.Address::isPublic);
            if (address.isPresent()) {
                alias = looked ? alias : alias(query);
                looked = true;
                put(sighting(query, address.get(), alias, (int) (second / HOUR)), seconds);
            }
        }
    }

    private static Sighting sighting(Query query, Answer.Address address, String alias, int hour) {
        return new Sighting(
                address.high(), address.low(), query.vpc(), query.name(), alias, query.sourceAddress(), hour);
    }

    private String alias(Query query) {
        for (String name : query.chain()) {
            if (platforms.ofName(name).isPresent()) {
                return name;
            }
        }
        return "";
    }

    private void put(Sighting sighting, Seconds seconds) {
        Seconds before = sightings.putIfAbsent(sighting, seconds);
        if (before == null) {
            weight += sighting.weight();
        } else {
            sightings.put(sighting, before.and(seconds));
        }
        // Going a quarter beyond the bound makes one sorting serve many sightings.
        if (weight > mostWeight + mostWeight / 4) {
            settle();
        }
    }

    /// Comes back to the bound. What is kept is a beginning of all sightings in order of rank, so
    /// it does not depend on when this happens.
    private void settle() {
        if (weight <= mostWeight) {
            return;
        }
        List<Sighting> ranked = Sighting.ranked(sightings.keySet());
        long kept = 0;
        int index = 0;
        while (kept + ranked.get(index).weight() <= mostWeight) {
            kept += ranked.get(index++).weight();
        }
        ranked.subList(index, ranked.size()).forEach(sightings::remove);
        evicted += ranked.size() - index;
        complete = false;
        weight = kept;
    }

    /// What the destination of a connection is called.
    ///
    /// @param vpc    of the workload; if empty, names that a host of its address asked for, unless
    ///     hosts of two networks with that address did
    /// @param source the workload's address as text
    /// @param high   of the destination; 0 for IPv4
    /// @param low    of the destination; `0xffff` and then the address for IPv4
    /// @param start  when the connection began, or its record's window did
    public Resolution lookup(String vpc, String source, long high, long low, Instant start) {
        settle();
        Map<String, Resolution.Candidate> own = new HashMap<>();
        Map<String, Resolution.Candidate> others = new HashMap<>();
        Set<String> networks = new TreeSet<>();
        for (Map.Entry<Sighting, Seconds> entry : ofAddress(high, low).entrySet()) {
            Sighting sighting = entry.getKey();
            Optional<Instant> asked = within(sighting.hour(), entry.getValue(), start);
            boolean bySource = !source.isEmpty() && sighting.source().equals(source);
            boolean here = vpc.isEmpty() ? bySource : sighting.vpc().equals(vpc);
            if (asked.isPresent() && here) {
                networks.add(sighting.vpc());
                (bySource ? own : others)
                        .merge(sighting.name(), candidate(sighting, bySource, asked.get()), Names::better);
            }
        }
        if (networks.size() > 1) {
            return Resolution.UNKNOWN;
        }
        return own.isEmpty() ? resolution(others, Tier.A_MINUS) : resolution(own, Tier.A);
    }

    private NavigableMap<Sighting, Seconds> ofAddress(long high, long low) {
        NavigableMap<Sighting, Seconds> from = sightings.tailMap(Sighting.first(high, low), true);
        return low == Long.MAX_VALUE ? from : from.headMap(Sighting.first(high, low + 1), false);
    }

    /// When it was asked for last in the time that counts for a connection.
    private static Optional<Instant> within(int hour, Seconds seconds, Instant start) {
        Instant first = Instant.ofEpochSecond((long) hour * HOUR + seconds.first);
        Instant last = Instant.ofEpochSecond((long) hour * HOUR + seconds.last);
        Instant asked = last.isAfter(start.plus(AFTER)) ? first : last;
        boolean counts = !asked.isAfter(start.plus(AFTER)) && !asked.isBefore(start.minus(BEFORE));
        return counts ? Optional.of(asked) : Optional.empty();
    }

    private Resolution.Candidate candidate(Sighting sighting, boolean own, Instant asked) {
        return new Resolution.Candidate(sighting.name(), platforms.ofName(sighting.alias()), own, asked);
    }

    /// The latest; a name that was a platform's once is one.
    private static Resolution.Candidate better(Resolution.Candidate a, Resolution.Candidate b) {
        return new Resolution.Candidate(
                a.name(),
                a.platform().isPresent() ? a.platform() : b.platform(),
                a.own(),
                a.asked().isAfter(b.asked()) ? a.asked() : b.asked());
    }

    private static Resolution resolution(Map<String, Resolution.Candidate> candidates, Tier tier) {
        List<Resolution.Candidate> names = candidates.values().stream()
                .sorted(Comparator.comparing(Resolution.Candidate::asked)
                        .reversed()
                        .thenComparing(Resolution.Candidate::name))
                .toList();
        boolean benignToo = names.stream().anyMatch(each -> each.platform().isEmpty());
        Optional<Platform> platform = names.stream()
                .filter(each -> each.platform().isPresent())
                .findFirst()
                .map(each -> platform(each, benignToo ? Tier.C : tier, names.size()));
        return new Resolution(platform, names);
    }

    private static Platform platform(Resolution.Candidate candidate, Tier tier, int names) {
        Platform platform = candidate.platform().orElseThrow();
        String by = candidate.own() ? ", asked for by the workload" : ", asked for by another host of its network";
        String evidence = "name " + candidate.name()
                + (platform.evidence().endsWith(" " + candidate.name()) ? "" : " by " + platform.evidence())
                + by
                + (tier == Tier.C
                        ? "; the address has " + (names == 2 ? "one other name" : names - 1 + " other names")
                        : "");
        return new Platform(platform.name(), platform.provider(), platform.group(), tier, evidence);
    }

    /// Learns all that other names know.
    public void merge(Names other) {
        other.settle();
        other.sightings.forEach(this::put);
        complete &= other.complete;
    }

    /// Forgets hours that ended before this time.
    public void forgetBefore(Instant time) {
        long first = time.getEpochSecond() / HOUR;
        sightings.keySet().removeIf(sighting -> sighting.hour() < first);
        weight = sightings.keySet().stream().mapToLong(Sighting::weight).sum();
    }

    /// The same names, a state for each UTC hour, by its beginning.
    public NavigableMap<Instant, Names> hours() {
        settle();
        NavigableMap<Instant, Names> hours = new TreeMap<>();
        sightings.forEach((sighting, seconds) -> hours.computeIfAbsent(
                        Instant.ofEpochSecond((long) sighting.hour() * HOUR), _ -> new Names(platforms, mostWeight))
                .put(sighting, seconds));
        hours.values().forEach(each -> each.complete = complete);
        return hours;
    }

    /// How many sightings this object let go because of its bound.
    public long evicted() {
        settle();
        return evicted;
    }

    /// Whether nothing was let go, here or in any part that was merged.
    public boolean isComplete() {
        settle();
        return complete;
    }

    /// Whether hosts of a network asked for anything: whether its questions are logged.
    public boolean covers(String vpc) {
        return sightings.keySet().stream().anyMatch(sighting -> sighting.vpc().equals(vpc));
    }

    public boolean isEmpty() {
        return sightings.isEmpty();
    }

    /// To be stored: the same names give the same bytes.
    public byte[] bytes() {
        settle();
        Set<String> texts = new TreeSet<>();
        sightings.keySet().forEach(each -> texts.addAll(List.of(each.vpc(), each.name(), each.alias(), each.source())));
        return Packed.bytes(MAGIC, texts, out -> {
            out.number(complete ? 1 : 0);
            out.number(sightings.size());
            for (Map.Entry<Sighting, Seconds> entry : sightings.entrySet()) {
                write(out, entry.getKey(), entry.getValue());
            }
        });
    }

    private static void write(Packed.Writer out, Sighting sighting, Seconds seconds) throws IOException {
        out.number(sighting.high());
        out.number(sighting.low());
        out.text(sighting.vpc());
        out.text(sighting.name());
        out.text(sighting.alias());
        out.text(sighting.source());
        out.number(sighting.hour());
        out.number(seconds.first());
        out.number(seconds.last());
    }

    /// Reads what [#bytes] gave and trusts none of it.
    ///
    /// @throws DamagedStateException saying what was wanted
    public static Names read(byte[] bytes, Platforms platforms) throws DamagedStateException {
        return Packed.read(MAGIC, bytes, in -> {
            Names names = empty(platforms);
            names.complete = in.number(1) == 1;
            for (int left = in.number(Integer.MAX_VALUE); left > 0; left--) {
                Sighting sighting = new Sighting(
                        in.number(), in.number(), in.text(), in.text(), in.text(), in.text(), in.number(LAST_HOUR));
                int first = in.number(HOUR - 1);
                names.put(sighting, new Seconds(first, Math.max(first, in.number(HOUR - 1))));
            }
            return names;
        });
    }
}
