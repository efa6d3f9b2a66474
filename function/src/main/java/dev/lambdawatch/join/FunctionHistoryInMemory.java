package dev.lambdawatch.join;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The history of one process. What is older than it remembers is let go when there is too much.
final class FunctionHistoryInMemory implements FunctionHistory {
    private record Day(String function, LocalDate date) {}

    /// The changes kept of one day.
    private record Kept(Optional<CodeChange> first, Optional<CodeChange> last, Optional<CodeChange> other) {
        static final Kept NONE = new Kept(Optional.empty(), Optional.empty(), Optional.empty());

        Kept with(CodeChange change) {
            return change.unapproved()
                    ? new Kept(first.or(() -> Optional.of(change)), Optional.of(change), other)
                    : new Kept(first, last, Optional.of(change));
        }

        List<CodeChange> inOrder() {
            Set<CodeChange> distinct = new LinkedHashSet<>();
            first.ifPresent(distinct::add);
            last.ifPresent(distinct::add);
            other.ifPresent(distinct::add);
            return distinct.stream()
                    .sorted(Comparator.comparing(CodeChange::time))
                    .toList();
        }
    }

    private record Subnet(String id, LocalDate day) {}

    /// The functions attached to a subnet on a day. Mutable.
    private static final class Attached {
        private final Map<String, Attachment> unapproved = new HashMap<>();
        private final Map<String, Attachment> others = new HashMap<>();

        void add(Attachment attachment) {
            Map<String, Attachment> kind = attachment.unapproved() ? unapproved : others;
            if (kind.size() < MOST_FUNCTIONS) {
                kind.put(attachment.function(), attachment);
            }
        }

        List<Attachment> all() {
            Map<String, Attachment> all = new HashMap<>(others);
            all.putAll(unapproved);
            return List.copyOf(all.values());
        }
    }

    private final Map<Day, Kept> changes;
    private final Map<Subnet, Attached> attachments;
    private final Map<String, Map<String, InterfaceUse.Period>> uses;

    /// @param most days of functions, days of subnets, and interfaces, that are remembered at once
    FunctionHistoryInMemory(int most) {
        changes = bounded(most);
        attachments = bounded(most);
        uses = bounded(most);
    }

    private static <K, V> Map<K, V> bounded(int most) {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    @Override
    public synchronized void changed(CodeChange change) {
        Day day = new Day(change.function(), LocalDate.ofInstant(change.time(), ZoneOffset.UTC));
        changes.put(day, changes.getOrDefault(day, Kept.NONE).with(change));
    }

    @Override
    public synchronized void used(InterfaceUse use) {
        Map<String, InterfaceUse.Period> functions =
                uses.computeIfAbsent(use.interfaceId(), unknown -> new LinkedHashMap<>());
        if (functions.size() == MOST_FUNCTIONS && !functions.containsKey(use.function())) {
            Instant since = use.time().minus(Duration.ofDays(DAYS_OF_USE));
            functions.values().removeIf(seen -> seen.last().isBefore(since));
        }
        if (functions.containsKey(use.function()) || functions.size() < MOST_FUNCTIONS) {
            InterfaceUse.Period moment = new InterfaceUse.Period(use.time(), use.time());
            functions.merge(use.function(), moment, (known, now) -> known.with(use.time()));
        }
    }

    @Override
    public synchronized void attached(Attachment attachment) {
        attachments
                .computeIfAbsent(new Subnet(attachment.subnetId(), attachment.day()), _ -> new Attached())
                .add(attachment);
    }

    @Override
    public synchronized List<CodeChange> changes(String function, LocalDate day) {
        return changes.getOrDefault(new Day(function, day), Kept.NONE).inOrder();
    }

    @Override
    public synchronized Map<String, InterfaceUse.Period> functions(String interfaceId) {
        return Map.copyOf(uses.getOrDefault(interfaceId, Map.of()));
    }

    @Override
    public synchronized List<Attachment> attachments(String subnetId, LocalDate day) {
        Attached attached = attachments.get(new Subnet(subnetId, day));
        return attached == null ? List.of() : attached.all();
    }
}
