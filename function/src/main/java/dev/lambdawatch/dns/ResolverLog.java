package dev.lambdawatch.dns;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.lambdawatch.stored.StoredBytes;
import java.io.IOException;
import java.io.InputStream;

/// Reads Route 53 Resolver query logs, one object at a time: rows of JSON, one or several a line,
/// also with the time in front that CloudWatch Logs puts there; plain or gzip of any number of
/// members, with or without a byte order mark. Content decides, never the name.
///
/// Who asked chose the name, and who owns the name chose the answer: a row that is not as it should
/// be is skipped with its reason and the rest is read. Memory is bounded by the longest line, 1
/// MiB, and an object that grows more than two hundred times when inflated is left at that point.
public final class ResolverLog {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(100)
                    .maxNameLength(1_000)
                    .maxStringLength(Lines.LONGEST)
                    .build())
            // Who writes an object shall neither fill the platform's table of strings nor, by keys
            // that collide, stop the reading.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private final Queries queries;
    private final Skips skips;
    private long rows;

    private ResolverLog(String place, Queries queries) {
        this.queries = queries;
        this.skips = new Skips(place, queries);
    }

    /// Reads one object to its end and gives its rows on in their order.
    ///
    /// @param place what to call the object in messages: a file, `s3://bucket/key`
    /// @param in    left open
    /// @throws IOException only if the stream itself fails; damage to the object is told to
    ///     [Queries#skipped]
    public static ResolverCounts read(String place, InputStream in, Queries queries) throws IOException {
        try {
            return new ResolverLog(place, queries).read(in);
        } catch (StoredBytes.Failed e) {
            throw e.failure();
        }
    }

    private ResolverCounts read(InputStream in) throws IOException {
        long line = 1;
        long bytes = 0;
        try {
            Lines lines = Lines.of(in);
            for (Lines.Found found = lines.next(); found != Lines.Found.END; found = lines.next()) {
                line = lines.number();
                bytes = lines.bytes();
                if (found == Lines.Found.TOO_LONG) {
                    skips.add(line, new Flaw("a line is too long", "over " + Lines.LONGEST + " bytes"));
                } else {
                    line(lines);
                }
            }
        } catch (StoredBytes.Failed e) {
            throw e;
        } catch (IOException e) {
            skips.add(line, new Flaw("the object is damaged", String.valueOf(e.getMessage())));
        }
        skips.finish(line);
        return new ResolverCounts(rows, skips.total(), bytes);
    }

    private void line(Lines lines) throws IOException {
        if (lines.end() - lines.start() <= 1) {
            return;
        }
        int start = withoutTime(lines);
        try (JsonParser parser = JSON.createParser(lines.buffer(), start, lines.end() - start)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                row(parser, token, lines.number());
            }
        } catch (JacksonException e) {
            skips.add(lines.number(), new Flaw("damaged JSON", e.getOriginalMessage()));
        }
    }

    private void row(JsonParser parser, JsonToken token, long line) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            skips.add(line, Flaw.of("a row is a JSON object"));
            parser.skipChildren();
            return;
        }
        Row row = Row.read(parser);
        try {
            Query query = row.query();
            rows++;
            queries.query(query);
        } catch (FlawedException e) {
            skips.add(line, e.flaw());
        }
    }

    /// Where the line's JSON begins: behind `2026-11-21T10:00:00.000Z `, if that stands there.
    private static int withoutTime(Lines lines) {
        byte[] text = lines.buffer();
        int longest = Math.min(lines.end(), lines.start() + "2026-11-21T10:00:00.000000000Z ".length());
        if (lines.start() < lines.end() && text[lines.start()] >= '0' && text[lines.start()] <= '9') {
            for (int i = lines.start() + 1; i < longest; i++) {
                if (text[i] == '{' && text[i - 1] == ' ') {
                    return i;
                }
            }
        }
        return lines.start();
    }
}
