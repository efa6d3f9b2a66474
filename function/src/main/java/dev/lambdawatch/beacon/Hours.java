package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Fingerprint;
import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The hours of one shard. Each is merged from its segments once and then kept, so that scoring a
/// day reads 24 hours and not the segments of every object. Mutable: it counts what it reads.
///
/// An hour is kept under a name made of its segments' names and versions:
///
/// ```
/// hours/2026-11-21T14/0-of-4/0cc175b9c0f1b6a831c399e269772661
/// ```
///
/// So a late object, or one that was written anew, asks for another name, and the hour is merged
/// again; nobody compares times, and two runs at once write the same bytes. What is kept can be
/// deleted at any time. Segments must live longer than the longest span looks back.
final class Hours {
    private static final String FOLDER = "hours/";

    /// How much is merged at once: an hour of many accounts has thousands of segments.
    private static final int BATCH = 64 << 20;

    private final StateStore store;
    private final Shard shard;
    private final SegmentMerge.Bounds bounds;
    private final List<String> damaged = new ArrayList<>();
    private int segments;
    private int omitted;

    Hours(StateStore store, Shard shard, SegmentMerge.Bounds bounds) {
        this.store = store;
        this.shard = shard;
        this.bounds = bounds;
    }

    /// What is known of an hour; nothing if no record began in it.
    ///
    /// @param hour hours since 1970
    Optional<Segment> at(long hour) throws IOException {
        List<StateStore.Stored> parts = store.list(SourceObject.prefix(hour));
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        if (parts.size() == 1 && shard.isWhole()) {
            // It is the hour already.
            segments++;
            return read(parts.getFirst().name(), hour);
        }
        String name = name(hour, parts);
        Optional<Segment> kept = read(name, hour);
        return kept.isPresent() ? kept : merge(hour, parts, name);
    }

    /// The hours of some spans, in ascending order: of all that there are, the newest that memory has
    /// room for.
    List<Segment> of(List<Beacons.Span> spans) throws IOException {
        SpannedHours spanned = SpannedHours.of(spans, bounds.bytes(), this::at);
        omitted += spanned.omitted();
        return spanned.segments();
    }

    /// How many hours there was no room for.
    int omitted() {
        return omitted;
    }

    /// Those that could not be read: name and reason.
    List<String> damaged() {
        return damaged;
    }

    /// How many segments were read because their hour was not kept yet.
    int segments() {
        return segments;
    }

    private String name(long hour, List<StateStore.Stored> parts) {
        List<String> texts = parts.stream()
                .flatMap(part -> Stream.of(part.name(), part.version()))
                .toList();
        String digest = Fingerprint.of(texts);
        return FOLDER + SourceObject.folder(hour) + shard + "/" + digest;
    }

    private Optional<Segment> merge(long hour, List<StateStore.Stored> parts, String name) throws IOException {
        List<Segment> open = new ArrayList<>();
        long size = 0;
        long merged = 0;
        long leftOut = 0;
        for (StateStore.Stored part : parts) {
            Optional<Segment> segment = read(part.name(), hour);
            if (segment.isPresent()) {
                segments++;
                open.add(segment.get());
                size += segment.get().size();
                // Of which workload they are is not known, so one shard counts them for all.
                leftOut += shard.isFirst() ? segment.get().leftOut() : 0;
            }
            // At least as much has to be new, or else the same would be merged over and over.
            if (size - merged > Math.max(BATCH, merged)) {
                Segment sum = SegmentMerge.merged(open, leftOut, shard, bounds);
                open = new ArrayList<>(List.of(sum));
                size = sum.size();
                merged = size;
                leftOut = sum.leftOut();
            }
        }
        if (open.isEmpty()) {
            return Optional.empty();
        }
        Segment whole = SegmentMerge.merged(open, leftOut, shard, bounds);
        store.write(name, whole.bytes());
        return Optional.of(whole);
    }

    private Optional<Segment> read(String name, long hour) throws IOException {
        Optional<byte[]> bytes = store.read(name);
        try {
            Optional<Segment> segment = bytes.isPresent() ? Optional.of(Segment.read(bytes.get())) : Optional.empty();
            if (segment.isPresent() && segment.get().hour() != hour) {
                throw new DamagedSegmentException(
                        "hour " + hour + " was expected, not " + segment.get().hour());
            }
            return segment;
        } catch (DamagedSegmentException e) {
            damaged.add(name + ": " + e.getMessage());
            return Optional.empty();
        }
    }
}
