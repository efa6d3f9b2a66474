package dev.lambdawatch.platform;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The prefixes of AWS's `ip-ranges.json` or of Fastly's list.
///
/// @param date     the day of AWS's `createDate`, `2026-08-22`; empty for Fastly, which names none
/// @param prefixes in the order of the file
record PublishedJson(Optional<String> date, List<Listed> prefixes) {
    private static final JsonFactory JSON = new JsonFactory();
    private static final int DAY = "2026-08-22".length();

    /// A prefix as published, and the group that it stands for.
    record Listed(String prefix, String group) {}

    /// Reads either file; fields that are not needed are passed over.
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
        return createDate.length() < DAY ? Optional.empty() : Optional.of(createDate.substring(0, DAY));
    }

    private static void readStrings(JsonParser parser, List<Listed> prefixes) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
            prefixes.add(new Listed(parser.getValueAsString(""), "fastly:EDGE"));
            parser.skipChildren();
        }
    }

    private static void readEntries(JsonParser parser, List<Listed> prefixes) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            String prefix = "";
            String region = "";
            String service = "";
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String field = parser.currentName();
                parser.nextToken();
                switch (field) {
                    case "ip_prefix", "ipv6_prefix" -> prefix = parser.getValueAsString("");
                    case "region" -> region = parser.getValueAsString("");
                    case "service" -> service = parser.getValueAsString("");
                    default -> parser.skipChildren();
                }
            }
            prefixes.add(new Listed(prefix, "aws:" + service + ":" + region));
        }
    }
}
