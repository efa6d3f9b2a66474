package dev.lambdawatch.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Lambda's own API in our account and Region, as far as we ask it.
public final class LambdaApi {
    static final String SERVICE = "lambda";
    private static final String FUNCTIONS = "/2015-03-31/functions/";
    private static final int NOT_FOUND = 404;

    /// As many as Lambda gives.
    private static final String PAGE = "50";

    /// Ten thousand functions; and an end to pages that lead in circles.
    private static final int MOST_PAGES = 200;

    private static final JsonFactory JSON = new JsonFactory();

    private final SignedHttp http;

    /// A function that is attached to subnets.
    ///
    /// @param arn      without a qualifier
    /// @param modified when code or configuration were changed last, as Lambda writes it:
    ///     `2026-03-03T14:32:10.123+0000`
    /// @param subnets  `subnet-...`
    record Attached(String arn, String modified, List<String> subnets) {
        Attached {
            subnets = List.copyOf(subnets);
        }
    }

    LambdaApi(SignedHttp http) {
        this.http = http;
    }

    static LambdaApi fromEnvironment(SdkHttpClient http) {
        String region = new DefaultAwsRegionProviderChain().getRegion().id();
        return new LambdaApi(SignedHttp.fromEnvironment(http, SERVICE, region));
    }

    /// Whether there is a function of this name, by `GetFunctionConfiguration`.
    ///
    /// @param name letters, digits, `-` and `_`
    /// @throws IOException if Lambda cannot be asked or refuses to say, with its reason
    public boolean hasFunction(String name) throws IOException {
        SignedHttp.Answer answer = http.get(FUNCTIONS + name + "/configuration", Map.of());
        if (!answer.isSuccessful() && answer.status() != NOT_FOUND) {
            throw new IOException("Lambda refuses GetFunctionConfiguration of " + name + " with " + answer);
        }
        return answer.isSuccessful();
    }

    /// The functions that are attached to subnets, by `ListFunctions`. What else an answer says of a
    /// function, its environment among it, is passed over.
    ///
    /// @throws IOException if Lambda cannot be asked or refuses, or has more than ten thousand functions
    List<Attached> attached() throws IOException {
        List<Attached> functions = new ArrayList<>();
        String marker = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            SignedHttp.Answer answer = http.get(
                    FUNCTIONS,
                    marker.isEmpty() ? Map.of("MaxItems", PAGE) : Map.of("MaxItems", PAGE, "Marker", marker));
            if (!answer.isSuccessful()) {
                throw new IOException("Lambda refuses ListFunctions with " + answer);
            }
            marker = page(answer.text(), functions);
            if (marker.isEmpty()) {
                return functions;
            }
        }
        throw new IOException("ListFunctions gives more than " + MOST_PAGES + " pages");
    }

    /// Adds the functions of a page; returns where the next one begins, or nothing.
    private static String page(String text, List<Attached> functions) throws IOException {
        String next = "";
        try (JsonParser parser = JSON.createParser(text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("ListFunctions answers with a JSON object; this is none");
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                JsonToken value = parser.nextToken();
                if (name.equals("NextMarker") && value == JsonToken.VALUE_STRING) {
                    next = parser.getText();
                } else if (name.equals("Functions") && value == JsonToken.START_ARRAY) {
                    while (parser.nextToken() == JsonToken.START_OBJECT) {
                        add(parser, functions);
                    }
                } else {
                    parser.skipChildren();
                }
            }
        }
        return next;
    }

    private static void add(JsonParser parser, List<Attached> functions) throws IOException {
        String arn = "";
        String modified = "";
        List<String> subnets = List.of();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("FunctionArn") && value == JsonToken.VALUE_STRING) {
                arn = parser.getText();
            } else if (name.equals("LastModified") && value == JsonToken.VALUE_STRING) {
                modified = parser.getText();
            } else if (name.equals("VpcConfig") && value == JsonToken.START_OBJECT) {
                subnets = subnets(parser);
            } else {
                parser.skipChildren();
            }
        }
        if (!arn.isEmpty() && !subnets.isEmpty()) {
            functions.add(new Attached(arn, modified, subnets));
        }
    }

    private static List<String> subnets(JsonParser parser) throws IOException {
        List<String> subnets = new ArrayList<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("SubnetIds") && value == JsonToken.START_ARRAY) {
                while (parser.nextToken() == JsonToken.VALUE_STRING) {
                    subnets.add(parser.getText());
                }
            } else {
                parser.skipChildren();
            }
        }
        return subnets;
    }
}
