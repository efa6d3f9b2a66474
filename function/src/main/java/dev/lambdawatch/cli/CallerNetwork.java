package dev.lambdawatch.cli;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Where calls came from, as tight as the addresses that were seen: the smallest block that holds
/// those of one /24 (of one /64 for IPv6), a single address by itself. Where a service called, its
/// name stands in place of an address.
///
/// @param item  what a filter asks: `sourceIPAddress|cidr: '198.51.100.4/30'`
/// @param words the same for people
record CallerNetwork(String item, String words) {
    private static final int WIDEST_V4 = 24;
    private static final int WIDEST_V6 = 64;

    /// The networks of some sources, each with the sources that are in it.
    static Map<CallerNetwork, List<String>> of(Iterable<String> sources) {
        Map<String, List<String>> blocks = new TreeMap<>();
        for (String source : sources) {
            blocks.computeIfAbsent(widest(source), block -> new ArrayList<>()).add(source);
        }
        Map<CallerNetwork, List<String>> networks = new LinkedHashMap<>();
        blocks.values().forEach(members -> networks.put(tightest(members), List.copyOf(members)));
        return networks;
    }

    /// The block in which sources may be taken together; of a name the name.
    private static String widest(String source) {
        try {
            InetAddress address = InetAddress.ofLiteral(source);
            return block(address.getAddress(), address instanceof Inet4Address ? WIDEST_V4 : WIDEST_V6);
        } catch (IllegalArgumentException _) {
            return source;
        }
    }

    private static CallerNetwork tightest(List<String> members) {
        String first = members.getFirst();
        List<byte[]> addresses;
        try {
            addresses = members.stream()
                    .map(InetAddress::ofLiteral)
                    .map(InetAddress::getAddress)
                    .toList();
        } catch (IllegalArgumentException _) {
            return new CallerNetwork("sourceIPAddress: " + FilterText.quoted(FilterText.literal(first)), first);
        }
        byte[] one = addresses.getFirst();
        int bits = addresses.stream()
                .mapToInt(other -> commonBits(one, other))
                .min()
                .orElse(0);
        String block = block(one, bits);
        return new CallerNetwork("sourceIPAddress|cidr: " + FilterText.quoted(block), block);
    }

    private static int commonBits(byte[] one, byte[] other) {
        int same = Arrays.mismatch(one, other);
        return same < 0
                ? 8 * one.length
                : 8 * same + Integer.numberOfLeadingZeros((one[same] ^ other[same]) & 0xff) - 24;
    }

    /// The block of so many bits that an address is in.
    private static String block(byte[] address, int bits) {
        byte[] start = address.clone();
        for (int bit = bits; bit < 8 * start.length; bit++) {
            start[bit / 8] &= (byte) ~(0x80 >> bit % 8);
        }
        try {
            return InetAddress.getByAddress(start).getHostAddress() + "/" + bits;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four or sixteen bytes are an address", e);
        }
    }
}
