package dev.lambdawatch.sigma;

import java.net.InetAddress;
import java.util.Arrays;

/// An address in a network in CIDR notation, IPv4 or IPv6. A value that is no address (a service's
/// name, `AWS Internal`) is in none.
final class NetworkTest implements ValueTest {
    private final byte[] address;
    private final int bits;
    private final String text;

    private NetworkTest(byte[] address, int bits, String text) {
        this.address = address;
        this.bits = bits;
        this.text = text;
    }

    /// @param cidr `203.0.113.0/24`, `2001:db8::/32`, or one address
    /// @throws IllegalArgumentException for anything else
    static NetworkTest of(String cidr) {
        int slash = cidr.indexOf('/');
        byte[] address = address(slash < 0 ? cidr : cidr.substring(0, slash));
        int bits = slash < 0 ? address.length * 8 : length(cidr.substring(slash + 1));
        if (address.length == 0 || bits < 0 || bits > address.length * 8) {
            throw new IllegalArgumentException("not a network in CIDR notation: '" + cidr + "'");
        }
        return new NetworkTest(address, bits, cidr);
    }

    private static int length(String digits) {
        return digits.matches("\\d{1,3}") ? Integer.parseInt(digits) : -1;
    }

    /// The bytes of a literal address; none if it is not one. Nothing is looked up: only digits,
    /// colons and dots reach the parser, and names are refused by it.
    private static byte[] address(String text) {
        try {
            return mayBeAddress(text) ? InetAddress.ofLiteral(text).getAddress() : new byte[0];
        } catch (IllegalArgumentException e) {
            return new byte[0];
        }
    }

    /// Keeps the dear way of an exception for those who try. The parser would take `10.1` for
    /// 10.0.0.1: short forms are versions or slips, and no addresses.
    private static boolean mayBeAddress(String text) {
        if (text.length() < 2 || text.length() > 45) {
            return false;
        }
        int dots = 0;
        int colons = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '.' -> dots++;
                case ':' -> colons++;
                default -> {
                    if (Character.digit(c, 16) < 0) {
                        return false;
                    }
                }
            }
        }
        return colons > 0 || dots == 3;
    }

    @Override
    public boolean accepts(String value) {
        byte[] other = address(value);
        if (other.length != address.length) {
            return false;
        }
        int whole = bits / 8;
        if (Arrays.mismatch(address, 0, whole, other, 0, whole) >= 0) {
            return false;
        }
        int rest = bits % 8;
        return rest == 0 || ((address[whole] ^ other[whole]) & 0xFF) >> (8 - rest) == 0;
    }

    @Override
    public int cost() {
        return 20;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NetworkTest that && bits == that.bits && Arrays.equals(address, that.address);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(address) * 31 + bits;
    }

    @Override
    public String toString() {
        return "in " + text;
    }
}
