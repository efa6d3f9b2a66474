package dev.lambdawatch.flow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.CRC32;

/// The header of a page of a Parquet column (Apache Parquet format 2, `parquet.thrift`:
/// `PageHeader`).
///
/// @param kind       dictionary, or values in one of two layouts
/// @param size       of the page in bytes, decompressed
/// @param compressed size of the page as it is stored
/// @param checksum   of the stored bytes, or -1
/// @param values     how many values it holds, absent ones among them
/// @param encoding   of the values
/// @param definition size of the levels that tell absent values, in the second layout
/// @param repetition size of the levels that tell repeated values, in the second layout
/// @param packed     whether the values are compressed, in the second layout
record ParquetPage(
        int kind,
        int size,
        int compressed,
        long checksum,
        int values,
        int encoding,
        int definition,
        int repetition,
        boolean packed) {
    static final int DATA = 0;
    static final int DICTIONARY = 2;
    static final int DATA_2 = 3;

    /// Writers make pages of one megabyte, seldom of a whole row group.
    static final int LARGEST = 64 << 20;

    static final int UNCOMPRESSED = 0;
    static final int SNAPPY = 1;
    static final int GZIP = 2;

    private static final int GZIP_STEP = 64 << 10;

    /// Reads the header at a cursor, which then stands on the page.
    static ParquetPage of(ByteCursor at) throws DamagedException {
        Thrift in = new Thrift(at);
        int kind = -1;
        int size = -1;
        int compressed = -1;
        long checksum = -1;
        Values values = new Values(0, 0, 0, 0, true);
        in.begin();
        for (int field = in.nextField(); field != Thrift.STOP; field = in.nextField()) {
            switch (field) {
                case 1 -> kind = in.smallNumber();
                case 2 -> size = in.smallNumber();
                case 3 -> compressed = in.smallNumber();
                case 4 -> checksum = in.number() & 0xFFFF_FFFFL;
                case 5, 7 -> values = Values.of(in, false);
                case 8 -> values = Values.of(in, true);
                default -> in.skip();
            }
        }
        if (size < 0 || size > LARGEST || compressed < 0 || values.count < 0) {
            throw new DamagedException(
                    "a page of %d bytes, stored in %d, with %d values".formatted(size, compressed, values.count), true);
        }
        return new ParquetPage(
                kind,
                size,
                compressed,
                checksum,
                values.count,
                values.encoding,
                values.definition,
                values.repetition,
                values.packed);
    }

    /// The part of a page header that depends on its kind.
    private record Values(int count, int encoding, int definition, int repetition, boolean packed) {

        static Values of(Thrift in, boolean second) throws DamagedException {
            int count = 0;
            int encoding = 0;
            int definition = 0;
            int repetition = 0;
            boolean packed = true;
            in.begin();
            for (int field = in.nextField(); field != Thrift.STOP; field = in.nextField()) {
                switch (second ? field : -field) {
                    case 1, -1 -> count = in.smallNumber();
                    case 4, -2 -> encoding = in.smallNumber();
                    case 5 -> definition = in.smallNumber();
                    case 6 -> repetition = in.smallNumber();
                    case 7 -> packed = in.truth();
                    default -> in.skip();
                }
            }
            return new Values(count, encoding, definition, repetition, packed);
        }
    }

    /// Compares the checksum, where there is one, with the stored bytes.
    void check(ByteCursor stored) throws DamagedException {
        if (checksum >= 0) {
            CRC32 actual = new CRC32();
            actual.update(stored.bytes, stored.position(), stored.remaining());
            if (actual.getValue() != checksum) {
                throw new DamagedException(
                        "a page at byte %d does not match its checksum".formatted(stored.position()), true);
            }
        }
    }

    /// The size of the values alone, in the second layout.
    int valuesSize() throws DamagedException {
        int rest = size - repetition - definition;
        if (repetition < 0 || definition < 0 || rest < 0) {
            throw new DamagedException("a page of %d bytes has levels of more".formatted(size), true);
        }
        return rest;
    }

    /// Decompresses what a cursor holds into an array that it fills exactly.
    static void decompress(int codec, ByteCursor stored, byte[] into) throws DamagedException {
        switch (codec) {
            case UNCOMPRESSED -> {
                if (stored.remaining() != into.length) {
                    throw new DamagedException(
                            "a page of %d bytes takes %d".formatted(into.length, stored.remaining()), true);
                }
                System.arraycopy(stored.bytes, stored.position(), into, 0, into.length);
            }
            case SNAPPY -> Snappy.decompress(stored, into);
            case GZIP -> gunzip(stored, into);
            default -> throw new DamagedException("pages in " + codecName(codec) + " are not read", true);
        }
    }

    private static void gunzip(ByteCursor stored, byte[] bytes) throws DamagedException {
        ByteArrayInputStream in = new ByteArrayInputStream(stored.bytes, stored.position(), stored.remaining());
        try (Gunzip gunzip = new Gunzip(in, Math.clamp(stored.remaining(), 1, GZIP_STEP))) {
            int count = gunzip.readNBytes(bytes, 0, bytes.length);
            if (count < bytes.length || gunzip.read() >= 0) {
                throw new DamagedException("a page of %d bytes holds others".formatted(bytes.length), true);
            }
        } catch (DamagedException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("bytes in memory cannot fail to be read", e);
        }
    }

    private static String codecName(int codec) {
        return switch (codec) {
            case 3 -> "LZO";
            case 4 -> "Brotli";
            case 5, 7 -> "LZ4";
            case 6 -> "Zstandard";
            default -> "codec " + codec;
        };
    }
}
