package dev.lambdawatch.beacon;

/// The capture windows of one interface in one UTC hour: the minutes in which one began, those
/// that lost records, and how long they were. Mutable.
final class CaptureWindows {
    private static final long SIXTY_MINUTES = (1L << 60) - 1;
    private static final long MOST_RECORDS = 1L << 48;

    private long starts;
    private long skips;
    private long coarse;
    private long fine;

    /// Adds the window of one record.
    ///
    /// @param minute   of the hour, in which it began
    /// @param seconds  its length
    /// @param skipData whether it is a row that stands for lost records
    void add(int minute, long seconds, boolean skipData) {
        starts |= 1L << minute;
        skips |= skipData ? 1L << minute : 0;
        if (seconds >= Grid.COARSE_WINDOW_SECONDS) {
            coarse++;
        } else {
            fine++;
        }
    }

    void merge(CaptureWindows other) {
        starts |= other.starts;
        skips |= other.skips;
        coarse = Math.min(coarse + other.coarse, MOST_RECORDS);
        fine = Math.min(fine + other.fine, MOST_RECORDS);
    }

    /// One bit a minute.
    long starts() {
        return starts;
    }

    /// One bit a minute.
    long skips() {
        return skips;
    }

    /// Records whose window was five minutes or longer.
    long coarse() {
        return coarse;
    }

    /// Records whose window was shorter.
    long fine() {
        return fine;
    }

    void write(ByteWriter[] columns) {
        columns[WorkloadColumn.STARTS].fixed(starts, Long.BYTES);
        columns[WorkloadColumn.SKIPS].fixed(skips, Long.BYTES);
        columns[WorkloadColumn.COARSE].number(coarse);
        columns[WorkloadColumn.FINE].number(fine);
    }

    static CaptureWindows read(ByteReader[] columns) throws DamagedSegmentException {
        CaptureWindows windows = new CaptureWindows();
        windows.starts = columns[WorkloadColumn.STARTS].fixed(Long.BYTES) & SIXTY_MINUTES;
        windows.skips = columns[WorkloadColumn.SKIPS].fixed(Long.BYTES) & SIXTY_MINUTES;
        windows.coarse = columns[WorkloadColumn.COARSE].number(MOST_RECORDS);
        windows.fine = columns[WorkloadColumn.FINE].number(MOST_RECORDS);
        return windows;
    }
}
