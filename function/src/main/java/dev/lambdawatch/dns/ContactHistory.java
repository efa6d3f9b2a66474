package dev.lambdawatch.dns;

import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What is remembered of who asked for which platform.
public interface ContactHistory {
    /// How long a contact is remembered.
    Duration KEPT = Duration.ofDays(30);

    /// Who asked for a platform before.
    enum Known {
        TO_WORKLOAD,
        TO_FLEET,
        TO_NOBODY
    }

    /// When remembering began.
    Instant since();

    /// Remembers a contact, and says what was known before it. Contacts come in order of time,
    /// nearly.
    ///
    /// @param workload its key
    /// @param platform its name
    Known remember(String workload, String platform, Instant time);

    /// A history that lasts as long as it lives, of at most a hundred thousand contacts; beyond
    /// that it forgets the one that was longest not renewed.
    static ContactHistory inMemory(Instant since) {
        return new InMemory(since);
    }

    /// Keeps contacts in order of their last time. For one thread.
    final class InMemory implements ContactHistory {
        private static final int LIMIT = 100_000;

        private final Instant since;
        private final Map<Contact, Instant> last = new LinkedHashMap<>(16, 0.75f, true);
        private final Map<String, Instant> fleet = new LinkedHashMap<>();

        private InMemory(Instant since) {
            this.since = since;
        }

        private record Contact(String workload, String platform) {}

        @Override
        public Instant since() {
            return since;
        }

        @Override
        public Known remember(String workload, String platform, Instant time) {
            Known known = Known.TO_NOBODY;
            if (isRecent(fleet.put(platform, time), time)) {
                known = Known.TO_FLEET;
            }
            if (isRecent(last.put(new Contact(workload, platform), time), time)) {
                known = Known.TO_WORKLOAD;
            }
            if (last.size() > LIMIT) {
                Iterator<Contact> oldest = last.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
            return known;
        }

        private static boolean isRecent(@Nullable Instant before, Instant time) {
            return before != null && !before.isBefore(time.minus(KEPT));
        }
    }
}
