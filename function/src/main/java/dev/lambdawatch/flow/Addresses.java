package dev.lambdawatch.flow;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// What is known about an IP address of two longs: its text, and whether it is public.
///
/// IPv4 addresses are kept as IPv4-mapped ones, `::ffff:a.b.c.d` (RFC 4291, section 2.5.5.2). The
/// unspecified address `::` (both longs 0) stands for "absent".
public final class Addresses {
    private static final long IPV4_MAPPED = 0xFFFFL << 32;
    private static final long NAT64_PREFIX = 0x0064_FF9B_0000_0000L;
    private static final long LOCAL_NAT64_PREFIX = 0x0064_FF9B_0001L;
    private static final int GROUPS = 8;

    private Addresses() {}

    /// The low half of an IPv4 address, whose high half is 0.
    public static long ipv4(int address) {
        return IPV4_MAPPED | Integer.toUnsignedLong(address);
    }

    /// Whether the address is an IPv4-mapped one, that is, IPv4.
    public static boolean isIpv4(long high, long low) {
        return high == 0 && low >>> 32 == 0xFFFF;
    }

    /// Reads dotted IPv4 or any form of IPv6 (RFC 4291, section 2.2) without a zone; empty if the
    /// text is neither.
    public static Optional<Address> parse(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        AddressParser parser = new AddressParser();
        return parser.parse(bytes, 0, bytes.length)
                ? Optional.of(new Address(parser.high(), parser.low()))
                : Optional.empty();
    }

    /// Dotted for IPv4, else the canonical form of RFC 5952.
    public static String text(long high, long low) {
        return isIpv4(high, low) ? dotted((int) low) : colons(high, low);
    }

    /// Whether a workload that talks to this address leaves its network.
    ///
    /// Private, shared, link-local, loopback, multicast, reserved and broadcast addresses are not
    /// public. The ranges kept for documentation count as public, because sample data uses them.
    /// An address of the well-known NAT64 prefix `64:ff9b::/96` is as public as the IPv4 address
    /// in it.
    public static boolean isPublic(long high, long low) {
        if (high == 0) {
            return low >>> 32 == 0xFFFF && isPublicIpv4((int) low);
        }
        if (high == NAT64_PREFIX && low >>> 32 == 0) {
            return isPublicIpv4((int) low);
        }
        int first = (int) (high >>> 48);
        boolean uniqueLocal = (first & 0xFE00) == 0xFC00;
        boolean linkOrSiteLocal = (first & 0xFF80) == 0xFE80;
        boolean multicast = (first & 0xFF00) == 0xFF00;
        return !(uniqueLocal || linkOrSiteLocal || multicast || high >>> 16 == LOCAL_NAT64_PREFIX);
    }

    private static boolean isPublicIpv4(int address) {
        int first = address >>> 24;
        int firstTwo = address >>> 16;
        return switch (first) {
            case 0, 10, 127 -> false;
            case 100 -> (firstTwo & 0xC0) != 64;
            case 169 -> firstTwo != (169 << 8 | 254);
            case 172 -> (firstTwo & 0xF0) != 16;
            case 192 -> firstTwo != (192 << 8 | 168);
            default -> first < 224;
        };
    }

    private static String dotted(int address) {
        return (address >>> 24) + "." + (address >>> 16 & 0xFF) + "." + (address >>> 8 & 0xFF) + "." + (address & 0xFF);
    }

    private static String colons(long high, long low) {
        int zeros = 0;
        int zerosFrom = -1;
        for (int from = 0; from < GROUPS; from++) {
            int to = from;
            while (to < GROUPS && group(high, low, to) == 0) {
                to++;
            }
            if (to - from > zeros) {
                zeros = to - from;
                zerosFrom = from;
            }
        }
        StringBuilder text = new StringBuilder(39);
        for (int i = 0; i < GROUPS; i++) {
            // One single zero group is written out: "::" must shorten (RFC 5952, section 4.2.2).
            if (zeros > 1 && i == zerosFrom) {
                text.append("::");
                i += zeros - 1;
            } else {
                text.append(i == 0 || text.charAt(text.length() - 1) == ':' ? "" : ":");
                text.append(Integer.toHexString(group(high, low, i)));
            }
        }
        return text.toString();
    }

    private static int group(long high, long low, int index) {
        long half = index < 4 ? high : low;
        return (int) (half >>> (48 - 16 * (index & 3))) & 0xFFFF;
    }
}
