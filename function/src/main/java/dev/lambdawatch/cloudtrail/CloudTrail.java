package dev.lambdawatch.cloudtrail;

import dev.lambdawatch.stored.StoredBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Set;

/// A reader of CloudTrail records. Immutable and safe for any number of threads.
///
/// It takes, by content and not by name: an EventBridge event; a trail file `{"Records":[...]}`;
/// JSON lines or an array of records or events; a lone record; the output of `aws cloudtrail
/// lookup-events`. Each plain or gzip, with or without a byte order mark.
public final class CloudTrail {
    private final Paths paths;
    private final Set<String> knownAccounts;

    private CloudTrail(Paths paths, Set<String> knownAccounts) {
        this.paths = paths;
        this.knownAccounts = knownAccounts;
    }

    /// A reader that also captures the values at these paths of each record.
    ///
    /// @param paths         dotted, see [Captured]
    /// @param knownAccounts ids of the Organization's or other accounts of ours. While there is
    ///     none, a caller is external if his account is not the one that recorded the call
    public static CloudTrail capturing(List<String> paths, Set<String> knownAccounts) {
        return new CloudTrail(Paths.of(paths), Set.copyOf(knownAccounts));
    }

    /// Reads one object to its end. A damaged record is handed to [Calls#skipped] and the rest goes
    /// on; where a list of records or a gzip stream breaks off, what came before stays.
    ///
    /// @param place what to call the object in messages: a file, `s3://bucket/key`, a message id
    /// @throws IOException only if the stream itself fails
    public void read(String place, InputStream in, Calls calls) throws IOException {
        try {
            new Reading(paths, knownAccounts, new Report(place, calls)).read(in);
        } catch (StoredBytes.Failed e) {
            throw e.failure();
        }
    }
}
