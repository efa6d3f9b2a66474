package dev.lambdawatch.beacon;

import dev.lambdawatch.platform.Platform;
import dev.lambdawatch.platform.Tier;
import java.util.List;
import java.util.Optional;

/// Whose the address of a pair is, and what it is called.
///
/// @param byAddress   whose by the flow log or by a published range
/// @param byName      whose by a name that was asked for
/// @param names       under which the workload, or else its network, knows the address, the latest
///     first
/// @param unexplained whether nobody of a network whose questions are logged asked for a name of it
record Destination(Optional<Platform> byAddress, Optional<Platform> byName, List<String> names, boolean unexplained) {
    Destination {
        names = List.copyOf(names);
    }

    /// The surer of both; a name where they are equal.
    Optional<Platform> platform() {
        return points(byName) >= points(byAddress) ? byName.or(() -> byAddress) : byAddress;
    }

    /// The group of addresses to which it belongs: of general cloud addresses are strangers to each
    /// other.
    Optional<Platform> group() {
        return byAddress.filter(Destination::isGroup);
    }

    static boolean isGroup(Platform platform) {
        return switch (platform.tier()) {
            case A, A_MINUS, B, C -> true;
            case D, N -> false;
        };
    }

    private static int points(Optional<Platform> platform) {
        return platform.map(Platform::tier).map(Tier::points).orElse(-1);
    }
}
