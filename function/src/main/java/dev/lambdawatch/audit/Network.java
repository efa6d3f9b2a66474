package dev.lambdawatch.audit;

import dev.lambdawatch.platform.Platforms;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
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

    /// What stands in front of an IPv4 address among those of IPv6.
    private static final long IPV4_SPACE = 0xffff;

    private final String value = name().toLowerCase(Locale.ROOT);

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
        boolean four = address instanceof Inet4Address;
        long hi = 0;
        long lo = four ? IPV4_SPACE : 0;
        for (byte next : address.getAddress()) {
            hi = hi << Byte.SIZE | lo >>> (Long.SIZE - Byte.SIZE);
            lo = lo << Byte.SIZE | Byte.toUnsignedInt(next);
        }
        if (address.isSiteLocalAddress() || address.isLoopbackAddress() || isShared(four, hi, lo)) {
            return PRIVATE;
        }
        return Platforms.bundled()
                .ofAddress(hi, lo)
                .filter(platform -> platform.provider().equals("AWS"))
                .map(platform -> AWS)
                .orElse(INTERNET);
    }

    /// The place of a caller, as far as it stays the same from call to call: the block of an internet
    /// provider's address (a /24, of IPv6 a /64), all addresses of AWS, all private ones, a service's
    /// name. Empty where the record has no source.
    static String neighbourhood(String source) {
        return switch (of(source).orElse(null)) {
            case null -> "";
            case AWS -> "addresses of AWS";
            case PRIVATE -> "private addresses";
            case SERVICE -> source;
            case INTERNET -> block(InetAddress.ofLiteral(source));
        };
    }

    private static String block(InetAddress address) {
        byte[] bytes = address.getAddress();
        int kept = address instanceof Inet4Address ? 3 : 8;
        Arrays.fill(bytes, kept, bytes.length, (byte) 0);
        try {
            return InetAddress.getByAddress(bytes).getHostAddress() + "/" + 8 * kept;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen bytes are an address", e);
        }
    }

    /// 100.64.0.0/10 (RFC 6598), which VPCs use too, and fc00::/7 (RFC 4193).
    private static boolean isShared(boolean four, long hi, long lo) {
        return four ? (lo & 0xffc00000L) == 0x64400000L : hi >>> 57 == 0x7e;
    }

    private static boolean looksLikeAddress(String source) {
        return source.indexOf(':') >= 0 || Character.isDigit(source.charAt(0));
    }

    String value() {
        return value;
    }
}
