package dev.lambdawatch.dns;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// What the reading of one object gave.
final class Reading implements Queries {
    final List<Query> queries = new ArrayList<>();
    final List<String> skipped = new ArrayList<>();
    ResolverCounts counts = new ResolverCounts(0, 0, 0);

    static Reading of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static Reading of(byte[] bytes) {
        return of(new ByteArrayInputStream(bytes));
    }

    static Reading of(InputStream in) {
        Reading reading = new Reading();
        try {
            reading.counts = ResolverLog.read("log", in, reading);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reading;
    }

    static byte[] gzip(String text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /// A row of `{...}` for this name with the other fields that every row has.
    static String row(String name) {
        return """
                {"version":"1.100000","account_id":"111122223333","region":"eu-west-1","vpc_id":"vpc-1",\
                "query_timestamp":"2026-11-21T10:00:00Z","query_name":"%s","query_type":"A","query_class":"IN",\
                "rcode":"NOERROR","answers":[],"srcaddr":"10.0.1.20","srcport":"40000","transport":"UDP","srcids":{}}
                """.formatted(name);
    }

    List<String> names() {
        return queries.stream().map(Query::name).toList();
    }

    @Override
    public void query(Query query) {
        queries.add(query);
    }

    @Override
    public void skipped(String place, long line, String reason) {
        skipped.add(place + ":" + line + ": " + reason);
    }
}
