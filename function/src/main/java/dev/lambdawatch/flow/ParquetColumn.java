package dev.lambdawatch.flow;

import java.nio.charset.StandardCharsets;

/// The values of one column in one group of rows, one after the other. Mutable: it stands on a
/// value.
///
/// Pages are decompressed one at a time. Values are read where they lie, plain or by their number
/// in the dictionary. The encodings by differences are not read, and refused by name.
final class ParquetColumn {
    /// As much of a text is written: no name and no address is longer.
    static final int LONGEST_TEXT = 256;

    private static final int INT32 = 1;
    private static final int INT64 = 2;
    private static final int FLOAT = 4;
    private static final int DOUBLE = 5;
    private static final int BYTE_ARRAY = 6;

    private static final int PLAIN = 0;
    private static final int PLAIN_DICTIONARY = 2;
    private static final int RLE_DICTIONARY = 8;

    /// Beyond it a double does not hold every whole number.
    private static final double LARGEST_WHOLE = 1L << 53;

    /// An account has twelve digits, of which a number loses the zeros in front.
    private static final int ACCOUNT_DIGITS = 12;

    private static final int MOST_DIGITS = 19;

    /// No number and no real one takes more characters.
    private static final int LONGEST_NUMBER = 26;

    private static final ByteCursor EMPTY = new ByteCursor(new byte[0], 0, 0);

    private final ParquetFooter.Column column;
    private final int codec;
    private final ByteCursor in;
    private final PageMemory memory;
    private final int fewestDigits;
    private final long leastBeyond;
    private long read;

    private byte[] page = {};
    /// The dictionary as text, and where each entry begins and ends in it.
    private byte[] dictionary = {};
    private int[] starts = {};
    private int[] ends = {};

    private int left;
    private boolean indexed;
    private RunLengths definitions;
    private RunLengths indexes;
    private ByteCursor plain = EMPTY;

    ParquetColumn(byte[] file, ParquetFooter.Column column, ParquetFooter.Chunk chunk, PageMemory memory)
            throws DamagedException {
        this.memory = memory;
        this.column = column;
        this.codec = chunk.codec();
        if (chunk.offset() < 0 || chunk.size() < 0 || chunk.offset() > file.length - chunk.size()) {
            throw damaged("lies outside the file");
        }
        this.in = new ByteCursor(file, (int) chunk.offset(), (int) (chunk.offset() + chunk.size()));
        this.fewestDigits = column.name().equals("account_id") ? ACCOUNT_DIGITS : 1;
        this.leastBeyond = fewestDigits == ACCOUNT_DIGITS ? 1_000_000_000_000L : 10;
        this.definitions = RunLengths.always(0);
        this.indexes = RunLengths.always(0);
        width();
    }

    /// How many bytes its pages held so far, decompressed.
    long read() {
        return read;
    }

    /// Goes to the next row and writes its value as a flow log in text would: digits, text, or `-`
    /// where there is none.
    ///
    /// @return where the value ends
    int write(byte[] text, int at) throws DamagedException {
        while (left == 0) {
            if (in.remaining() == 0) {
                throw damaged("ends before the rows do");
            }
            nextPage();
        }
        left--;
        if (definitions.next() == 0) {
            text[at] = '-';
            return at + 1;
        }
        if (!indexed) {
            int from = place(plain);
            return write(plain.bytes, from, text, at);
        }
        int index = indexes.next();
        if (index < 0 || index >= starts.length) {
            throw damaged("has no entry %d in its dictionary of %d".formatted(index, starts.length));
        }
        int length = ends[index] - starts[index];
        System.arraycopy(dictionary, starts[index], text, at, length);
        return at + length;
    }

    private void nextPage() throws DamagedException {
        ParquetPage header = ParquetPage.of(in);
        ByteCursor stored = in.slice(header.compressed());
        header.check(stored);
        read += header.size();
        switch (header.kind()) {
            case ParquetPage.DICTIONARY -> dictionary(header, stored);
            case ParquetPage.DATA -> {
                ByteCursor values = decompressed(stored, header.size());
                definitions =
                        column.optional() ? new RunLengths(values.slice(values.littleInt()), 1) : RunLengths.always(1);
                data(header, values);
            }
            case ParquetPage.DATA_2 -> {
                stored.skip(header.repetition());
                ByteCursor levels = stored.slice(header.definition());
                definitions = column.optional() ? new RunLengths(levels, 1) : RunLengths.always(1);
                data(header, header.packed() ? decompressed(stored, header.valuesSize()) : stored);
            }
            default -> {
                // An index, or a kind to come: nothing to read.
            }
        }
    }

