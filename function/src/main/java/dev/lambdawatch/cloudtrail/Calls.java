package dev.lambdawatch.cloudtrail;

/// Where the calls of one object go, in the order in which they stand in it (which is not the order
/// of time).
public interface Calls {
    void call(ApiCall call);

    /// A record that could not be read, or an object that breaks off.
    ///
    /// @param place  the object, as named by whoever opened it
    /// @param index  the record's position in the object, from 0: `Records[index]`, or the line
    ///     `index + 1` of JSON lines
    /// @param reason what was wanted and what was found
    void skipped(String place, long index, String reason);

    /// A record in good order that is no API call of one principal: `digest`, `insight`,
    /// `aggregated` or `network activity`. Nothing is wrong with it, and nobody needs to be told.
    default void ignored(String place, long index, String kind) {}
}
