package dev.lambdawatch.platform;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/// Published blocks of addresses, laid flat: sorted segments that do not overlap, each owned by
/// the longest prefix over it, or by none. A lookup is one binary search over two arrays of
/// `long` and allocates nothing; of IPv4, which nearly all are, it is over the few segments of the
/// address's first two bytes.
///
/// The text form begins with the line [#MAGIC]; then come, one a line, `as of DATE` and `source
/// PROVIDER: TITLE`, and for each group its key in brackets and its prefixes. Lines that begin
/// with `#` are comments.
final class AddressTable {
    static final String MAGIC = "lambdawatch address table 1";
    static final String AS_OF = "as of ";
    static final String SOURCE = "source ";

    private static final int NOBODY = -1;
    private static final long IPV4 = 0xFFFFL << 32;

    private final String asOf;
    private final Map<String, String> sources;
    private final List<Block> blocks;
    private final long[] startsHi;
    private final long[] startsLo;
    private final int[] owners;
    private final int zeros;

    /// By the first two bytes of an IPv4 address: the last segment that begins up to the first address
    /// with them, -1 if none does.
    private final int[] byFirstBytes = new int[(1 << 16) + 1];

    private AddressTable(String asOf, Map<String, String> sources, List<Block> blocks, Segments segments) {
        this.asOf = asOf;
        this.sources = Map.copyOf(sources);
        this.blocks = List.copyOf(blocks);
        this.startsHi = Arrays.copyOf(segments.hi, segments.size);
        this.startsLo = Arrays.copyOf(segments.lo, segments.size);
        this.owners = Arrays.copyOf(segments.owner, segments.size);
        this.zeros = (int) Arrays.stream(startsHi).takeWhile(hi -> hi == 0).count();
        for (int bytes = 0; bytes < byFirstBytes.length; bytes++) {
            byFirstBytes[bytes] = lastUpTo(IPV4 + ((long) bytes << 16), 0, zeros - 1);
        }
    }

    /// A published prefix and the group that it belongs to.
    record Block(Prefix prefix, String group) implements Comparable<Block> {
        @Override
        public int compareTo(Block other) {
            return prefix.compareTo(other.prefix);
        }
    }

