package dev.lambdawatch.flow;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/// Where each field stands in a line: a header, compiled.
final class Columns {
    /// What names a source. A regional NAT gateway has no interface: its own id stands for it.
    private static final List<Field> SOURCE_NAMES = List.of(
            Field.INTERFACE_ID,
            Field.RESOURCE_ID,
            Field.INSTANCE_ID,
            Field.ECS_TASK_ID,
            Field.ACCOUNT_ID,
            Field.REGION);

    /// The default format of version 2, which needs no header.
    static final Columns DEFAULT = new Columns(List.of(
            "version",
            "account-id",
            "interface-id",
            "srcaddr",
            "dstaddr",
            "srcport",
            "dstport",
            "protocol",
            "packets",
            "bytes",
            "start",
            "end",
            "action",
            "log-status"));

    private final int[] indexes = new int[Field.values().length];
    private final int[] sourceNames;
    private final int count;

    private Columns(List<String> names) {
        count = names.size();
        for (Field field : Field.values()) {
            int index = names.indexOf(field.header);
            indexes[slot(field)] = index < 0 ? Line.MISSING : index;
        }
        standIn(Field.SRCADDR, Field.PKT_SRCADDR);
        standIn(Field.DSTADDR, Field.PKT_DSTADDR);
        sourceNames = SOURCE_NAMES.stream().filter(this::has).mapToInt(this::at).toArray();
    }

    /// Whether a line names fields instead of telling of a flow.
    ///
    /// @param headed whether one came before: then the first field decides; else any does, so that
    ///     a header whose first field is too new for us is seen
    static boolean isHeader(Line line, boolean headed) {
        int last = headed ? 1 : Math.min(line.count, Line.MOST_FIELDS);
        for (int i = 0; i < last; i++) {
            if (Field.isKnown(line.text, line.start(i), line.start(i) + line.length(i))) {
                return true;
            }
        }
        return false;
    }

    /// Whether a line has as many fields as the default format.
    static boolean isDefault(Line line) {
        return line.count == DEFAULT.count || (line.count == DEFAULT.count + 1 && line.isTimeInFront());
    }

    /// Compiles a header; the caller has asked [#refusal] before.
    static Columns of(List<String> names) {
        return new Columns(names);
    }

    /// Why an object with this header is not read, or empty.
    static Optional<Flaw> refusal(List<String> names) {
        if (names.stream().anyMatch(name -> name.equals("resource-type") || name.startsWith("tgw-"))) {
            return Optional.of(Flaw.of("a Transit Gateway flow log is not read: its records are no interface's"));
        }
        if (names.size() >= Line.MOST_FIELDS) {
            return Optional.of(Flaw.of("a header of " + Line.MOST_FIELDS + " fields or more is not read"));
        }
        Columns columns = new Columns(names);
        TreeSet<String> missing = new TreeSet<>();
        Field.NEEDED.stream().filter(field -> !columns.has(field)).forEach(field -> missing.add(field.header));
        if (!missing.isEmpty()) {
            return Optional.of(new Flaw("the header lacks fields that connections need", String.join(" ", missing)));
        }
        return columns.twice(names);
    }

    private Optional<Flaw> twice(List<String> names) {
        return Arrays.stream(Field.values())
                .filter(field -> names.indexOf(field.header) != names.lastIndexOf(field.header))
                .findFirst()
                .map(field -> new Flaw("the header names a field twice", field.header));
    }

    /// Whether each field stands in the same place.
    boolean isLike(Columns other) {
        return count == other.count && Arrays.equals(indexes, other.indexes);
    }

    /// How many fields a line has.
    int count() {
        return count;
    }

    /// The index of a field, or [Line#MISSING].
    int at(Field field) {
        return indexes[slot(field)];
    }

    /// The indexes of the fields that name a source, of those that the header has. Not to be changed.
    int[] sourceNames() {
        return sourceNames;
    }

    boolean has(Field field) {
        return at(field) != Line.MISSING;
    }

    private void standIn(Field field, Field other) {
        if (!has(field)) {
            indexes[slot(field)] = at(other);
        }
    }

    /// The ordinal lives no longer than the array, and an `EnumMap` would box every index.
    @SuppressWarnings("EnumOrdinal")
    private static int slot(Field field) {
        return field.ordinal();
    }
}
