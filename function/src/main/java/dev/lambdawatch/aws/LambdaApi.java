package dev.lambdawatch.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.lambdawatch.join.AttachedFunction;
import dev.lambdawatch.join.FunctionPage;
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

    /// The functions that are attached to subnets, by `ListFunctions`.
    ///
    /// @throws IOException if Lambda cannot be asked or refuses, or has more than ten thousand functions
    List<AttachedFunction> attached() throws IOException {
        List<AttachedFunction> functions = new ArrayList<>();
        String marker = "";
        for (int page = 0; page < MOST_PAGES; page++) {
            SignedHttp.Answer answer = http.get(
                    FUNCTIONS,
                    marker.isEmpty() ? Map.of("MaxItems", PAGE) : Map.of("MaxItems", PAGE, "Marker", marker));
            if (!answer.isSuccessful()) {
                throw new IOException("Lambda refuses ListFunctions with " + answer);
            }
            FunctionPage answered = page(answer.text());
            functions.addAll(answered.functions());
            marker = answered.next();
            if (marker.isEmpty()) {
                return functions;
            }
        }
        throw new IOException("ListFunctions gives more than " + MOST_PAGES + " pages");
    }

    private static FunctionPage page(String text) throws IOException {
        try (JsonParser parser = JSON.createParser(text)) {
            return FunctionPage.read(parser).orElseThrow(() -> new IOException("ListFunctions answers with nothing"));
        }
    }
}