    /// Reads the text form.
    ///
    /// @throws IllegalArgumentException at the first line that does not belong there, with its
    ///     number
    static AddressTable parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty() || !lines.getFirst().equals(MAGIC)) {
            throw new IllegalArgumentException("line 1 is not '" + MAGIC + "'");
        }
        String asOf = "";
        Map<String, String> sources = new HashMap<>();
        List<Block> blocks = new ArrayList<>();
        String group = "";
        for (int i = 1; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith(AS_OF)) {
                asOf = line.substring(AS_OF.length());
            } else if (line.startsWith(SOURCE) && line.contains(": ")) {
                int colon = line.indexOf(": ");
                sources.put(line.substring(SOURCE.length(), colon), line.substring(colon + 2));
            } else if (line.startsWith("[") && line.endsWith("]")) {
                group = line.substring(1, line.length() - 1);
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                blocks.add(block(line, group, i + 1));
            }
        }
        blocks.sort(null);
        return new AddressTable(asOf, sources, blocks, Segments.over(blocks));
    }

    private static Block block(String line, String group, int number) {
        if (group.isEmpty()) {
            throw new IllegalArgumentException("line " + number + ": '" + line + "' stands under no group");
        }
        try {
            return new Block(Prefix.parse(line), group);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("line " + number + ": " + e.getMessage(), e);
        }
    }

    /// The date of the newest dated source, or empty.
    String asOf() {
        return asOf;
    }

    /// How many blocks each operator has.
    SortedMap<String, Integer> sizes() {
        SortedMap<String, Integer> sizes = new TreeMap<>();
        blocks.forEach(block -> sizes.merge(provider(block.group()), 1, Integer::sum));
        return sizes;
    }

    private static String provider(String group) {
        return group.substring(0, Math.max(group.indexOf(':'), 0));
    }

    /// The index of the block that owns this address, for [#at]; -1 if none does.
    int indexOf(long hi, long lo) {
        int segment = hi == 0 ? lastUpTo(lo) : lastUpTo(hi, lo);
        return segment < 0 ? NOBODY : owners[segment];
    }

    /// All of IPv4 is among the segments that begin with 64 zero bits, and they come first.
    private int lastUpTo(long lo) {
        if (lo >>> 32 != IPV4 >>> 32) {
            return lastUpTo(lo, 0, zeros - 1);
        }
        int bytes = (int) (lo >>> 16) & 0xFFFF;
        return lastUpTo(lo, byFirstBytes[bytes] + 1, byFirstBytes[bytes + 1]);
    }

    /// @return `from - 1` if none of those from there on begins up to the address
    private int lastUpTo(long lo, int from, int to) {
        int low = from;
        int high = to;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (Long.compareUnsigned(startsLo[middle], lo) <= 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    private int lastUpTo(long hi, long lo) {
        int low = zeros;
        int high = startsHi.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = Long.compareUnsigned(startsHi[middle], hi);
            if (order < 0 || (order == 0 && Long.compareUnsigned(startsLo[middle], lo) <= 0)) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high;
    }

    /// Hears of a range in which one owner of two tables has addresses that the other table gives to
    /// somebody else. `-1` is nobody.
    @FunctionalInterface
    interface Ranged {
        void range(int owner, int otherOwner, String range);
    }

    /// Goes through the address space once, from one edge of either table to the next.
    void compare(AddressTable other, Ranged ranged) {
        int here = -1;
        int there = -1;
        while (here + 1 < owners.length || there + 1 < other.owners.length) {
            int order = compareStarts(here + 1, other, there + 1);
            here += order <= 0 ? 1 : 0;
            there += order >= 0 ? 1 : 0;
            int owner = here < 0 ? NOBODY : owners[here];
            int otherOwner = there < 0 ? NOBODY : other.owners[there];
            if (!group(owner).equals(other.group(otherOwner))) {
                boolean ours = order <= 0;
                long hi = ours ? startsHi[here] : other.startsHi[there];
                long lo = ours ? startsLo[here] : other.startsLo[there];
                ranged.range(owner, otherOwner, address(hi, lo) + "-" + end(here + 1, other, there + 1));
            }
        }
    }

    /// Below zero if a segment of this table begins before one of the other; one that is not there
    /// begins after all.
    private int compareStarts(int here, AddressTable other, int there) {
        if (here == owners.length || there == other.owners.length) {
            return Integer.compare(other.owners.length - there, owners.length - here);
        }
        int order = Long.compareUnsigned(startsHi[here], other.startsHi[there]);
        return order != 0 ? order : Long.compareUnsigned(startsLo[here], other.startsLo[there]);
    }

    /// The last address before either of two segments begins.
    private String end(int here, AddressTable other, int there) {
        boolean ours = compareStarts(here, other, there) <= 0;
        if (ours && here == owners.length) {
            return address(-1, -1);
        }
        long hi = ours ? startsHi[here] : other.startsHi[there];
        long lo = ours ? startsLo[here] : other.startsLo[there];
        return address(lo == 0 ? hi - 1 : hi, lo - 1);
    }

    private static String address(long hi, long lo) {
        String alone = new Prefix(hi, lo, 128).toString();
        return alone.substring(0, alone.indexOf('/'));
    }

    private String group(int owner) {
        return owner == NOBODY ? "" : blocks.get(owner).group();
    }

    Block at(int index) {
        return blocks.get(index);
    }

    /// The title and date of what the operator published, or the operator's key where the table
    /// names no source.
    String source(String group) {
        String provider = provider(group);
        return sources.getOrDefault(provider, provider);
    }

    /// The segments while they are laid: mutable, thrown away afterwards.
    private static final class Segments {
        private final long[] hi;
        private final long[] lo;
        private final int[] owner;
        private int size;

        private Segments(int blocks) {
            // Each block opens one segment and, where it ends, one of the block around it.
            hi = new long[2 * blocks];
            lo = new long[2 * blocks];
            owner = new int[2 * blocks];
        }

        /// Lays sorted blocks flat. Two prefixes either nest or have nothing in common, so a
        /// stack of the open ones is enough.
        static Segments over(List<Block> blocks) {
            Segments segments = new Segments(blocks.size());
            Deque<Integer> open = new ArrayDeque<>();
            for (int i = 0; i < blocks.size(); i++) {
                Prefix prefix = blocks.get(i).prefix();
                while (!open.isEmpty() && !blocks.get(open.element()).prefix().contains(prefix)) {
                    segments.close(blocks, open);
                }
                segments.begin(prefix.hi(), prefix.lo(), i);
                open.push(i);
            }
            while (!open.isEmpty()) {
                segments.close(blocks, open);
            }
            return segments;
        }

        private void close(List<Block> blocks, Deque<Integer> open) {
            Prefix ended = blocks.get(open.pop()).prefix();
            int owner = open.isEmpty() ? NOBODY : open.element();
            long nextLo = ended.lastLo() + 1;
            long nextHi = nextLo == 0 ? ended.lastHi() + 1 : ended.lastHi();
            if (nextLo != 0 || nextHi != 0) {
                begin(nextHi, nextLo, owner);
            }
        }

        /// A segment that begins where the last one did takes its place.
        private void begin(long startHi, long startLo, int newOwner) {
            if (size > 0 && hi[size - 1] == startHi && lo[size - 1] == startLo) {
                size--;
            }
            hi[size] = startHi;
            lo[size] = startLo;
            owner[size] = newOwner;
            size++;
        }
    }
}
