package dev.lambdawatch.flow;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Reads a flow log in Parquet: flat columns, plain or by dictionary; pages uncompressed, in gzip
/// (as AWS writes them) or in Snappy.
///
/// The values of a row are written side by side as text and then read as any line, so that both
/// kinds of flow log mean the same and are checked alike. The file has its plan at its end, so it
/// is held in memory whole; a page of each column at a time is decompressed beside it.
final class FlowParquet {
    /// AWS's objects have at most 75 MB.
    static final int LARGEST = 128 << 20;

    /// What the pages of all columns may take at a time. Writers make pages of one megabyte, some
    /// one of a whole group.
    private static final long MOST_PAGES = 256L << 20;

    /// More rows than this for each byte of the file, beyond the first million, is a bomb.
    private static final int MOST_ROWS_A_BYTE = 4;

    private static final int HARMLESS_ROWS = 1_000_000;

    private final FlowRecords records;
    private final Skips skips;
    private final Line line = new Line();
    private final FlowRecord record;
    private long count;
    private long bytes;

    FlowParquet(String place, FlowRecords records) {
        this.records = records;
        this.skips = new Skips(place, records);
        this.record = new FlowRecord(line, Place.region(place));
    }

    FlowCounts read(InputStream in) throws IOException {
        byte[] file = in.readNBytes(LARGEST + 1);
        try {
            if (file.length > LARGEST) {
                throw new DamagedException("a Parquet file of more than " + LARGEST + " bytes is not read", true);
            }
            file(file, ParquetFooter.of(file));
        } catch (DamagedException e) {
            skip(e);
        }
        skips.finish(line.number);
        return new FlowCounts(count, skips.total(), bytes);
    }

    private void file(byte[] file, ParquetFooter footer) {
        List<String> names = footer.columns().stream().map(FlowParquet::header).toList();
        Optional<Flaw> refusal = Columns.refusal(names);
        if (refusal.isPresent()) {
            skips.add(line.number, refusal.get());
            return;
        }
        for (ParquetFooter.Group group : footer.groups()) {
            long end = line.number + Math.max(0, group.rows());
            try {
                group(file, footer, group);
            } catch (DamagedException e) {
                String lost = "%s; the rows up to %d are lost".formatted(e.getMessage(), end);
                skip(new DamagedException(lost, false));
                line.number = end;
            }
        }
    }

    /// The name of a column in a header: Parquet has underscores. That of a column with several
    /// values a row is none of ours.
    private static String header(ParquetFooter.Column column) {
        return column.flat() ? column.name().toLowerCase(Locale.ROOT).replace('_', '-') : "";
    }

    private void group(byte[] file, ParquetFooter footer, ParquetFooter.Group group) throws DamagedException {
        if (group.rows() > HARMLESS_ROWS + (long) MOST_ROWS_A_BYTE * file.length) {
            throw new DamagedException("a group of %d rows in %d bytes".formatted(group.rows(), file.length), true);
        }
        PageMemory memory = new PageMemory(MOST_PAGES);
        List<ParquetColumn> read = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < footer.columns().size(); i++) {
            String name = header(footer.columns().get(i));
            if (Field.isRead(name)) {
                names.add(name);
                read.add(new ParquetColumn(
                        file, footer.columns().get(i), group.chunks().get(i), memory));
            }
        }
        line.text = new byte[(read.size() + 1) * ParquetColumn.LONGEST_TEXT];
        try {
            rows(group.rows(), read, new RecordParser(Columns.of(names), line, record));
        } finally {
            bytes += read.stream().mapToLong(ParquetColumn::read).sum();
        }
    }

    private void rows(long rows, List<ParquetColumn> columns, RecordParser parser) throws DamagedException {
        for (long row = 0; row < rows; row++) {
            line.number++;
            line.clear();
            int at = 0;
            for (ParquetColumn column : columns) {
                int from = at;
                at = column.write(line.text, from);
                line.add(from, at);
            }
            Optional<Flaw> flaw = parser.parse();
            if (flaw.isPresent()) {
                skips.add(line.number, flaw.get());
            } else {
                count++;
                records.record(record);
            }
        }
    }

    private void skip(DamagedException damage) {
        skips.add(line.number, Flaw.damage(damage));
    }
}
