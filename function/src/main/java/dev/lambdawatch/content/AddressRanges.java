package dev.lambdawatch.content;

import dev.lambdawatch.platform.Platforms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The table of platforms' addresses that people put into a store, as it is in force.
///
/// | key | what |
/// |---|---|
/// | `ranges.txt` | what `lambdawatch ranges` writes; without it the table of this build counts |
/// | `loaded-ranges.txt` | written by us: the one in force when somebody last looked |
///
/// Only scoring asks for it, once an hour: it is a file apart from the [Library], which every function
/// looks at every minute. One that is no table leaves that in force which was before.
public final class AddressRanges {
    private static final String RANGES = "ranges.txt";
    private static final String LOADED = "loaded-ranges.txt";

    /// As long as what is approved should stay unreviewed at most. Operators publish other ranges every
    /// few days, so a table of that age no longer knows where some of a platform's customers are.
    static final Duration OLD = Duration.ofDays(90);

    /// The largest table, in bytes: thirty times that of a build.
    public static final int LARGEST_FILE = 8 << 20;

    private final ContentStore store;

    private AddressRanges(ContentStore store) {
        this.store = store;
    }

    /// Those of a store.
    public static AddressRanges in(ContentStore store) {
        return new AddressRanges(store);
    }

    /// What stands in the store at one time.
    ///
    /// @param platforms in force
    /// @param text      of the table in force; empty where it is that of this build
    /// @param changes   since somebody last looked: one or none
    /// @param faults    what is wrong with what stands there
    public record Look(Platforms platforms, String text, List<Change> changes, List<Fault> faults) {
        public Look {
            changes = List.copyOf(changes);
            faults = List.copyOf(faults);
        }

        /// The day of the table and how long ago that is: `2026-08-22, 12 d ago`.
        public String age(Instant now) {
            return platforms
                    .day()
                    .map(day -> day + ", " + Math.max(0, days(day, now)) + " d ago")
                    .orElse("no known day");
        }
    }

    /// A table and what it was made of.
    ///
    /// @param file says nothing where the table is that of this build
    private record Table(ContentFile file, Platforms platforms) {}

    /// Looks at the store.
    ///
    /// @param now decides how old the table is
    /// @throws IOException if not even the table before can be had
    public Look look(Instant now) throws IOException {
        List<Fault> faults = new ArrayList<>();
        Table before = before(faults, now);
        Table table = current(before, faults, now);
        old(table.platforms, now).ifPresent(faults::add);
        return new Look(
                table.platforms,
                table.file.text(),
                change(before, table).map(List::of).orElse(List.of()),
                faults);
    }

    /// Remembers for everyone that the change of a look was told.
    ///
    /// @throws IOException if the store refuses; then somebody will tell it again
    public void remember(Look told) throws IOException {
        store.write(LOADED, told.text().getBytes(StandardCharsets.UTF_8));
    }

    private Table before(List<Fault> faults, Instant now) throws IOException {
        Optional<byte[]> bytes = store.read(LOADED, LARGEST_FILE).filter(table -> table.length > 0);
        if (bytes.isPresent()) {
            try {
                return table(bytes.get(), now);
            } catch (IllegalArgumentException e) {
                faults.add(Fault.of(LOADED + " is damaged, so the table counts as new: " + e.getMessage()));
            }
        }
        return bundled(now);
    }

    private Table current(Table before, List<Fault> faults, Instant now) {
        try {
            Optional<ContentStore.Entry> entry = store.list(RANGES, 1).stream()
                    .filter(each -> each.key().equals(RANGES))
                    .findFirst();
            if (entry.isEmpty()) {
                return bundled(now);
            }
            // Removed since it was listed: the next look sees that.
            Optional<byte[]> bytes = store.read(RANGES, LARGEST_FILE);
            return bytes.isEmpty() ? before : table(bytes.get(), entry.get().written());
        } catch (IOException | IllegalArgumentException e) {
            faults.add(Fault.of("%s is no table of addresses and is not in force; that of %s is: %s"
                    .formatted(RANGES, before.platforms.asOf(), e.getMessage())));
            return before;
        }
    }

    private static Table table(byte[] bytes, Instant written) {
        if (bytes.length > LARGEST_FILE) {
            throw new IllegalArgumentException("it has more than " + LARGEST_FILE + " bytes");
        }
        String text = new String(bytes, StandardCharsets.UTF_8);
        return new Table(new ContentFile(RANGES, "", written, text), Platforms.of(text));
    }

    private static Table bundled(Instant now) {
        return new Table(new ContentFile(RANGES, "", now, ""), Platforms.bundled());
    }

    private static Optional<Change> change(Table before, Table now) {
        if (before.file.saysTheSameAs(now.file)) {
            return Optional.empty();
        }
        return Optional.of(Change.of(
                RANGES,
                Optional.of(before.file).filter(file -> !file.text().isEmpty()),
                Optional.of(now.file).filter(file -> !file.text().isEmpty()),
                RangesNews.between(before.platforms, now.platforms),
                now.file.written()));
    }

    private static Optional<Fault> old(Platforms platforms, Instant now) {
        Optional<LocalDate> day = platforms.day();
        if (day.isPresent() && days(day.get(), now) <= OLD.toDays()) {
            return Optional.empty();
        }
        return Optional.of(Fault.of("the table of platforms' addresses is of "
                + day.map(LocalDate::toString).orElse("no known day") + ", more than " + OLD.toDays()
                + " days ago: addresses that platforms have got since are nobody's;"
                + " make a newer one by 'lambdawatch ranges --fetch'"));
    }

    private static long days(LocalDate day, Instant now) {
        return now.atOffset(ZoneOffset.UTC).toLocalDate().toEpochDay() - day.toEpochDay();
    }
}
