package dev.lambdawatch.flow;

/// Where connections go.
public interface ConnectionSink {

    /// Takes what one record tells of a connection that one of ours opened to a public address.
    /// The view is valid during this call only.
    void connection(Connection connection);

    /// Hears of the window of a record, whatever the record says: the interface was watched then.
    ///
    /// @param source   of the interface; its address may be absent
    /// @param start    epoch seconds
    /// @param end      epoch seconds, not before the start
    /// @param skipData whether AWS lost records of this window
    void window(Source source, long start, long end, boolean skipData);

    /// Hears that an interface passes on the traffic of others (a NAT gateway, say). Connections
    /// that came or will come with this source repeat those of the hosts behind it, where these are
    /// logged as well: whoever keeps connections marks this source's, however late it learns this.
    /// Comes at most once per [Connections] for a source.
    void intermediary(Source source);

    /// Hears of something that was not read, as in [FlowRecords#skipped].
    void skipped(String place, long line, String reason);
}
