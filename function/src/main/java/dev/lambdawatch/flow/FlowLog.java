package dev.lambdawatch.flow;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Arrays;

/// Reads VPC flow logs, one object at a time.
///
/// Text of the versions 2 to 11 is read by its header, in any order of fields; the default format
/// of version 2 also without one, and so the exports of CloudWatch Logs with a time in front of
/// each line. Kind and compression are told by content, never by name.
///
/// Whoever wrote the object may be an attacker: a line that is not as it should be is skipped with
/// its reason and the rest is read, memory is bounded by the buffers (under 1 MB for text; for
/// Parquet the file, up to 128 MB, and a page of each column) and the table of names, and an object
/// that grows more than two hundred times when inflated is left at that point.
public final class FlowLog {
    private static final int COMPRESSED_STEP = 64 << 10;
    private static final int TEXT_STEP = 256 << 10;

    private FlowLog() {}

    /// Reads one object to its end and gives its records on in their order.
    ///
    /// @param place what to call the object in messages: its key, best with bucket and folders,
    ///     from which a record without a Region gets one
    /// @param in    left open
    /// @throws IOException only if the stream fails; damage to the object is told to
    ///     [FlowRecords#skipped]
    public static FlowCounts read(String place, InputStream in, FlowRecords records) throws IOException {
        return read(place, in, records, COMPRESSED_STEP, TEXT_STEP);
    }

    /// Reads with steps of the given sizes, which change nothing but the speed.
    static FlowCounts read(String place, InputStream in, FlowRecords records, int compressedStep, int textStep)
            throws IOException {
        PushbackInputStream object = new PushbackInputStream(in, ParquetFooter.MAGIC.length);
        byte[] head = head(object);
        if (Arrays.equals(head, ParquetFooter.MAGIC)) {
            return new FlowParquet(place, records).read(object);
        }
        if (!Gunzip.isGzip(head)) {
            return new FlowText(place, object, textStep, records).read();
        }
        try (Gunzip text = new Gunzip(object, compressedStep)) {
            return new FlowText(place, text, textStep, records).read();
        }
    }

    /// The first bytes, which stay in the stream.
    private static byte[] head(PushbackInputStream in) throws IOException {
        byte[] head = in.readNBytes(ParquetFooter.MAGIC.length);
        in.unread(head);
        return head;
    }
}