    /// Writes every entry once as text, which is then copied for each row.
    private void dictionary(ParquetPage header, ByteCursor stored) throws DamagedException {
        // Each entry takes four bytes at least.
        if (header.values() > header.size() / Integer.BYTES) {
            throw damaged("has a dictionary of %d values in %d bytes".formatted(header.values(), header.size()));
        }
        ByteCursor values = decompressed(stored, header.size());
        int longest = width() == 0 ? header.size() : header.values() * LONGEST_NUMBER;
        dictionary = memory.replace(dictionary.length, longest);
        starts = new int[header.values()];
        ends = new int[header.values()];
        int at = 0;
        for (int i = 0; i < starts.length; i++) {
            starts[i] = at;
            at = write(values.bytes, place(values), dictionary, at);
            ends[i] = at;
        }
    }

    private void data(ParquetPage header, ByteCursor values) throws DamagedException {
        left = header.values();
        indexed = header.encoding() != PLAIN;
        switch (header.encoding()) {
            case PLAIN -> plain = values;
            // A page without any value may lack the width.
            case PLAIN_DICTIONARY, RLE_DICTIONARY ->
                indexes = new RunLengths(values, values.remaining() == 0 ? 0 : values.unsignedByte());
            default -> throw damaged("is encoded with " + encodingName(header.encoding()) + ", which is not read");
        }
    }

    private ByteCursor decompressed(ByteCursor stored, int size) throws DamagedException {
        page = memory.replace(page.length, size);
        ParquetPage.decompress(codec, stored, page);
        return new ByteCursor(page, 0, size);
    }

    /// Passes over a plain value; where it begins. That of a text is its length.
    private int place(ByteCursor values) throws DamagedException {
        int width = width();
        if (width > 0) {
            return values.skip(width);
        }
        int from = values.skip(Integer.BYTES);
        values.skip(LittleEndian.intAt(values.bytes, from));
        return from;
    }

    /// How many bytes a plain value takes, 0 for text.
    private int width() throws DamagedException {
        return switch (column.type()) {
            case INT32, FLOAT -> Integer.BYTES;
            case INT64, DOUBLE -> Long.BYTES;
            case BYTE_ARRAY -> 0;
            default -> throw damaged("has values of type " + column.type() + ", which is not read");
        };
    }

    private int write(byte[] values, int from, byte[] text, int at) {
        return switch (column.type()) {
            case INT32 -> digits(LittleEndian.intAt(values, from), text, at);
            case INT64 -> digits(LittleEndian.longAt(values, from), text, at);
            case FLOAT -> real(Float.intBitsToFloat(LittleEndian.intAt(values, from)), text, at);
            case DOUBLE -> real(Double.longBitsToDouble(LittleEndian.longAt(values, from)), text, at);
            default -> text(values, from, text, at);
        };
    }

    private static int text(byte[] values, int from, byte[] text, int at) {
        int length = Math.min(LONGEST_TEXT, LittleEndian.intAt(values, from));
        System.arraycopy(values, from + Integer.BYTES, text, at, length);
        return length == 0 ? absent(text, at) : at + length;
    }

    private static int absent(byte[] text, int at) {
        text[at] = '-';
        return at + 1;
    }

    private int digits(long number, byte[] text, int at) {
        if (number < 0) {
            return letters(Long.toString(number), text, at);
        }
        int count = fewestDigits;
        for (long power = leastBeyond; number >= power && count < MOST_DIGITS; power *= 10) {
            count++;
        }
        long rest = number;
        for (int i = at + count - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + count;
    }

    /// Some writers make whole numbers real ones. Others are written so that they read as damaged.
    private int real(double number, byte[] text, int at) {
        return number == Math.rint(number) && Math.abs(number) <= LARGEST_WHOLE
                ? digits((long) number, text, at)
                : letters(Double.toString(number), text, at);
    }

    private static int letters(String letters, byte[] text, int at) {
        byte[] bytes = letters.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(bytes, 0, text, at, bytes.length);
        return at + bytes.length;
    }

    private DamagedException damaged(String what) {
        return new DamagedException("column " + column.name() + " " + what, true);
    }

    private static String encodingName(int encoding) {
        return switch (encoding) {
            case 5 -> "DELTA_BINARY_PACKED";
            case 6 -> "DELTA_LENGTH_BYTE_ARRAY";
            case 7 -> "DELTA_BYTE_ARRAY";
            case 9 -> "BYTE_STREAM_SPLIT";
            default -> "encoding " + encoding;
        };
    }
}
