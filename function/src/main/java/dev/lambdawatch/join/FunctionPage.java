package dev.lambdawatch.join;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A page of functions, as `ListFunctions` answers it and `aws lambda list-functions` prints it. What
/// else it says of a function, its environment among it, is passed over.
///
/// @param functions those that are attached to subnets
/// @param next      where the next page begins; empty if this is the last
public record FunctionPage(List<AttachedFunction> functions, String next) {
    public FunctionPage {
        functions = List.copyOf(functions);
    }

    /// Reads the next page; empty if there is no further one.
    ///
    /// @throws IOException if there is something else, or the stream fails
    public static Optional<FunctionPage> read(JsonParser parser) throws IOException {
        JsonToken start = parser.nextToken();
        if (start == null) {
            return Optional.empty();
        }
        if (start != JsonToken.START_OBJECT) {
            throw new IOException("a page of functions is a JSON object; this is none");
        }
        Optional<List<AttachedFunction>> functions = Optional.empty();
        String next = "";
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (name.equals("Functions") && value == JsonToken.START_ARRAY) {
                functions = Optional.of(functions(parser));
            } else if ((name.equals("NextMarker") || name.equals("NextToken")) && value == JsonToken.VALUE_STRING) {
                next = parser.getText();
            } else {
                parser.skipChildren();
            }
        }
        return Optional.of(new FunctionPage(
                functions.orElseThrow(
                        () -> new IOException("a page of functions has a list 'Functions'; this has none")),
                next));
    }

    private static List<AttachedFunction> functions(JsonParser parser) throws IOException {
        List<AttachedFunction> functions = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new IOException("a function is a JSON object; this is none");
            }
            function(parser).ifPresent(functions::add);
        }
        return functions;
    }

    private static Optional<AttachedFunction> function(JsonParser parser) throws IOException {
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
        try {
            return subnets.isEmpty() ? Optional.empty() : Optional.of(new AttachedFunction(arn, modified, subnets));
        } catch (IllegalArgumentException e) {
            throw new IOException(e.getMessage(), e);
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
