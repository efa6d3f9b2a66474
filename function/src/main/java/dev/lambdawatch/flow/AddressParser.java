package dev.lambdawatch.flow;

import java.util.Arrays;

/// Reads the text of an address without making an object. Mutable: it holds the last address read.
final class AddressParser {
    private static final int GROUPS = 8;

    private final int[] groups = new int[GROUPS];
    private long high;
    private long low;

    long high() {
        return high;
    }

    long low() {
        return low;
    }

    /// Makes the address the unspecified one, which stands for none.
    void clear() {
        high = 0;
        low = 0;
    }

    /// Reads the bytes from `from` up to `to`; false, and the old address kept, if they are no
    /// address.
    boolean parse(byte[] text, int from, int to) {
        long dotted = ipv4(text, from, to);
        if (dotted >= 0) {
            high = 0;
            low = Addresses.ipv4((int) dotted);
            return true;
        }
        return ipv6(text, from, to);
    }

    /// The address as an unsigned int, or -1 if the text is no dotted IPv4 address.
    private static long ipv4(byte[] text, int from, int to) {
        if (to - from > 15) {
            return -1;
        }
        long address = 0;
        int octet = 0;
        int digits = 0;
        int dots = 0;
        for (int i = from; i < to; i++) {
            int digit = text[i] - '0';
            if (digit >= 0 && digit <= 9 && digits < 3) {
                octet = octet * 10 + digit;
                digits++;
            } else if (text[i] == '.' && digits > 0 && octet <= 255) {
                address = address << 8 | octet;
                octet = 0;
                digits = 0;
                dots++;
            } else {
                return -1;
            }
        }
        return dots == 3 && digits > 0 && octet <= 255 ? address << 8 | octet : -1;
    }

    private boolean ipv6(byte[] text, int from, int to) {
        int count = 0;
        int gap = -1;
        int i = from;
        if (startsWithColons(text, from, to)) {
            gap = 0;
            i += 2;
        }
        while (i < to) {
            int end = endOfGroup(text, i, to);
            int read = end == to ? lastGroups(text, i, end, count) : group(text, i, end, count);
            if (read == 0) {
                return false;
            }
            count += read;
            i = end;
            if (startsWithColons(text, i, to)) {
                if (gap >= 0) {
                    return false;
                }
                gap = count;
                i += 2;
            } else if (i < to && ++i == to) {
                return false;
            }
        }
        boolean whole = gap < 0 ? count == GROUPS : count < GROUPS;
        if (whole) {
            settle(count, gap);
        }
        return whole;
    }

    /// Reads one group of up to four hexadecimal digits; how many groups were read, 0 or 1.
    private int group(byte[] text, int from, int to, int at) {
        if (at == GROUPS || from == to || to - from > 4) {
            return 0;
        }
        int value = 0;
        for (int i = from; i < to; i++) {
            int digit = Character.digit(text[i], 16);
            if (digit < 0) {
                return 0;
            }
            value = value << 4 | digit;
        }
        groups[at] = value;
        return 1;
    }

    /// The last part may be dotted, which makes two groups; how many groups were read.
    private int lastGroups(byte[] text, int from, int to, int at) {
        long dotted = ipv4(text, from, to);
        if (dotted < 0) {
            return group(text, from, to, at);
        }
        if (at > GROUPS - 2) {
            return 0;
        }
        groups[at] = (int) (dotted >>> 16);
        groups[at + 1] = (int) dotted & 0xFFFF;
        return 2;
    }

    /// Moves the groups behind the gap to the end and packs all of them.
    private void settle(int count, int gap) {
        if (gap >= 0) {
            int behind = count - gap;
            System.arraycopy(groups, gap, groups, GROUPS - behind, behind);
            Arrays.fill(groups, gap, GROUPS - behind, 0);
        }
        high = packed(0);
        low = packed(GROUPS / 2);
    }

    private long packed(int from) {
        long half = 0;
        for (int i = from; i < from + GROUPS / 2; i++) {
            half = half << 16 | groups[i];
        }
        return half;
    }

    private static boolean startsWithColons(byte[] text, int at, int to) {
        return at + 1 < to && text[at] == ':' && text[at + 1] == ':';
    }

    private static int endOfGroup(byte[] text, int from, int to) {
        int i = from;
        while (i < to && text[i] != ':') {
            i++;
        }
        return i;
    }
}
