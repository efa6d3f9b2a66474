package dev.lambdawatch.cli;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.cloudtrail.CloudTrail;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The API calls of many objects in order of time, whatever the order of the objects and of the
/// records in them. Mutable, for one thread.
///
/// Its memory is bounded: while objects are read it keeps the earliest calls that there is room for.
/// If that is not all of them, it reads the objects with later ones again for the next, and so on.
/// So a history that fits is read once, trail files (each a few minutes of one account and Region)
/// twice and a few of them more often, and one object with a year of calls as often as its calls fill
/// the room. Calls of one second are ordered by their ids, which stay the same however a history is
/// cut into objects.
final class CallsInOrder {
    /// What a call takes beside the text that rules asked for, in bytes: 800,000 of them grew the
    /// process by 0.65 GB; rounded up.
    private static final int BYTES_OF_A_CALL = 1_000;

    private static final Comparator<Held> ORDER = Comparator.comparing((Held held) -> held.call.time())
            .thenComparing(held -> held.call.eventId())
            .thenComparingInt(Held::object)
            .thenComparingLong(Held::index);

    private final long room;
    private final Span span;
    private final List<Known> objects = new ArrayList<>();

    /// The earliest calls from [#from] on, the latest of them first.
    private final PriorityQueue<Held> kept = new PriorityQueue<>(ORDER.reversed());

    private long bytes;

    /// The first call that is not handed on yet; empty at the beginning.
    private Optional<Held> from = Optional.empty();

    /// The first call for which there was no room.
    private Optional<Held> until = Optional.empty();

    /// @param index among the calls of its object
    private record Held(ApiCall call, int object, long index) {
        long bytes() {
            return BYTES_OF_A_CALL + call.captured().characters();
        }
    }

    /// An object that was read, and when its first and its last call in the span were made.
    private record Known(Source source, int number, Instant first, Instant last) {}

    /// @param room bytes that calls may take, roughly
    /// @param span calls at other times are left out
    CallsInOrder(long room, Span span) {
        this.room = room;
        this.span = span;
    }

    /// With room in a quarter of the memory that this program may have.
    static CallsInOrder within(Span span) {
        return new CallsInOrder(Runtime.getRuntime().maxMemory() / 4, span);
    }

    /// Reads an object for the first time.
    ///
    /// @param heard gets every call and all that is skipped, as they stand in it
    /// @throws IOException if the stream fails; what was read before stays
    void read(Source source, InputStream content, CloudTrail reader, Calls heard) throws IOException {
        Pass pass = new Pass(objects.size(), heard);
        try {
            reader.read(source.place(), content, pass);
        } finally {
            objects.add(new Known(source, pass.object, pass.first, pass.last));
        }
    }

    /// Hands on every call of the span, in order of time. To be asked once, when all objects are read.
    ///
    /// @param reader is asked for only if objects have to be read again
    void each(Supplier<CloudTrail> reader, Diagnostics diagnostics, Consumer<ApiCall> next) {
        objects.sort(Comparator.comparing(Known::first));
        handOn(next);
        while (until.isPresent()) {
            from = until;
            until = Optional.empty();
            for (Known object : objects) {
                if (mayHoldNext(object)) {
                    readAgain(object, reader.get(), diagnostics);
                }
            }
            handOn(next);
        }
    }

    private void handOn(Consumer<ApiCall> next) {
        List<Held> inOrder = new ArrayList<>(kept);
        kept.clear();
        bytes = 0;
        inOrder.sort(ORDER);
        inOrder.forEach(held -> next.accept(held.call));
    }

    private boolean mayHoldNext(Known object) {
        return from.stream().noneMatch(first -> object.last.isBefore(first.call.time()))
                && until.stream().noneMatch(end -> object.first.isAfter(end.call.time()));
    }

    /// What is damaged in it was told when it was read first.
    private void readAgain(Known object, CloudTrail reader, Diagnostics diagnostics) {
        try (InputStream content = object.source.open()) {
            reader.read(object.source.place(), content, new Pass(object.number, new Calls() {
                @Override
                public void call(ApiCall call) {}

                @Override
                public void skipped(String place, long index, String reason) {}
            }));
        } catch (IOException e) {
            diagnostics.warn(object.source.place() + ": not read again as far as before: " + Failure.reason(e));
        }
    }

    private void offer(Held held) {
        if (from.stream().anyMatch(first -> ORDER.compare(held, first) < 0)
                || until.stream().anyMatch(end -> ORDER.compare(held, end) >= 0)) {
            return;
        }
        kept.add(held);
        bytes += held.bytes();
        while (bytes > room && kept.size() > 1) {
            Held latest = kept.remove();
            bytes -= latest.bytes();
            until = Optional.of(latest);
        }
    }

    /// One reading of an object.
    private final class Pass implements Calls {
        private final int object;
        private final Calls heard;
        private Instant first = Instant.MAX;
        private Instant last = Instant.MIN;
        private long calls;

        Pass(int object, Calls heard) {
            this.object = object;
            this.heard = heard;
        }

        @Override
        public void call(ApiCall call) {
            heard.call(call);
            if (span.holds(call.time())) {
                first = call.time().isBefore(first) ? call.time() : first;
                last = call.time().isAfter(last) ? call.time() : last;
                offer(new Held(call, object, calls));
            }
            calls++;
        }

        @Override
        public void skipped(String place, long index, String reason) {
            heard.skipped(place, index, reason);
        }
    }
}
