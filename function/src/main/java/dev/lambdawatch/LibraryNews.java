package dev.lambdawatch;

import dev.lambdawatch.content.Edition;
import dev.lambdawatch.content.Library;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Tells what has changed in the library and what is wrong with it: what cannot be told is logged and
/// told at a later look.
final class LibraryNews {
    private final Library library;
    private final ContentNews news;
    private @Nullable Edition told;

    LibraryNews(Library library, ContentNews news) {
        this.library = library;
        this.news = news;
    }

    synchronized void tell(Edition edition, Instant now, Log log) {
        try {
            changes(edition);
        } catch (IOException | RuntimeException e) {
            log.warn("a change of rules, filters or settings is told again: " + e);
        }
        try {
            news.faults(edition.faults(now), now);
        } catch (RuntimeException e) {
            log.warn("faults of rules, filters or settings are told again: " + e);
        }
    }

    /// Told first and remembered then: a failure between repeats a change and never loses one.
    private void changes(Edition edition) throws IOException {
        if (edition.equals(told)) {
            return;
        }
        news.changes(edition.changes());
        if (!edition.changes().isEmpty()) {
            library.remember(edition);
        }
        told = edition;
    }
}
