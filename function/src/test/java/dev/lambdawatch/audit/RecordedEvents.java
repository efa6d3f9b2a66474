package dev.lambdawatch.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/// Records of others, one a line in `*.jsonl.gz`, in the envelopes in which EventBridge would bring them.
final class RecordedEvents {
    private static final Pattern RECIPIENT = Pattern.compile("\"recipientAccountId\":\\s*\"(\\d{12})\"");

    private RecordedEvents() {}

    /// The first events of a folder, file by file in the order of names.
    ///
    /// @throws IllegalArgumentException if there are fewer
    static List<String> of(Path folder, int count) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<String> events = files.filter(file -> file.toString().endsWith(".jsonl.gz"))
                    .sorted()
                    .flatMap(RecordedEvents::lines)
                    .limit(count)
                    .map(RecordedEvents::event)
                    .toList();
            if (events.size() < count) {
                throw new IllegalArgumentException(
                        folder + " holds " + events.size() + " records, not " + count + " in *.jsonl.gz");
            }
            return events;
        }
    }

    private static Stream<String> lines(Path file) {
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String event(String record) {
        Matcher recipient = RECIPIENT.matcher(record);
        return MadeUpEvents.around(record, recipient.find() ? recipient.group(1) : "111122223333");
    }
}
