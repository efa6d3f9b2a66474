package dev.lambdawatch.content;

import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A file of the library that says something else than when somebody last looked.
///
/// @param key      of the file
/// @param before   64 hexadecimal digits of what it said; empty if it is new
/// @param digest   the same of what it says now; empty if it is gone
/// @param kind     what happened to it
/// @param severity by how much more it approves, or how much less is watched
/// @param reasons  what is new in it, in words
/// @param when     it was written; when it was missed, if it is gone
public record Change(
        String key, String before, String digest, Kind kind, Severity severity, List<Reason> reasons, Instant when) {

    public enum Kind {
        ADDED,
        CHANGED,
        REMOVED
    }

    public Change {
        reasons = List.copyOf(reasons);
    }

    /// What a file that said one thing and now says another makes of its news.
    ///
    /// @param before empty if there was none
    /// @param after  empty if there is none
    static Change of(
            String key, Optional<ContentFile> before, Optional<ContentFile> after, List<Graded> news, Instant when) {
        return new Change(
                key,
                before.map(ContentFile::digest).orElse(""),
                after.map(ContentFile::digest).orElse(""),
                before.isEmpty() ? Kind.ADDED : after.isEmpty() ? Kind.REMOVED : Kind.CHANGED,
                news.stream()
                        .map(Graded::severity)
                        .max(Comparator.naturalOrder())
                        .orElse(Severity.LOW),
                news.isEmpty()
                        ? List.of(Reason.of("what it says", "", "the same in other words"))
                        : news.stream().map(Graded::reason).toList(),
                when);
    }
}
