package dev.lambdawatch.flow;

import java.util.ArrayList;
import java.util.List;

/// What a Parquet file says about itself at its end: its columns, and where each group of rows
/// keeps them (Apache Parquet format 2, `parquet.thrift`: `FileMetaData`).
///
/// @param columns the leaves of the schema, in the order of the chunks of a group
/// @param groups  in order of rows
record ParquetFooter(List<Column> columns, List<Group> groups) {
    /// The bytes at the start and at the end of a file.
    static final byte[] MAGIC = {'P', 'A', 'R', '1'};

    private static final int REQUIRED = 0;
    private static final int REPEATED = 2;

    /// A leaf of the schema.
    ///
    /// @param flat     whether there is at most one value a row
    /// @param optional whether there may be none
    record Column(String name, int type, boolean flat, boolean optional) {}

    /// The values of one column in one group.
    ///
    /// @param offset where its first page begins
    /// @param size   how many bytes its pages take
    record Chunk(int codec, long offset, long size) {}

    record Group(long rows, List<Chunk> chunks) {}

    /// Reads the footer of a whole file.
    static ParquetFooter of(byte[] file) throws DamagedException {
        int end = file.length - MAGIC.length - Integer.BYTES;
        if (end < MAGIC.length || LittleEndian.intAt(file, end + Integer.BYTES) != LittleEndian.intAt(MAGIC, 0)) {
            throw new DamagedException("the Parquet file does not end as one does: it is cut off", true);
        }
        int length = LittleEndian.intAt(file, end);
        if (length < 0 || length > end - MAGIC.length) {
            throw new DamagedException("the footer of the Parquet file is " + length + " bytes long", true);
        }
        return fileMetaData(new Thrift(new ByteCursor(file, end - length, end)));
    }

    private static ParquetFooter fileMetaData(Thrift in) throws DamagedException {
        List<Column> columns = List.of();
        List<Group> groups = new ArrayList<>();
        in.begin();
        for (int field = in.nextField(); field != Thrift.STOP; field = in.nextField()) {
            switch (field) {
                case 2 -> columns = schema(in);
                case 4 -> {
                    for (int left = in.list(); left > 0; left--) {
                        groups.add(rowGroup(in));
                    }
                }
                default -> in.skip();
            }
        }
        for (Group group : groups) {
            if (group.chunks.size() != columns.size()) {
                throw new DamagedException(
                        "a row group has %d columns, the schema %d".formatted(group.chunks.size(), columns.size()),
                        true);
            }
        }
        return new ParquetFooter(columns, groups);
    }

    /// The schema is a tree in depth-first order. Only a leaf right under the root that does not
    /// repeat is flat.
    private static List<Column> schema(Thrift in) throws DamagedException {
        List<Element> elements = new ArrayList<>();
        for (int left = in.list(); left > 0; left--) {
            elements.add(schemaElement(in));
        }
        List<Column> columns = new ArrayList<>();
        int inside = 0;
        for (Element element : elements.subList(Math.min(1, elements.size()), elements.size())) {
            boolean top = inside == 0;
            inside += element.children - (top ? 0 : 1);
            if (element.children == 0) {
                boolean flat = top && element.repetition != REPEATED;
                columns.add(new Column(element.name, element.type, flat, element.repetition != REQUIRED));
            }
        }
        return columns;
    }

    private record Element(String name, int type, int repetition, int children) {}

    private static Element schemaElement(Thrift in) throws DamagedException {
        String name = "";
        int type = -1;
        int repetition = REQUIRED;
        int children = 0;
        in.begin();
        for (int field = in.nextField(); field != Thrift.STOP; field = in.nextField()) {
            switch (field) {
                case 1 -> type = in.smallNumber();
                case 3 -> repetition = in.smallNumber();
                case 4 -> name = in.text();
                case 5 -> children = in.smallNumber();
                default -> in.skip();
            }
        }
        return new Element(name, type, repetition, Math.max(0, children));
    }

    private static Group rowGroup(Thrift in) throws DamagedException {
        List<Chunk> chunks = new ArrayList<>();
        long rows = 0;
        in.begin();
        for (int field = in.nextField(); field != Thrift.STOP; field = in.nextField()) {
            switch (field) {
                case 1 -> {
                    for (int left = in.list(); left > 0; left--) {
                        chunks.add(columnChunk(in));
                    }
                }
                case 3 -> rows = in.number();
                default -> in.skip();
            }
        }
        return new Group(rows, chunks);
    }

    private static Chunk columnChunk(Thrift in) throws DamagedException {
        Chunk chunk = new Chunk(0, 0, 0);
        in.begin();
        for (int field = in.nextField(); field != Thrift.STOP; field = in.nextField()) {
            if (field == 3) {
                chunk = columnMetaData(in);
            } else {
                in.skip();
            }
        }
        return chunk;
    }

    private static Chunk columnMetaData(Thrift in) throws DamagedException {
        int codec = 0;
        long size = 0;
        long data = 0;
        long dictionary = 0;
        in.begin();
        for (int field = in.nextField(); field != Thrift.STOP; field = in.nextField()) {
            switch (field) {
                case 4 -> codec = in.smallNumber();
                case 7 -> size = in.number();
                case 9 -> data = in.number();
                case 11 -> dictionary = in.number();
                default -> in.skip();
            }
        }
        // Some writers leave out where the dictionary is, or write 0, and let the data begin with it.
        boolean first = dictionary >= MAGIC.length && dictionary < data;
        return new Chunk(codec, first ? dictionary : data, size);
    }
}
