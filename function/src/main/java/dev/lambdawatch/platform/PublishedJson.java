package dev.lambdawatch.platform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The prefixes of AWS's `ip-ranges.json`, of Fastly's list or of Google's `goog.json`.
///
/// @param date     the day of AWS's `createDate`, `2026-08-22`; empty for the others: the date of the
///     table is that of the largest list
/// @param prefixes in the order of the file
record PublishedJson(Optional<String> date, List<Listed> prefixes) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    /// A prefix as published, the key of its service and its Region, or empty.
    record Listed(String prefix, String key, String region) {}

    /// Reads any of them; fields that are not needed are passed over.
    ///
    /// @throws IOException if the text is no JSON, with the place
    static PublishedJson parse(byte[] content) throws IOException {
        Optional<String> date = Optional.empty();
        List<Listed> prefixes = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(content)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "createDate" -> date = day(parser.getValueAsString(""));
                    case "prefixes", "ipv6_prefixes" -> readEntries(parser, prefixes);
                    case "addresses", "ipv6_addresses" -> readStrings(parser, prefixes);
                    default -> parser.skipChildren();
                }
            }
        }
        return new PublishedJson(date, List.copyOf(prefixes));
    }

    private static Optional<String> day(String createDate) {
        Matcher day = DAY.matcher(createDate);
        return day.lookingAt() ? Optional.of(day.group()) : Optional.empty();
    }

    private static void readStrings(JsonParser parser, List<Listed> prefixes) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
            prefixes.add(new Listed(parser.getValueAsString(""), "fastly:EDGE", ""));
            parser.skipChildren();
        }
    }

    private static void readEntries(JsonParser parser, List<Listed> prefixes) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String prefix = "";
            String region = "";
            String service = "";
            boolean google = false;
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "ip_prefix", "ipv6_prefix" -> prefix = parser.getValueAsString("");
                    case "ipv4Prefix", "ipv6Prefix" -> {
                        prefix = parser.getValueAsString("");
                        google = true;
                    }
                    case "region" -> region = parser.getValueAsString("");
                    case "service" -> service = parser.getValueAsString("");
                    default -> parser.skipChildren();
                }
            }
            prefixes.add(google ? new Listed(prefix, "google:ALL", "") : new Listed(prefix, "aws:" + service, region));
        }
    }
}
