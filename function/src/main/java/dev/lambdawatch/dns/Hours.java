package dev.lambdawatch.dns;

import dev.lambdawatch.finding.Fingerprint;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// What the rows of many objects say, kept hour by hour between their reading and the look at all of
/// them. Mutable: for one thread, it lists what it could not read.
///
/// ```
/// names/2026-11-21T14/5d41402abc4b2a76b9719d911017c592        of one object, made of its name
/// name-hours/2026-11-21T14/0cc175b9c0f1b6a831c399e269772661   of all of them, made of their versions
/// tunnels/2026-11-21T14/5d41402abc4b2a76b9719d911017c592      of one object whose rows begin then
/// ```
///
/// An object that is delivered again replaces its own states, and merging is a union, so nothing
/// counts twice. The names of an hour are merged once and then kept, as scoring asks for the same
/// hours again and again; a late object asks for another name, and the hour is merged anew.
/// Everything under `name-hours/` can be deleted at any time.
public final class Hours {
    private static final String NAMES = "names/";
    private static final String NAME_HOURS = "name-hours/";
    private static final String TUNNELS = "tunnels/";

    private static final int HOUR = 3_600;

    private static final DateTimeFormatter FOLDER =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH/", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final StateStore store;
    private final Platforms platforms;
    private final List<String> damaged = new ArrayList<>();

    private Hours(StateStore store, Platforms platforms) {
        this.store = store;
        this.platforms = platforms;
    }

    /// Those of a store.
    public static Hours in(StateStore store, Platforms platforms) {
        return new Hours(store, platforms);
    }

    /// Keeps the names of an object.
    public void keep(String bucket, String key, Names names) throws IOException {
        for (Map.Entry<Instant, Names> hour : names.hours().entrySet()) {
            store.write(
                    NAMES + FOLDER.format(hour.getKey()) + fingerprint(bucket, key),
                    hour.getValue().bytes());
        }
    }

    /// Keeps the counts of an object, under the hour in which they begin.
    public void keep(String bucket, String key, Tunnels tunnels) throws IOException {
        Optional<Instant> first = tunnels.first();
        if (first.isPresent()) {
            store.write(TUNNELS + FOLDER.format(first.get()) + fingerprint(bucket, key), tunnels.bytes());
        }
    }

    private static String fingerprint(String bucket, String key) {
        return Fingerprint.of(List.of(bucket, key));
    }

    /// The names by which connections in a span of time may be known: those that were asked for in
    /// it, and in the time before it that counts.
    public Names names(Instant from, Instant to) throws IOException {
        Names names = Names.empty(platforms);
        for (Instant hour : hours(from.minus(Names.BEFORE), to.plus(Names.AFTER))) {
            namesOf(hour).ifPresent(names::merge);
        }
        return names;
    }

    /// The counts of all objects whose rows begin in a span of time, taken as whole hours.
    public Tunnels tunnels(Instant from, Instant to) throws IOException {
        Tunnels tunnels = Tunnels.empty();
        for (Instant hour : hours(from, to)) {
            for (StateStore.Stored part : store.list(TUNNELS + FOLDER.format(hour))) {
                read(part.name(), Tunnels::read).ifPresent(tunnels::merge);
            }
        }
        return tunnels;
    }

    /// States that could not be read: name and reason.
    public List<String> damaged() {
        return List.copyOf(damaged);
    }

    private static List<Instant> hours(Instant from, Instant to) {
        long first = Math.floorDiv(from.getEpochSecond(), HOUR);
        long last = Math.floorDiv(to.getEpochSecond(), HOUR);
        return Stream.iterate(first, hour -> hour <= last, hour -> hour + 1)
                .map(hour -> Instant.ofEpochSecond(hour * HOUR))
                .toList();
    }

    private Optional<Names> namesOf(Instant hour) throws IOException {
        List<StateStore.Stored> parts = store.list(NAMES + FOLDER.format(hour));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        if (parts.size() == 1) {
            return readNames(parts.getFirst().name());
        }
        List<String> texts = parts.stream()
                .flatMap(part -> Stream.of(part.name(), part.version()))
                .toList();
        String whole = NAME_HOURS + FOLDER.format(hour) + Fingerprint.of(texts);
        Optional<Names> kept = readNames(whole);
        return kept.isPresent() ? kept : Optional.of(merged(parts, whole));
    }

    private Names merged(List<StateStore.Stored> parts, String whole) throws IOException {
        Names names = Names.empty(platforms);
        for (StateStore.Stored part : parts) {
            readNames(part.name()).ifPresent(names::merge);
        }
        store.write(whole, names.bytes());
        return names;
    }

    private Optional<Names> readNames(String name) throws IOException {
        return read(name, bytes -> Names.read(bytes, platforms));
    }

    @FunctionalInterface
    private interface Form<T> {
        T read(byte[] bytes) throws DamagedStateException;
    }

    private <T> Optional<T> read(String name, Form<T> form) throws IOException {
        Optional<byte[]> bytes = store.read(name);
        try {
            return bytes.isPresent() ? Optional.of(form.read(bytes.get())) : Optional.empty();
        } catch (DamagedStateException e) {
            damaged.add(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
