package dev.lambdawatch.content;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lambdawatch.audit.Stage;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What a person tunes: `settings.json` in the state bucket, or the file that `replay --settings`
/// names. Every setting has a default; an unknown one is refused by name, so that a slip of the pen
/// does not pass as the default.
///
/// @param publishFrom   findings below it are kept but told to nobody: `"publishFrom": "medium"`
/// @param quiet         how long repeats of a told finding are only counted: `"quiet": "PT6H"`
/// @param knownAccounts further accounts of ours: `"knownAccounts": ["111122223333"]`
/// @param ownResources  what the monitor lives on beside its own stack, by name, id or ARN: the
///     trail, the flow logs. Whoever stops one of them is critical: `"ownResources": ["org-trail"]`
/// @param stages        how far a rule has come, by its name, where its file says something else:
///     `"stages": {"lambda_code_changed_strict": "on"}`
/// @param bareNames     whether the `eventName` of a call to Lambda is, for rules of the user's, also
///     its name without version suffix; the shipped rules always see both: `"bareNames": false`
public record Settings(
        Severity publishFrom,
        Duration quiet,
        Set<String> knownAccounts,
        Set<String> ownResources,
        Map<String, Stage> stages,
        boolean bareNames) {
    public static final Settings DEFAULTS =
            new Settings(Severity.MEDIUM, Duration.ofHours(6), Set.of(), Set.of(), Map.of(), true);

    /// The largest file of settings, in bytes: a thousand accounts and a stage for each rule are 30 kB.
    public static final int LARGEST_FILE = 64 << 10;

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
        ownResources = Set.copyOf(ownResources);
        stages = Map.copyOf(stages);
    }

    /// The settings of a JSON object, the defaults for what it leaves out.
    ///
    /// @throws IOException if it is not a JSON object of known settings, naming the one that is
    ///     wrong
    public static Settings parse(byte[] json) throws IOException {
        if (json.length > LARGEST_FILE) {
            throw new IOException("settings have at most " + LARGEST_FILE + " bytes, these have more");
        }
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
            case "publishFrom" ->
                new Settings(Severity.parse(parser.getText()), quiet, knownAccounts, ownResources, stages, bareNames);
            case "quiet" ->
                new Settings(
                        publishFrom, Duration.parse(parser.getText()), knownAccounts, ownResources, stages, bareNames);
            case "knownAccounts" ->
                new Settings(publishFrom, quiet, texts(name, parser), ownResources, stages, bareNames);
            case "ownResources" ->
                new Settings(publishFrom, quiet, knownAccounts, texts(name, parser), stages, bareNames);
            case "stages" ->
                new Settings(publishFrom, quiet, knownAccounts, ownResources, stages(name, parser), bareNames);
            case "bareNames" ->
                new Settings(publishFrom, quiet, knownAccounts, ownResources, stages, truth(name, parser));
            default ->
                throw new IllegalArgumentException("there is no setting '"
                        + name
                        + "'; there are publishFrom, quiet, knownAccounts, ownResources, stages and bareNames");
        };
    }

    private static Map<String, Stage> stages(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("'" + name + "' is an object of rules and their stages");
        }
        Map<String, Stage> stages = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String rule = parser.currentName();
            parser.nextToken();
            stages.put(rule, Stage.parse(parser.getText()));
        }
        return stages;
    }

    private static boolean truth(String name, JsonParser parser) {
        return switch (parser.currentToken()) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case null, default -> throw new IllegalArgumentException("'" + name + "' is true or false");
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
