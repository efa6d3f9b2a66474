package dev.lambdawatch.dns;

/// Where the rows of one object go, in the order in which they stand in it (nearly, but not quite
/// the order of time).
public interface Queries {
    void query(Query query);

    /// A row that could not be read, or an object that breaks off; everything else still comes.
    ///
    /// Of each kind of flaw at most a hundred come one by one; one more call at the end of the
    /// object counts the rest.
    ///
    /// @param place  the object, as named by whoever opened it
    /// @param line   from 1
    /// @param reason what was wanted and what was found; may quote the object, so may hold any
    ///     character
    void skipped(String place, long line, String reason);
}
