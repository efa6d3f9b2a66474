package dev.lambdawatch.flow;

import java.nio.charset.StandardCharsets;

/// Reads structures in Thrift's compact protocol, in which Parquet writes what it says about
/// itself.
///
/// A caller asks for one field after the other ([#nextField]), reads those whose number it knows
/// and skips the rest; so fields that are new to us do no harm. Mutable.
final class Thrift {
    /// What [#nextField] gives behind the last field of a structure.
    static final int STOP = 0;

    private static final int TRUE = 1;
    private static final int FALSE = 2;
    private static final int BYTE = 3;
    private static final int I16 = 4;
    private static final int I32 = 5;
    private static final int I64 = 6;
    private static final int DOUBLE = 7;
    private static final int BINARY = 8;
    private static final int LIST = 9;
    private static final int SET = 10;
    private static final int MAP = 11;
    private static final int STRUCT = 12;

    /// Deeper structures are somebody's attempt at our stack.
    private static final int DEEPEST = 32;

    private static final int LONGEST_TEXT = 1_024;

    private final ByteCursor in;
    private final int[] outerFields = new int[DEEPEST];
    private int depth;
    private int field;
    private int type;

    Thrift(ByteCursor in) {
        this.in = in;
    }

    /// Enters the structure that is the value here.
    void begin() throws DamagedException {
        if (depth == DEEPEST) {
            throw new DamagedException("structures are nested more than " + DEEPEST + " deep", true);
        }
        outerFields[depth++] = field;
        field = 0;
    }

    /// The number of the next field of the structure, or [#STOP], which leaves the structure.
    int nextField() throws DamagedException {
        int header = in.unsignedByte();
        if (header == 0) {
            field = outerFields[--depth];
            return STOP;
        }
        type = header & 0x0F;
        int step = header >>> 4;
        field = step == 0 ? (int) in.zigzag() : field + step;
        if (field <= STOP) {
            throw new DamagedException("a field has the number " + field, true);
        }
        return field;
    }

    /// The number that is the value of the field here.
    long number() throws DamagedException {
        return switch (type) {
            case BYTE -> in.unsignedByte();
            case I16, I32, I64 -> in.zigzag();
            default -> throw unexpected("a number");
        };
    }

    int smallNumber() throws DamagedException {
        long number = number();
        if (number != (int) number) {
            throw new DamagedException("a number of four bytes is " + number, true);
        }
        return (int) number;
    }

    boolean truth() throws DamagedException {
        if (type != TRUE && type != FALSE) {
            throw unexpected("true or false");
        }
        return type == TRUE;
    }

    String text() throws DamagedException {
        if (type != BINARY) {
            throw unexpected("text");
        }
        long length = in.varint();
        int from = in.skip(length);
        return new String(in.bytes, from, (int) Math.min(length, LONGEST_TEXT), StandardCharsets.UTF_8);
    }

    /// Enters the list that is the value of the field here; how many elements follow. Each is read
    /// as the value of a field would be.
    int list() throws DamagedException {
        if (type != LIST && type != SET) {
            throw unexpected("a list");
        }
        int header = in.unsignedByte();
        type = header & 0x0F;
        long size = (header >>> 4) == 0x0F ? in.varint() : header >>> 4;
        // Every element takes a byte at least.
        if (size < 0 || size > in.remaining()) {
            throw new DamagedException("a list of " + size + " elements in " + in.remaining() + " bytes", true);
        }
        return (int) size;
    }

    /// Passes over the value of the field here.
    void skip() throws DamagedException {
        switch (type) {
            case TRUE, FALSE -> {}
            case BYTE -> in.skip(1);
            case I16, I32, I64 -> in.varint();
            case DOUBLE -> in.skip(Double.BYTES);
            case BINARY -> in.skip(in.varint());
            case LIST, SET -> skipElements(list());
            case MAP -> skipMap();
            case STRUCT -> {
                begin();
                while (nextField() != STOP) {
                    skip();
                }
            }
            default -> throw unexpected("a type");
        }
    }

    private void skipElements(int count) throws DamagedException {
        int element = type;
        for (int i = 0; i < count; i++) {
            skipElement(element);
        }
    }

    private void skipMap() throws DamagedException {
        long size = in.varint();
        if (size < 0 || size > in.remaining()) {
            throw new DamagedException("a map of " + size + " entries in " + in.remaining() + " bytes", true);
        }
        int types = size == 0 ? 0 : in.unsignedByte();
        for (long i = 0; i < size; i++) {
            skipElement(types >>> 4);
            skipElement(types & 0x0F);
        }
    }

    /// Within a list or map a truth takes a byte, which as a field's value it does not.
    private void skipElement(int element) throws DamagedException {
        if (element == TRUE || element == FALSE) {
            in.skip(1);
        } else {
            type = element;
            skip();
        }
    }

    private DamagedException unexpected(String wanted) {
        return new DamagedException(
                "%s is wanted at byte %d, Thrift type %d is there".formatted(wanted, in.position(), type), true);
    }
}
