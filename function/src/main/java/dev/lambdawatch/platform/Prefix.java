package dev.lambdawatch.platform;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// A block of addresses, `3.5.6.0/24` or `2606:4700::/32`. An IPv4 address stands as
/// `::ffff:a.b.c.d`, so that both families share one order. Sorted, a block comes before every
/// block inside it.
///
/// @param hi   the upper 64 bits of the first address
/// @param lo   the lower 64 bits of the first address
/// @param bits how many leading bits all addresses share, of 128: an IPv4 `/24` has 120
record Prefix(long hi, long lo, int bits) implements Comparable<Prefix> {
    private static final int IPV4_OFFSET = 96;
    private static final long IPV4_SPACE = 0xffffL;

    Prefix {
        if (bits < 0 || bits > 128) {
            throw new IllegalArgumentException("a prefix has 0 to 128 bits, not " + bits);
        }
        if ((hi & ~highMask(bits)) != 0 || (lo & ~lowMask(bits)) != 0) {
            throw new IllegalArgumentException("bits are set behind the first " + bits);
        }
    }

    /// Reads `address/length`.
    ///
    /// @throws IllegalArgumentException if the text is no address and length, or if bits are set
    ///     behind the length
    static Prefix parse(String text) {
        int slash = text.indexOf('/');
        // A zone (`fe80::1%eth0`) would be looked up among this machine's interfaces.
        if (slash < 0 || text.indexOf('%') >= 0) {
            throw new IllegalArgumentException("not an address and a length: '" + text + "'");
        }
        InetAddress address = InetAddress.ofLiteral(text.substring(0, slash));
        int length = Integer.parseInt(text.substring(slash + 1));
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        if (address instanceof Inet4Address) {
            if (length < 0) {
                throw new IllegalArgumentException("a negative length: '" + text + "'");
            }
            long lo = IPV4_SPACE << 32 | Integer.toUnsignedLong(bytes.getInt());
            return new Prefix(0, lo, IPV4_OFFSET + length);
        }
        return new Prefix(bytes.getLong(), bytes.getLong(), length);
    }

    boolean contains(Prefix other) {
        return bits <= other.bits && hi == (other.hi & highMask(bits)) && lo == (other.lo & lowMask(bits));
    }

    long lastHi() {
        return hi | ~highMask(bits);
    }

    long lastLo() {
        return lo | ~lowMask(bits);
    }

    @Override
    public int compareTo(Prefix other) {
        int order = Long.compareUnsigned(hi, other.hi);
        if (order == 0) {
            order = Long.compareUnsigned(lo, other.lo);
        }
        return order != 0 ? order : Integer.compare(bits, other.bits);
    }

    /// As operators write it: an IPv6 address in the short form of RFC 5952.
    @Override
    public String toString() {
        if (hi == 0 && lo >>> 32 == IPV4_SPACE && bits >= IPV4_OFFSET) {
            return (lo >>> 24 & 0xff) + "." + (lo >>> 16 & 0xff) + "." + (lo >>> 8 & 0xff) + "." + (lo & 0xff) + "/"
                    + (bits - IPV4_OFFSET);
        }
        return shortened() + "/" + bits;
    }

    /// RFC 5952, section 4: no leading zeros, lower case, `::` for the first longest run of two
    /// or more zero groups.
    private String shortened() {
        List<String> groups = new ArrayList<>();
        for (int shift = 48; shift >= 0; shift -= 16) {
            groups.add(Long.toHexString(hi >>> shift & 0xffff));
        }
        for (int shift = 48; shift >= 0; shift -= 16) {
            groups.add(Long.toHexString(lo >>> shift & 0xffff));
        }
        int start = 0;
        int length = 1;
        for (int i = 0; i < groups.size(); i++) {
            int run = 0;
            while (i + run < groups.size() && groups.get(i + run).equals("0")) {
                run++;
            }
            if (run > length) {
                start = i;
                length = run;
            }
        }
        return length < 2
                ? String.join(":", groups)
                : String.join(":", groups.subList(0, start)) + "::"
                        + String.join(":", groups.subList(start + length, groups.size()));
    }

    private static long highMask(int bits) {
        return bits == 0 ? 0 : bits >= 64 ? -1L : -1L << (64 - bits);
    }

    private static long lowMask(int bits) {
        return bits <= 64 ? 0 : -1L << (128 - bits);
    }
}
