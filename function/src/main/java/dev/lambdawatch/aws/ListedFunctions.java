package dev.lambdawatch.aws;

import dev.lambdawatch.join.AttachedFunction;
import dev.lambdawatch.join.SubnetFunctions;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

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
    private SubnetFunctions answer = SubnetFunctions.listed(List.of());

    /// Lists the functions that are attached to subnets.
    @FunctionalInterface
    interface Listing {
        List<AttachedFunction> list() throws IOException;
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
            return SubnetFunctions.listed(listing.list());
        } catch (IOException e) {
            return _ -> {
                throw new IOException(e.getMessage(), e);
            };
        }
    }
}
