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

    /// Since when the questions of a network are known: `time` if that is the first of them.
    ///
    /// @param network the id of the VPC, or empty
    Instant since(String network, Instant time);

    /// What is known of a contact at that time, before it is remembered.
    ///
    /// @param workload its key
    /// @param platform its name
    Known known(String workload, String platform, Instant time);

    /// Remembers a contact. They come in order of time, nearly.
    void remember(String workload, String platform, Instant time);

    /// A history that lasts as long as it lives, of at most a hundred thousand contacts; beyond
    /// that it forgets the one that was longest not renewed.
    ///
    /// @param since when the questions of every network begin
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
        public Instant since(String network, Instant time) {
            return since;
        }

        @Override
        public Known known(String workload, String platform, Instant time) {
            if (isRecent(last.get(new Contact(workload, platform)), time)) {
                return Known.TO_WORKLOAD;
            }
            return isRecent(fleet.get(platform), time) ? Known.TO_FLEET : Known.TO_NOBODY;
        }

        @Override
        public void remember(String workload, String platform, Instant time) {
            fleet.merge(platform, time, InMemory::later);
            last.merge(new Contact(workload, platform), time, InMemory::later);
            if (last.size() > LIMIT) {
                Iterator<Contact> oldest = last.keySet().iterator();
                oldest.next();
                oldest.remove();
            }
        }

        private static Instant later(Instant a, Instant b) {
            return a.isAfter(b) ? a : b;
        }

        private static boolean isRecent(@Nullable Instant before, Instant time) {
            return before != null && !before.isBefore(time.minus(KEPT));
        }
    }
}
