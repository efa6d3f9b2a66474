package dev.lambdawatch.audit;

import dev.lambdawatch.platform.Platforms;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/// Where a call came from, told by its source address alone: agents and session names are of the
/// caller's choosing, the address is AWS's own observation.
enum Network {
    /// An address that AWS publishes: anybody's instance, function or NAT gateway.
    AWS,
    /// A private address, that is through an endpoint in a VPC.
    PRIVATE,
    /// An AWS service called, whose name stands in place of an address.
    SERVICE,
    /// Any other address.
    INTERNET;

    private static final long IPV4_SPACE = 0xffffL << 32;

    /// Empty where the record has no source.
    static Optional<Network> of(String source) {
        if (source.isEmpty()) {
            return Optional.empty();
        }
        // A zone (`fe80::1%eth0`) would be looked up among this machine's interfaces.
        if (source.indexOf('%') >= 0 || !looksLikeAddress(source)) {
            return Optional.of(SERVICE);
        }
        try {
            return Optional.of(of(InetAddress.ofLiteral(source)));
        } catch (IllegalArgumentException e) {
            return Optional.of(SERVICE);
        }
    }

    private static Network of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        boolean four = address instanceof Inet4Address;
        long hi = four ? 0 : bytes.getLong();
        long lo = four ? IPV4_SPACE | Integer.toUnsignedLong(bytes.getInt()) : bytes.getLong();
        if (address.isSiteLocalAddress() || address.isLoopbackAddress() || isShared(four, hi, lo)) {
            return PRIVATE;
        }
        return Platforms.bundled()
                .ofAddress(hi, lo)
                .filter(platform -> platform.provider().equals("AWS"))
                .map(platform -> AWS)
                .orElse(INTERNET);
    }

    /// 100.64.0.0/10 (RFC 6598), which VPCs use too, and fc00::/7 (RFC 4193).
    private static boolean isShared(boolean four, long hi, long lo) {
        return four ? (lo & 0xffc00000L) == 0x64400000L : hi >>> 57 == 0x7e;
    }

    private static boolean looksLikeAddress(String source) {
        return source.indexOf(':') >= 0 || Character.isDigit(source.charAt(0));
    }

    String value() {
        return name().toLowerCase(Locale.ROOT);
    }
}
