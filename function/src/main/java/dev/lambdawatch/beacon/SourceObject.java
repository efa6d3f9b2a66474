package dev.lambdawatch.beacon;

import dev.lambdawatch.finding.Fingerprint;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/// Where records came from: an object of S3, or a file. Names its segments: the UTC hour, then 32
/// hexadecimal digits made of the object. An object that is delivered again gives the same names,
/// so its segments replace themselves and nothing counts twice.
///
/// The version of an object is no part of its name: whoever reads an object gets its latest
/// content, so two versions would be one content counted twice. One that is written anew with
/// records of fewer hours keeps its old segments of the others; AWS never writes a log anew.
///
/// ```
/// segments/2026-11-21T14/5d41402abc4b2a76b9719d911017c592
/// ```
///
/// @param bucket  or the folder
/// @param key     or the file's name
public record SourceObject(String bucket, String key) {
    private static final String FOLDER = "segments/";

    private static final DateTimeFormatter HOUR =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH/", Locale.ROOT).withZone(ZoneOffset.UTC);

    /// What the names of all segments of an hour begin with.
    ///
    /// @param hour hours since 1970
    static String prefix(long hour) {
        return FOLDER + folder(hour);
    }

    /// An hour as part of a name: `2026-11-21T14/`.
    static String folder(long hour) {
        return HOUR.format(Instant.ofEpochSecond(hour * 3600));
    }

    /// The name under which a segment of this object is stored.
    public String nameOf(Segment segment) {
        return prefix(segment.hour()) + Fingerprint.of(List.of(bucket, key));
    }
}
