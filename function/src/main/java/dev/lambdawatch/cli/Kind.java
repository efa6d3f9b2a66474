package dev.lambdawatch.cli;

import dev.lambdawatch.audit.GuardDuty;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;

/// What an object holds, told by its content and never by its name.
enum Kind {
    CLOUDTRAIL,
    FLOW_LOG,
    GUARD_DUTY,
    RESOLVER_LOG,
    UNKNOWN;

    private static final int PEEK = 4096;

    /// A header of field names, or a line of a flow log: a version, or the time that CloudWatch
    /// puts in front of it.
    private static final Pattern FLOW_LOG_START = Pattern.compile(
            "\\s*(?:[a-z]+(?:-[a-z0-9]+)* +[a-z]|\\d{1,2} |\\d{4}-\\d\\d-\\d\\dT\\S+ +\\d).*", Pattern.DOTALL);

    /// The first row of a Resolver log, in the order in which AWS writes its fields, perhaps with
    /// the time that CloudWatch puts in front. An EventBridge event has version 0.
    private static final Pattern RESOLVER_LOG_START = Pattern.compile(
            "(?:\\d{4}-\\d\\d-\\d\\dT\\S+ +)?\\{\\s*\"version\"\\s*:\\s*\"1\\.\\d+\".*", Pattern.DOTALL);

    /// An object's kind and its bytes from the start.
    record Opened(Kind kind, InputStream content) {}

    /// Looks at the first bytes, inside gzip if it is gzip. The returned stream delivers all bytes
    /// as stored.
    static Opened of(InputStream stored) throws IOException {
        byte[] start = stored.readNBytes(PEEK);
        return new Opened(of(start), new SequenceInputStream(new ByteArrayInputStream(start), stored));
    }

    private static Kind of(byte[] start) {
        byte[] plain = isGzip(start) ? unzipped(start) : start;
        if (new String(plain, 0, Math.min(4, plain.length), StandardCharsets.US_ASCII).equals("PAR1")) {
            return FLOW_LOG;
        }
        String text = new String(plain, StandardCharsets.UTF_8)
                .replaceFirst("^\uFEFF", "")
                .stripLeading();
        if (RESOLVER_LOG_START.matcher(text).matches() || isResolverRow(text)) {
            return RESOLVER_LOG;
        }
        if (GuardDuty.isAtStartOf(plain)) {
            return GUARD_DUTY;
        }
        if (text.startsWith("{") || text.startsWith("[")) {
            return CLOUDTRAIL;
        }
        return FLOW_LOG_START.matcher(text).matches() ? FLOW_LOG : UNKNOWN;
    }

    /// A row whose fields somebody put into another order. Inside a text the quotes would be
    /// escaped, and an API call whose request has such fields says that it is a call.
    private static boolean isResolverRow(String text) {
        return text.startsWith("{")
                && text.contains("\"query_timestamp\":")
                && text.contains("\"query_name\":")
                && !text.contains("\"eventVersion\":");
    }

    private static boolean isGzip(byte[] start) {
        return start.length > 2 && start[0] == 0x1f && (start[1] & 0xff) == 0x8b;
    }

    /// What the first compressed bytes give; the end of a peek is the middle of a stream, so an
    /// early end is no fault here.
    private static byte[] unzipped(byte[] start) {
        byte[] plain = new byte[PEEK];
        int length = 0;
        try (InputStream gzip = new GZIPInputStream(new ByteArrayInputStream(start))) {
            int read;
            while (length < PEEK && (read = gzip.read(plain, length, PEEK - length)) > 0) {
                length += read;
            }
        } catch (IOException _) {
            // The readers name what is wrong with a damaged object; here only its kind is asked.
        }
        return java.util.Arrays.copyOf(plain, length);
    }
}
