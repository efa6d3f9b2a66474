package dev.lambdawatch.content;

import dev.lambdawatch.sigma.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The rules, filters and settings that people put into a store, as they are in force.
///
/// | key | what |
/// |---|---|
/// | `rules/` | `.yml` files of Sigma rules and correlations |
/// | `filters/` | `.yml` files of Sigma filters |
/// | `settings.json` | [Settings] |
/// | `accounts.json` | [Organization] |
/// | `loaded.json` | written by us: what was in force when somebody last looked |
///
/// A file in which anything is refused stays as it was when it was last sound, for every function
/// and over every start; a new one is in force as far as it is sound. Either way the others are not
/// concerned. A look costs two listings and two reads; other objects are read when their tag is new.
public final class Library {
    static final String RULES = "rules/";
    static final String FILTERS = "filters/";
    static final String SETTINGS = "settings.json";
    static final String ACCOUNTS = "accounts.json";
    private static final String LOADED = "loaded.json";

    /// Of each folder. A file may hold many documents.
    static final int MAX_FILES = 200;

    /// The largest file of rules or filters, in bytes. The largest public rule has some 30 kB.
    public static final int LARGEST_FILE = 64 << 10;

    /// More than all files of both folders.
    private static final int LARGEST_MEMORY = 64 << 20;

    private final ContentStore store;
    private Optional<Look> last = Optional.empty();
    private Map<String, Reading> newest = Map.of();
    private Remembered inForce = Remembered.NOTHING;
    private Edition edition = Edition.EMPTY;

    /// What is met without reading any file of rules or filters.
    ///
    /// @param whole the files that are read at each look, as far as they are there
    private record Look(List<ContentStore.Entry> entries, List<ContentFile> whole, List<Fault> faults) {}

    /// What is in force of one key, and what is wrong with what stands there now.
    private record Settled(Reading reading, List<Fault> faults) {}

    private Library(ContentStore store) {
        this.store = store;
    }

    /// The library in a store, not yet looked at.
    public static Library in(ContentStore store) {
        return new Library(store);
    }

    /// Looks at the store. As long as nothing has changed there the edition is the same object.
    ///
    /// @param now stands for when the settings were written
    /// @throws IOException if the store cannot be listed; the edition before stays in force
    public synchronized Edition refresh(Instant now) throws IOException {
        Look look = look(now);
        if (last.isEmpty() || !isSame(look, last.get())) {
            List<Fault> faults = new ArrayList<>(look.faults);
            Remembered before = remembered(faults);
            Map<String, Reading> readings = readings(look, before);
            newest = readings;
            // What could not be read is tried again at the next look.
            last = Optional.of(look)
                    .filter(_ -> readings.values().stream()
                            .noneMatch(one -> one.file().tag().isEmpty()));
            settle(readings, before, faults, now);
        }
        return edition;
    }

    /// Remembers for everyone that the changes of an edition were told.
    ///
    /// @throws IOException if the store refuses; then somebody will tell them again
    public synchronized void remember(Edition told) throws IOException {
        if (told.equals(edition)) {
            store.write(LOADED, inForce.bytes());
        }
    }

    private Look look(Instant now) throws IOException {
        List<ContentStore.Entry> entries = new ArrayList<>();
        List<Fault> faults = new ArrayList<>();
        for (String folder : List.of(RULES, FILTERS)) {
            List<ContentStore.Entry> listed = store.list(folder, MAX_FILES + 1);
            if (listed.size() > MAX_FILES) {
                String text = folder + " has more than " + MAX_FILES + " objects: only the first of them count";
                faults.add(new Fault(listed.getLast().key() + " " + text, text));
            }
            listed.stream().limit(MAX_FILES).filter(Library::isSigma).forEach(entries::add);
        }
        List<ContentFile> whole = new ArrayList<>();
        whole(SETTINGS, Settings.LARGEST_FILE, now).ifPresent(whole::add);
        whole(ACCOUNTS, Organization.LARGEST_FILE, now).ifPresent(whole::add);
        return new Look(entries, whole, faults);
    }

    private static boolean isSigma(ContentStore.Entry entry) {
        return entry.key().endsWith(".yml") || entry.key().endsWith(".yaml");
    }

