package dev.lambdawatch.dns;

import static dev.lambdawatch.dns.Asking.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class HoursTest {
    private static final Asking WEB = Asking.by("10.0.1.20");

    private final StateStore store = StateStore.inMemory();

    @Test
    void namesOfManyObjectsComeTogether() throws IOException {
        keepNames("one", WEB.named("a.workers.dev", "203.0.113.9"));
        keepNames("two", WEB.named("b.workers.dev", "203.0.113.10"));
        Names names = hours().names(NOON, NOON);
        assertThat(nameOf(names, 9)).containsExactly("a.workers.dev");
        assertThat(nameOf(names, 10)).containsExactly("b.workers.dev");
    }

    @Test
    void anObjectThatIsDeliveredTwiceCountsOnce() throws IOException {
        keepNames("one", WEB.named("a.workers.dev", "203.0.113.9"));
        byte[] once = hours().names(NOON, NOON).bytes();
        keepNames("one", WEB.named("a.workers.dev", "203.0.113.9"));
        assertThat(hours().names(NOON, NOON).bytes()).isEqualTo(once);
        assertThat(store.list("names/")).hasSize(1);
    }

    @Test
    void anHourIsMergedOnceAndAnewWhenALateObjectComes() throws IOException {
        keepNames("one", WEB.named("a.workers.dev", "203.0.113.9"));
        keepNames("two", WEB.named("b.workers.dev", "203.0.113.10"));
        byte[] before = hours().names(NOON, NOON).bytes();
        assertThat(store.list("name-hours/")).hasSize(1);
        assertThat(hours().names(NOON, NOON).bytes()).isEqualTo(before);
        assertThat(store.list("name-hours/")).hasSize(1);

        keepNames("late", WEB.named("c.workers.dev", "203.0.113.11"));
        assertThat(nameOf(hours().names(NOON, NOON), 11)).containsExactly("c.workers.dev");
        assertThat(store.list("name-hours/")).hasSize(2);
    }

    @Test
    void namesAskedForADayBeforeASpanAreAmongItsNamesAndOlderOnesAreNot() throws IOException {
        keepNames("day", WEB.at(NOON.minus(Duration.ofHours(24))).named("a.workers.dev", "203.0.113.9"));
        keepNames("older", WEB.at(NOON.minus(Duration.ofHours(26))).named("b.workers.dev", "203.0.113.10"));
        Names names = hours().names(NOON, NOON);
        assertThat(nameOf(names, 9)).containsExactly("a.workers.dev");
        assertThat(nameOf(names, 10)).isEmpty();
    }

    @Test
    void aDamagedStateIsNamedAndTheOthersCount() throws IOException {
        keepNames("one", WEB.named("a.workers.dev", "203.0.113.9"));
        keepNames("two", WEB.named("b.workers.dev", "203.0.113.10"));
        store.write("names/2026-11-21T12/damaged", new byte[] {1, 2, 3});
        Hours hours = hours();
        assertThat(nameOf(hours.names(NOON, NOON), 9)).containsExactly("a.workers.dev");
        assertThat(hours.damaged()).singleElement().asString().startsWith("names/2026-11-21T12/damaged: ");
    }

    @Test
    void aTunnelThroughSeveralObjectsIsFoundInAllOfThem() throws IOException {
        Instant start = Instant.parse("2026-11-21T11:55:00Z");
        // Sixty names of an object are harmless; these are 180 in nine minutes, across an hour's end.
        for (int object = 0; object < 3; object++) {
            Tunnels tunnels = Tunnels.empty();
            int first = object * 60;
            IntStream.range(first, first + 60)
                    .mapToObj(row -> WEB.at(start.plusSeconds(3L * row)).named("%032x.drop.example".formatted(row)))
                    .forEach(tunnels::add);
            assertThat(examine(tunnels)).isEmpty();
            hours().keep("logs", "object-" + object, tunnels);
        }
        assertThat(examine(hours().tunnels(start, NOON)))
                .singleElement()
                .satisfies(finding -> assertThat(finding.facts()).containsEntry("names", "180"));
    }

    @Test
    void anObjectWithoutAnythingToKeepLeavesNothing() throws IOException {
        keepNames("empty", WEB.named("nobody.example"));
        hours().keep("logs", "empty", Tunnels.empty());
        assertThat(store.list("")).isEmpty();
    }

    private void keepNames(String object, Query... rows) throws IOException {
        Names names = Names.empty(Platforms.bundled());
        List.of(rows).forEach(names::add);
        hours().keep("logs", object, names);
    }

    private Hours hours() {
        return Hours.in(store, Platforms.bundled());
    }

    private static List<Finding> examine(Tunnels tunnels) {
        List<Finding> findings = new ArrayList<>();
        tunnels.examine(findings::add);
        return findings;
    }

    /// What WEB calls `203.0.113.x` at noon.
    private static List<String> nameOf(Names names, int last) {
        return names.lookup("vpc-1", WEB.source(), 0, 0xFFFFCB007100L + last, NOON).names().stream()
                .map(Resolution.Candidate::name)
                .toList();
    }
}
