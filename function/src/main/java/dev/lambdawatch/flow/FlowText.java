package dev.lambdawatch.flow;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/// Reads the text of a flow log line by line, under the header that came last; before any header
/// only the default format is understood.
final class FlowText {
    private final LineReader reader;
    private final Line line;
    private final FlowRecords records;
    private final Skips skips;
    private final FlowRecord record;
    private Optional<RecordParser> parser = Optional.empty();
    private Optional<Flaw> refused = Optional.empty();
    private Columns columns = Columns.DEFAULT;
    private long count;

    /// @param step how many bytes of text are read at once, at most
    FlowText(String place, InputStream in, int step, FlowRecords records) {
        this.reader = new LineReader(in, step);
        this.line = reader.line();
        this.records = records;
        this.skips = new Skips(place, records);
        this.record = new FlowRecord(line, Place.region(place));
    }

    FlowCounts read() throws IOException {
        while (next()) {}
        skips.finish(line.number);
        return new FlowCounts(count, skips.total(), reader.read());
    }

    /// Reads one line; false at the end.
    private boolean next() throws IOException {
        try {
            switch (reader.next()) {
                case LINE -> line();
                case TOO_LONG -> skip(new Flaw("a line is too long", "over " + LineReader.CAPACITY + " bytes"));
                case END -> {
                    return false;
                }
            }
        } catch (DamagedException e) {
            skip(Flaw.damage(e));
        }
        return true;
    }

    private void line() {
        if (line.count == 0) {
            return;
        }
        if (Columns.isHeader(line, parser.isPresent())) {
            header(line.fields());
        } else if (refused.isPresent()) {
            skips.count(refused.get());
        } else if (parser.isPresent() || Columns.isDefault(line)) {
            fields(parser.isPresent() ? parser.get() : use(Columns.DEFAULT));
        } else {
            skip(Flaw.of("no header came before, and the line is not in the default format"));
        }
    }

    private void header(List<String> names) {
        refused = Columns.refusal(names);
        refused.ifPresentOrElse(this::skip, () -> use(Columns.of(names)));
    }

    private RecordParser use(Columns next) {
        RecordParser made = new RecordParser(next, line, record);
        columns = next;
        parser = Optional.of(made);
        return made;
    }

    private void fields(RecordParser fields) {
        if (line.count == columns.count() + 1 && line.isTimeInFront()) {
            line.shift();
        }
        if (line.count != columns.count()) {
            String detail = line.count + ", the header has " + columns.count();
            skip(new Flaw(line.count < columns.count() ? "too few fields" : "too many fields", detail));
            return;
        }
        Optional<Flaw> flaw = fields.parse();
        if (flaw.isPresent()) {
            skip(flaw.get());
        } else {
            count++;
            records.record(record);
        }
    }

    private void skip(Flaw flaw) {
        skips.add(line.number, flaw);
    }
}
