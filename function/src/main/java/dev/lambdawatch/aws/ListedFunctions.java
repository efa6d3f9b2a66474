package dev.lambdawatch.aws;

import dev.lambdawatch.join.SubnetFunctions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The functions of our account and Region by subnet, as Lambda lists them. Asked when it is first
/// needed and then not for [#FRESH], whatever the answer was: a run of scoring may ask of a
/// thousand subnets.
///
/// Mutable; any thread may use it.
final class ListedFunctions implements SubnetFunctions {
    static final Duration FRESH = Duration.ofMinutes(30);

    private final Listing listing;
    private final InstantSource clock;
    private Instant asked = Instant.MIN;
    private SubnetFunctions answer = SubnetFunctions.UNKNOWN;

    /// Lists the functions that are attached to subnets.
    @FunctionalInterface
    interface Listing {
        List<LambdaApi.Attached> list() throws IOException;
    }

    ListedFunctions(Listing listing, InstantSource clock) {
        this.listing = listing;
        this.clock = clock;
    }

    @Override
    public synchronized List<String> in(String subnetId) throws IOException {
        Instant now = clock.instant();
        if (!now.minus(FRESH).isBefore(asked)) {
            asked = now;
            answer = ask();
        }
        return answer.in(subnetId);
    }

    private SubnetFunctions ask() {
        try {
            return SubnetFunctions.of(bySubnet(listing.list()));
        } catch (IOException e) {
            return _ -> {
                throw new IOException(e.getMessage(), e);
            };
        }
    }

    private static Map<String, List<String>> bySubnet(List<LambdaApi.Attached> functions) {
        Map<String, List<String>> bySubnet = new HashMap<>();
        functions.stream()
                .sorted(Comparator.comparing(LambdaApi.Attached::modified).reversed())
                .forEach(function -> function.subnets()
                        .forEach(subnet -> bySubnet.computeIfAbsent(subnet, unknown -> new ArrayList<>())
                                .add(function.arn())));
        return bySubnet;
    }
}
