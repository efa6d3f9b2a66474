package dev.lambdawatch.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.beacon.Collector;
import dev.lambdawatch.beacon.SourceObject;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.flow.Connections;
import dev.lambdawatch.flow.FlowDay;
import dev.lambdawatch.flow.FlowLog;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegularPairsTest {
    @Test
    void whatTheBenchComparesWithMeetsThePairsOfTheProduct(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("day.log.gz");
        FlowDay.main(new String[] {file.toString(), "60000", "10", "6", "3"});
        RegularPairs split = BySplit.of(file);
        List<Finding> beacons = new ArrayList<>();
        assertThat(pairs(file, beacons)).isEqualTo(split.pairs()).isGreaterThan(10_000);
        assertThat(beacons).hasSize(6);
        assertThat(split.regular()).hasSize(6);
    }

    private static long pairs(Path file, List<Finding> findings) throws IOException {
        Beacons beacons = Beacons.of(Platforms.bundled());
        StateStore store = StateStore.inMemory();
        Collector collector = beacons.collector((place, line, reason) -> {});
        try (InputStream in = Files.newInputStream(file)) {
            FlowLog.read("day", in, Connections.to(collector));
        }
        beacons.store(new SourceObject("", "day"), collector, store);
        Beacons.Span day =
                new Beacons.Span(FlowDay.DAY.plus(Duration.ofDays(1)).minusSeconds(1), Duration.ofDays(1), false);
        return beacons.evaluate(day, store, findings::add).pairs();
    }
}
