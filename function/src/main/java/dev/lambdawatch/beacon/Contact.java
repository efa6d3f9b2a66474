package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.platform.Platform;
import dev.lambdawatch.platform.Tier;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// A destination that a workload calls regularly, as it will be reported: one address, all the
/// addresses of a platform's group, or all those of a name.
///
/// @param sign        what kind of contact it is
/// @param resource    the destination as part of a finding's id: `address:port`, the group or the
///     name
/// @param name        the destination for people
/// @param key         of the destination among all [Destinations]
/// @param destination whose it is
/// @param names       under which it is known, at most [KeySpan#MOST_SHOWN]
/// @param evidence    the connections to each address, at most [KeySpan#MOST_SHOWN]
/// @param addresses   how many addresses there are
/// @param port        the destination's
/// @param protocol    IANA number
/// @param connections begun, of which the score may rest on those of one size
/// @param standing    records of connections that had begun before
/// @param rejected    refused records
record Contact(
        Sign sign,
        String resource,
        String name,
        long key,
        Destination destination,
        List<String> names,
        BeaconScore score,
        List<Evidence> evidence,
        int addresses,
        int port,
        int protocol,
        long connections,
        long standing,
        long rejected) {

    private static final int UDP = 17;
    private static final int NTP = 123;

    /// More bytes than a question for the time has, and than its answer: eight packets of 76 bytes, in
    /// which some clients ask at once, are fewer.
    private static final double MOST_OF_NTP = 1_000;

    /// What AWS's agents poll and no flow log or range tells apart.
    private static final Pattern AGENTS = Pattern.compile(
            "(ssm|ssmmessages|ec2messages|monitoring|logs|api\\.ecr)\\.[a-z0-9-]+\\.amazonaws\\.com(\\.cn)?");

    Contact {
        names = List.copyOf(names);
        evidence = List.copyOf(evidence);
    }

    /// One address.
    static Contact ofAddress(
            Sign sign,
            PairKey key,
            PairSpan pair,
            Destination destination,
            BeaconScore score,
            Evidence.Connections connections) {
        return new Contact(
                sign,
                key.destination(),
                key.destination(),
                key.destinationKey(),
                destination,
                destination.names().stream().limit(KeySpan.MOST_SHOWN).toList(),
                score,
                List.of(connections),
                1,
                key.port(),
                key.protocol(),
                pair.events(),
                pair.standing(),
                pair.rejected());
    }

    /// The same as another sign.
    Contact as(Sign other) {
        return new Contact(
                other,
                resource,
                name,
                key,
                destination,
                names,
                score,
                evidence,
                addresses,
                port,
                protocol,
                connections,
                standing,
                rejected);
    }

    /// Connections that the score leaves aside, because only those of one size have a beat.
    long others() {
        return switch (sign) {
            case BEACON, RESOLVER -> connections - score.events();
            case HEARTBEAT, BLOCKED, RECONNECTS, EARLY -> 0;
        };
    }

    Optional<Platform> platform() {
        return destination.platform();
    }

    /// Empty for an address that nobody publishes.
    Optional<Tier> tier() {
        return platform().map(Platform::tier);
    }

    /// Whether it is a clock that every host has: time by NTP, or what AWS's agents poll, known by
    /// its service or by all of its names.
    boolean isUsual() {
        boolean store = destination
                .byAddress()
                .map(Platform::group)
                .filter(group -> group.startsWith("aws:S3") || group.startsWith("aws:DYNAMODB"))
                .isPresent();
        boolean agents = !names.isEmpty()
                && names.stream().allMatch(name -> AGENTS.matcher(name).matches());
        return store || agents || isTime();
    }

    /// By its sizes as well: whoever calls home at port 123 has more to say.
    private boolean isTime() {
        Sizes sizes = score.sizes();
        boolean small = sizes.medianOut() <= MOST_OF_NTP && sizes.medianIn() <= MOST_OF_NTP;
        return protocol == UDP && port == NTP && small;
    }
}
