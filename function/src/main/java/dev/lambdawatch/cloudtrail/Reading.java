package dev.lambdawatch.cloudtrail;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.lambdawatch.stored.StoredBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;

/// One object while it is read: goes from document to document, and from damage to the next
/// document behind it. Mutable, for one use.
final class Reading {
    /// A caller chooses what many APIs put into `requestParameters`, up to 100 kB of it. Neither
    /// depth nor a long key that fits in there may stop the tokeniser, for in a trail file it could
    /// not find the next record: he would hide all that stands behind his.
    static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(200_000)
                    .maxNameLength(1_000_000)
                    .maxNumberLength(1_000_000)
                    .maxStringLength(2_000_000)
                    .build())
            .disable(StreamReadFeature.AUTO_CLOSE_SOURCE)
            // Keys that a caller chooses shall neither fill the platform's table of strings nor, by
            // colliding, stop the reading.
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .disable(JsonFactory.Feature.FAIL_ON_SYMBOL_HASH_OVERFLOW)
            .build();

    private final Paths paths;
    private final Set<String> knownAccounts;
    private final Report report;

    Reading(Paths paths, Set<String> knownAccounts, Report report) {
        this.paths = paths;
        this.knownAccounts = knownAccounts;
        this.report = report;
    }

    void read(InputStream in) throws IOException {
        try (Documents documents = Documents.of(in)) {
            readAll(documents);
        } catch (StoredBytes.Failed e) {
            throw e;
        } catch (IOException e) {
            report.skipped(reason(e));
        }
    }

    /// @throws IOException if the stream fails or its compression is damaged before the first
    ///     document
    private void readAll(Documents documents) throws IOException {
        boolean more = true;
        while (more) {
            try (JsonParser parser = JSON.createParser(documents)) {
                new DocumentReader(parser, documents, paths, knownAccounts, report).read();
                more = false;
            } catch (StoredBytes.Failed e) {
                throw e;
            } catch (IOException e) {
                report.skipped(reason(e) + (documents.isInList() ? "; the rest of the list is not read" : ""));
                more = !documents.isLost() && documents.skipToNext();
            }
        }
    }

    static String reason(IOException e) {
        return switch (e) {
            case JsonEOFException _ -> "the JSON breaks off";
            case JacksonException json -> "damaged JSON: " + Fields.shortened(json.getOriginalMessage());
            default -> "damaged content: " + Fields.shortened(String.valueOf(e.getMessage()));
        };
    }
}
