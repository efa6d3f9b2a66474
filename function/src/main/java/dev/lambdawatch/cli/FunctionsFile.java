package dev.lambdawatch.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.lambdawatch.join.AttachedFunction;
import dev.lambdawatch.join.FunctionPage;
import dev.lambdawatch.join.SubnetFunctions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What `aws lambda list-functions` printed: a document, or several one after the other, as of several
/// Regions and accounts.
final class FunctionsFile {
    private static final JsonFactory JSON = new JsonFactory();

    private FunctionsFile() {}

    /// @param diagnostics hears of a list that goes on elsewhere
    /// @throws IOException if it cannot be read or is no such list, with file, line and column
    static SubnetFunctions read(Path file, Diagnostics diagnostics) throws IOException {
        try (InputStream content = Files.newInputStream(file);
                JsonParser parser = JSON.createParser(content)) {
            try {
                return read(file, parser, diagnostics);
            } catch (IOException e) {
                JsonLocation place = parser.currentLocation();
                throw new IOException(
                        "%s: line %d, column %d: %s".formatted(file, place.getLineNr(), place.getColumnNr(), reason(e)),
                        e);
            }
        }
    }

    private static SubnetFunctions read(Path file, JsonParser parser, Diagnostics diagnostics) throws IOException {
        List<AttachedFunction> functions = new ArrayList<>();
        String next = "";
        int pages = 0;
        for (Optional<FunctionPage> page = FunctionPage.read(parser);
                page.isPresent();
                page = FunctionPage.read(parser)) {
            functions.addAll(page.get().functions());
            next = page.get().next();
            pages++;
        }
        if (pages == 0) {
            throw new IOException("the output of aws lambda list-functions is wanted; this is empty");
        }
        if (!next.isEmpty()) {
            diagnostics.warn(file + ": the list goes on after its last page; functions there are not known");
        }
        return SubnetFunctions.listed(functions);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case JsonEOFException _ -> "the JSON breaks off";
            case JacksonException json -> "damaged JSON: " + json.getOriginalMessage();
            default -> String.valueOf(e.getMessage());
        };
    }
}
