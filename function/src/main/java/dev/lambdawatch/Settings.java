package dev.lambdawatch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/// What a person tunes: `settings.json` in the state bucket, or the file that `replay --settings`
/// names. Every setting has a default; an unknown one is refused by name, so that a slip of the pen
/// does not pass as the default.
///
/// @param publishFrom   findings below it are kept but told to nobody: `"publishFrom": "medium"`
/// @param quiet         how long repeats of a told finding are only counted: `"quiet": "PT6H"`
/// @param knownAccounts further accounts of ours: `"knownAccounts": ["111122223333"]`
public record Settings(Severity publishFrom, Duration quiet, Set<String> knownAccounts) {
    public static final Settings DEFAULTS = new Settings(Severity.MEDIUM, Duration.ofHours(6), Set.of());

    private static final JsonFactory JSON = new JsonFactory();

    public Settings {
        if (quiet.isNegative()) {
            throw new IllegalArgumentException("'quiet' is a duration of zero or more, not " + quiet);
        }
        for (String account : knownAccounts) {
            if (!account.matches("\\d{12}")) {
                throw new IllegalArgumentException("an account is twelve digits, not '" + account + "'");
            }
        }
        knownAccounts = Set.copyOf(knownAccounts);
    }

    /// The settings of a JSON object, the defaults for what it leaves out.
    ///
    /// @throws IOException if it is not a JSON object of known settings, naming the one that is
    ///     wrong
    public static Settings parse(byte[] json) throws IOException {
        Settings settings = DEFAULTS;
        try (JsonParser parser = JSON.createParser(json)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("settings are one JSON object");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                settings = settings.with(parser.currentName(), parser);
            }
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(e.getMessage(), e);
        }
        return settings;
    }

    private Settings with(String name, JsonParser parser) throws IOException {
        parser.nextToken();
        return switch (name) {
            case "publishFrom" -> new Settings(Severity.parse(parser.getText()), quiet, knownAccounts);
            case "quiet" -> new Settings(publishFrom, Duration.parse(parser.getText()), knownAccounts);
            case "knownAccounts" -> new Settings(publishFrom, quiet, texts(name, parser));
            default ->
                throw new IllegalArgumentException(
                        "there is no setting '" + name + "'; there are publishFrom, quiet and knownAccounts");
        };
    }

    private static Set<String> texts(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            throw new IllegalArgumentException("'" + name + "' is a list of texts");
        }
        Set<String> texts = new HashSet<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            texts.add(parser.getText());
        }
        return texts;
    }
}
