package dev.lambdawatch.aws;

import java.io.IOException;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/// Lambda's own API in our account and Region, as far as we ask it.
public final class LambdaApi {
    static final String SERVICE = "lambda";
    private static final String FUNCTIONS = "/2015-03-31/functions/";
    private static final int NOT_FOUND = 404;

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
}
