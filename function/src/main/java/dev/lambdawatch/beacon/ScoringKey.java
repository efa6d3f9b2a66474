package dev.lambdawatch.beacon;

import dev.lambdawatch.platform.Platform;

/// What makes several addresses one destination of a workload, with port and protocol.
///
/// @param isName   whether it is a DNS name, else a platform's group
/// @param id       the name or the group
/// @param port     the destination's
/// @param protocol IANA number
record ScoringKey(boolean isName, String id, int port, int protocol) {
    static ScoringKey ofGroup(Platform platform, PairKey member) {
        return new ScoringKey(false, platform.group(), member.port(), member.protocol());
    }

    static ScoringKey ofName(String name, PairKey member) {
        return new ScoringKey(true, name, member.port(), member.protocol());
    }

    /// Of the name or group among all [Destinations], whatever the port.
    long destination() {
        return Destinations.key(id);
    }

    /// For people.
    String title(Destination member) {
        return isName ? id : member.byAddress().map(Platform::name).orElse(id);
    }

    /// Port and protocol: `:443`, `:53/udp`.
    String ending() {
        return new PairKey(0, 0, 0, port, protocol).ending();
    }
}
