package dev.lambdawatch.beacon;

import java.util.Arrays;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// The outer form of a segment: magic bytes, version, length, and the body under zlib, whose
/// check sum tells damage.
final class SegmentFile {
    private static final byte[] MAGIC = {'L', 'W', 'S', 3};

    /// The largest body that is read: about ten million pairs.
    private static final int LARGEST_BODY = 256 << 20;

    /// Deflate packs no more than this into a byte.
    private static final long DEFLATE_LIMIT = 1032;

    /// Nearly twice as fast as the usual 6, and within four per cent of its size: columns hold few
    /// repeats.
    private static final int LEVEL = 4;

    /// Without matches of less than six bytes: among hexadecimal digits and octets of addresses they
    /// are chance, and cost more than what they stand for.
    private static final int STRATEGY = Deflater.FILTERED;

    private SegmentFile() {}

    static byte[] bytes(byte[] body) {
        ByteWriter out = new ByteWriter();
        for (byte octet : MAGIC) {
            out.octet(octet);
        }
        out.number(body.length);
        byte[] buffer = new byte[1 << 13];
        try (Deflater deflater = new Deflater(LEVEL)) {
            deflater.setStrategy(STRATEGY);
            deflater.setInput(body);
            deflater.finish();
            while (!deflater.finished()) {
                out.append(buffer, deflater.deflate(buffer));
            }
        }
        return out.toBytes();
    }

    static byte[] body(byte[] bytes) throws DamagedSegmentException {
        if (bytes.length < MAGIC.length || !Arrays.equals(bytes, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
            throw new DamagedSegmentException(
                    "a segment begins with LWS and version 3; got " + bytes.length + " bytes that begin otherwise");
        }
        ByteReader in = new ByteReader(bytes);
        in.fixed(MAGIC.length);
        long most = Math.min(LARGEST_BODY, DEFLATE_LIMIT * bytes.length);
        byte[] body = new byte[in.count((int) most)];
        inflate(bytes, in.position(), body);
        return body;
    }

    private static void inflate(byte[] bytes, int start, byte[] body) throws DamagedSegmentException {
        try (Inflater inflater = new Inflater()) {
            inflater.setInput(bytes, start, bytes.length - start);
            int length = 0;
            int read;
            do {
                read = inflater.inflate(body, length, body.length - length);
                length += read;
            } while (read > 0 && length < body.length);
            // One byte more is asked for, so that the check sum is read and a longer body shows.
            int more = inflater.inflate(new byte[1]);
            if (length < body.length || more > 0 || !inflater.finished() || inflater.getRemaining() > 0) {
                throw new DamagedSegmentException("a body of exactly " + body.length + " bytes was expected");
            }
        } catch (DataFormatException e) {
            throw new DamagedSegmentException("the body is not what was deflated: " + e.getMessage(), e);
        }
    }
}
