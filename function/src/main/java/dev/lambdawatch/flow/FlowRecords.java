package dev.lambdawatch.flow;

/// Where the records of a flow log go.
public interface FlowRecords {

    /// Takes one record. It is valid during this call only: the next line overwrites it.
    void record(FlowRecord record);

    /// Hears of something that was not read; everything else of the object still comes.
    ///
    /// Of each kind of flaw at most a hundred come one by one; one more call at the end of the
    /// object counts the rest.
    ///
    /// @param place  the object, as it was given to [FlowLog#read]
    /// @param line   the line, from 1, or the row of a Parquet object
    /// @param reason what was wanted and what was found; may quote the object, so may hold any
    ///     character
    void skipped(String place, long line, String reason);
}
