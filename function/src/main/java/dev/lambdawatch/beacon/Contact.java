package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.platform.Platform;
import dev.lambdawatch.platform.Tier;
import java.util.List;
import java.util.Optional;

/// A destination that a workload calls regularly, as it will be reported: one address, or all the
/// addresses of a platform's group.
///
/// @param resource   the destination as part of a finding's id: `address:port`, or the group
/// @param name       the destination for people
/// @param key        of the destination among all [Destinations]
/// @param platform   whose it is
/// @param evidence   the connections to each address, at most [GroupSpan#MOST_SHOWN]
/// @param addresses  how many addresses there are
/// @param port       the destination's
/// @param protocol   IANA number
/// @param standing   records of connections that had begun before
/// @param rejected   refused records
record Contact(
        String resource,
        String name,
        long key,
        Optional<Platform> platform,
        BeaconScore score,
        List<Evidence> evidence,
        int addresses,
        int port,
        int protocol,
        long standing,
        long rejected) {

    private static final int UDP = 17;
    private static final int NTP = 123;

    Contact {
        evidence = List.copyOf(evidence);
    }

    boolean isGroup() {
        return addresses > 1;
    }

    /// Empty for an address that nobody publishes.
    Optional<Tier> tier() {
        return platform.map(Platform::tier);
    }

    /// Whether it is a clock that every host has: time by NTP, or AWS's stores, which its agents
    /// poll.
    boolean isUsual() {
        boolean store = platform.map(Platform::group)
                .filter(group -> group.startsWith("aws:S3") || group.startsWith("aws:DYNAMODB"))
                .isPresent();
        return store || (protocol == UDP && port == NTP);
    }
}
