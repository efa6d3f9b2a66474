package dev.lambdawatch.flow;

/// The memory that the pages of all columns of one Parquet file may take at a time. Mutable.
final class PageMemory {
    private long left;

    PageMemory(long most) {
        left = most;
    }

    /// Takes the memory for a page and gives back that of the one which it replaces.
    byte[] replace(int old, int size) throws DamagedException {
        left += old - size;
        if (left < 0) {
            throw new DamagedException("pages of more bytes than may be held at a time: a bomb, or no flow log", true);
        }
        return new byte[size];
    }
}