    /// Settings and accounts are read at each look: that costs less than to ask whether they have
    /// changed. One that is too large is refused like any that is not of its form, by what is read of it.
    private Optional<ContentFile> whole(String key, int most, Instant now) throws IOException {
        return store.read(key, most).map(bytes -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            return new ContentFile(key, Integer.toHexString(text.hashCode()), now, text);
        });
    }

    private static boolean isSame(Look look, Look before) {
        return look.entries.equals(before.entries) && texts(look.whole).equals(texts(before.whole));
    }

    private static Map<String, String> texts(List<ContentFile> files) {
        return files.stream().collect(Collectors.toMap(ContentFile::key, ContentFile::text));
    }

    private Remembered remembered(List<Fault> faults) throws IOException {
        Optional<byte[]> bytes = store.read(LOADED, LARGEST_MEMORY);
        try {
            return bytes.isEmpty() ? Remembered.NOTHING : Remembered.parse(bytes.get());
        } catch (IOException e) {
            String text = LOADED + " is damaged, so all files count as new: " + e.getMessage();
            faults.add(Fault.of(text));
            return Remembered.NOTHING;
        }
    }

    private Map<String, Reading> readings(Look look, Remembered before) {
        Map<String, Reading> readings = new TreeMap<>();
        for (ContentStore.Entry entry : look.entries) {
            reading(entry, before).ifPresent(reading -> readings.put(entry.key(), reading));
        }
        look.whole.forEach(file -> readings.put(file.key(), Reading.of(file)));
        return readings;
    }

    /// Nothing if it was removed since it was listed.
    private Optional<Reading> reading(ContentStore.Entry entry, Remembered before) {
        Reading known = newest.get(entry.key());
        if (known != null && known.file().tag().equals(entry.tag())) {
            return Optional.of(known);
        }
        ContentFile remembered = before.files().get(entry.key());
        if (remembered != null && remembered.tag().equals(entry.tag())) {
            return Optional.of(Reading.of(remembered));
        }
        ContentFile file = new ContentFile(entry.key(), entry.tag(), entry.written(), "");
        if (entry.bytes() > LARGEST_FILE) {
            return Optional.of(
                    Reading.refused(file, "a file has at most " + LARGEST_FILE + " bytes, this has " + entry.bytes()));
        }
        try {
            return store.read(entry.key(), LARGEST_FILE).map(bytes -> reading(file, bytes));
        } catch (IOException e) {
            ContentFile unread = new ContentFile(entry.key(), "", entry.written(), "");
            return Optional.of(Reading.refused(unread, String.valueOf(e.getMessage())));
        }
    }

    private static Reading reading(ContentFile file, byte[] bytes) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return Reading.of(new ContentFile(file.key(), file.tag(), file.written(), text));
        } catch (CharacterCodingException _) {
            return Reading.refused(file, "a Sigma file is UTF-8 text, this is not");
        }
    }

    private void settle(Map<String, Reading> readings, Remembered before, List<Fault> faults, Instant now) {
        List<Reading> settled = new ArrayList<>();
        for (Reading reading : readings.values()) {
            Settled one = settled(
                    reading,
                    Optional.ofNullable(before.files().get(reading.file().key())));
            settled.add(one.reading);
            faults.addAll(one.faults);
        }
        inForce = Remembered.of(settled.stream().map(Reading::file).toList());
        edition = Edition.of(settled, faults, Changes.between(before, settled, now));
    }

    private static Settled settled(Reading now, Optional<ContentFile> before) {
        List<Fault> faults = new ArrayList<>();
        now.notices()
                .forEach(notice -> faults.add(Fault.of(
                        now.file(), "%s: look at '%s': %s".formatted(notice.place(), notice.title(), notice.text()))));
        boolean staysAsBefore = !now.isSound()
                && before.filter(file -> !file.saysTheSameAs(now.file())).isPresent();
        for (Refusal refusal : now.refusals()) {
            faults.add(Fault.of(
                    now.file(),
                    "%s: '%s' is refused: %s; %s"
                            .formatted(
                                    refusal.place(),
                                    refusal.title(),
                                    refusal.reason(),
                                    staysAsBefore
                                            ? "the file stays as it was, written at "
                                                    + before.orElseThrow().written()
                                            : "the rest of the file is in force")));
        }
        return new Settled(staysAsBefore ? Reading.of(before.orElseThrow()) : now, faults);
    }
}
