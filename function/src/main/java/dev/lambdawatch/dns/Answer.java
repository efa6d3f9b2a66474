package dev.lambdawatch.dns;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/// One record of an answer.
///
/// @param type the record's type: `A`, `CNAME`, `TXT` ...
/// @param data its content as logged; of a `CNAME` the name it points to, in lower case and without
///     the dot at its end
public record Answer(String type, String data) {

    /// An IP address of 128 bits, IPv4 as `::ffff:a.b.c.d`.
    record Address(long high, long low) {
        private static final long IPV4 = 0xFFFFL << 32;
        private static final int LONGEST = "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255".length();

        /// Empty if the text is no literal address.
        static Optional<Address> parse(String text) {
            if (text.length() > LONGEST || !isLiteral(text)) {
                return Optional.empty();
            }
            try {
                return Optional.of(of(InetAddress.ofLiteral(text)));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }

        /// Whether connections to it are looked at: they leave the network of the host.
        boolean isPublic() {
            if (high == 0 && low >>> 32 == 0xFFFF) {
                int first = (int) (low >>> 24) & 0xFF;
                int second = (int) (low >>> 16) & 0xFF;
                return first != 0
                        && first != 10
                        && first != 127
                        && first < 224
                        && !(first == 100 && (second & 0xC0) == 64)
                        && !(first == 169 && second == 254)
                        && !(first == 172 && (second & 0xF0) == 16)
                        && !(first == 192 && second == 168);
            }
            boolean uniqueLocal = high >>> 57 == 0xFC >>> 1;
            boolean linkLocal = high >>> 54 == 0xFE80 >>> 6;
            boolean multicast = high >>> 56 == 0xFF;
            return high != 0 && !uniqueLocal && !linkLocal && !multicast;
        }

        private static Address of(InetAddress address) {
            ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
            return address instanceof Inet4Address
                    ? new Address(0, IPV4 | Integer.toUnsignedLong(bytes.getInt()))
                    : new Address(bytes.getLong(), bytes.getLong());
        }

        /// The platform also takes shortened IPv4 (`7`, `10.1`) and zones (`fe80::1%eth0`), which
        /// no answer has.
        private static boolean isLiteral(String text) {
            boolean colon = text.indexOf(':') >= 0;
            long dots = text.chars().filter(c -> c == '.').count();
            return (colon || dots == 3) && text.chars().allMatch(c -> c == '.' || c == ':' || isHexadecimal(c));
        }

        private static boolean isHexadecimal(int c) {
            return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
        }
    }

    /// The address of an `A` or `AAAA`; empty for any other record, and where the log has nonsense.
    Optional<Address> address() {
        return type.equals("A") || type.equals("AAAA") ? Address.parse(data) : Optional.empty();
    }
}
