package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.finding.FindingSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// Lets an audit examine records; a skipped record fails the test.
final class Calling {
    private Calling() {}

    /// Reads a file and returns how many calls it held.
    static int read(Audit audit, Path file, FindingSink sink) {
        try (InputStream in = Files.newInputStream(file)) {
            return read(audit, file.toString(), in, sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static int read(Audit audit, String json, FindingSink sink) {
        try {
            return read(audit, "text", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), sink);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// The names of the rules that find something in one record, each as often as it does.
    static List<String> rules(Audit audit, String record) {
        List<String> rules = new ArrayList<>();
        int calls = read(audit, record, finding -> rules.add(finding.detection().name()));
        if (calls != 1) {
            throw new AssertionError("one call was expected, not " + calls);
        }
        return rules;
    }

    /// Lets it examine the records of a text, with all that becomes of the findings.
    static void examine(Audit audit, String json, Verdicts verdicts) {
        try {
            examine(audit, "text", new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), verdicts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int read(Audit audit, String place, InputStream in, FindingSink sink) throws IOException {
        return examine(audit, place, in, sink::accept);
    }

    private static int examine(Audit audit, String place, InputStream in, Verdicts verdicts) throws IOException {
        Examiner examiner = audit.examiner();
        int calls = examine(audit, examiner, place, in, verdicts);
        examiner.remember();
        return calls;
    }

    /// Lets somebody examine the records of a text, who does not remember them yet.
    static void examine(Audit audit, Examiner examiner, String json, Verdicts verdicts) {
        try {
            InputStream in = new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
            examine(audit, examiner, "text", in, verdicts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int examine(Audit audit, Examiner examiner, String place, InputStream in, Verdicts verdicts)
            throws IOException {
        AtomicInteger calls = new AtomicInteger();
        audit.reader().read(place, in, new Calls() {
            @Override
            public void call(ApiCall call) {
                calls.incrementAndGet();
                examiner.examine(call, call.time(), verdicts);
            }

            @Override
            public void skipped(String where, long index, String reason) {
                throw new AssertionError(where + " record " + index + ": " + reason);
            }
        });
        return calls.get();
    }
}
