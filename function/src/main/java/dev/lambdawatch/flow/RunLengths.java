package dev.lambdawatch.flow;

/// Reads small numbers that are written as runs of one value and as packed bits, in turn (Apache
/// Parquet format, `Encodings.md`, "RLE / Bit-Packing Hybrid"). Mutable.
final class RunLengths {
    private static final int PACK = 8;

    private final ByteCursor in;
    private final int width;
    private final long mask;
    private long repeats;
    private int repeated;
    private long packed;
    private int packedFrom;
    private long bit;

    /// @param width bits of a number, 0 to 32
    RunLengths(ByteCursor in, int width) throws DamagedException {
        if (width > Integer.SIZE) {
            throw new DamagedException("numbers of " + width + " bits", true);
        }
        this.in = in;
        this.width = width;
        this.mask = (1L << width) - 1;
    }

    /// A reader of which every number is the same, for ever.
    static RunLengths always(int value) throws DamagedException {
        RunLengths runs = new RunLengths(new ByteCursor(new byte[0], 0, 0), 0);
        runs.repeated = value;
        runs.repeats = Long.MAX_VALUE;
        return runs;
    }

    int next() throws DamagedException {
        while (repeats == 0 && packed == 0) {
            nextRun();
        }
        if (repeats > 0) {
            repeats--;
            return repeated;
        }
        packed--;
        int value = bits();
        bit += width;
        return value;
    }

    private void nextRun() throws DamagedException {
        long header = in.varint();
        if ((header & 1) == 0) {
            repeats = header >>> 1;
            repeated = 0;
            for (int i = 0; i < (width + 7) / 8; i++) {
                repeated |= in.unsignedByte() << (8 * i);
            }
            return;
        }
        long packs = header >>> 1;
        if (packs > in.remaining() && width > 0) {
            throw new DamagedException(packs + " packs of bits in " + in.remaining() + " bytes", true);
        }
        packed = packs * PACK;
        packedFrom = in.skip(packs * width);
        bit = 0;
    }

    /// The number at the current bit, the lowest bit first. It lies in five bytes at most; eight
    /// are read at once where there are so many.
    private int bits() {
        int from = packedFrom + (int) (bit >>> 3);
        int shift = (int) bit & 7;
        long value = from <= in.bytes.length - Long.BYTES ? LittleEndian.longAt(in.bytes, from) : lastBits(from, shift);
        return (int) ((value >>> shift) & mask);
    }

    private long lastBits(int from, int shift) {
        long value = 0;
        int bytes = (shift + width + 7) / 8;
        for (int i = 0; i < bytes; i++) {
            value |= (in.bytes[from + i] & 0xFFL) << (8 * i);
        }
        return value;
    }
}
