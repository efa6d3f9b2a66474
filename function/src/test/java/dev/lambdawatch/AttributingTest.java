package dev.lambdawatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.alert.Sightings;
import dev.lambdawatch.content.AddressRanges;
import dev.lambdawatch.content.ChangeFinding;
import dev.lambdawatch.content.StoreInMemory;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributingTest {
    private static final Instant NOW = Instant.parse("2026-11-02T00:00:00Z");
    private static final String TABLE = "lambdawatch address table 1\nas of 2026-11-01\n";

    private final StoreInMemory store = new StoreInMemory();
    private final Sightings sightings = Sightings.inMemory();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> operations = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private boolean broken;

    @Test
    void aTableThatMakesPlatformsNobodysIsToldOnceAndIsInForce() throws IOException {
        store.put("ranges.txt", TABLE);
        assertThat(asOf()).isEqualTo("2026-11-01");
        assertThat(asOf()).isEqualTo("2026-11-01");
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.detection().name()).isEqualTo("detection_content_changed");
            assertThat(finding.headline()).isEqualTo("Detection content added: ranges.txt");
            assertThat(finding.severity()).isEqualTo(Severity.HIGH);
            assertThat(finding.reasons())
                    .anySatisfy(reason -> assertThat(reason.expected()).startsWith("aws:API_GATEWAY:"));
        });
        assertThat(logged).contains("addresses of platforms as of 2026-11-01, 1 d ago");
    }

    @Test
    void aChangeThatCannotBeToldIsToldAtTheNextRun() throws IOException {
        store.put("ranges.txt", TABLE);
        broken = true;
        asOf();
        assertThat(findings).isEmpty();
        assertThat(logged).anyMatch(line -> line.contains("told again") && line.contains("the topic is gone"));

        broken = false;
        asOf();
        assertThat(findings).hasSize(1);
    }

    @Test
    void whatIsNoTableIsToldToOperatorsOnce() throws IOException {
        store.put("ranges.txt", "<html>");
        assertThat(asOf()).isEqualTo("2026-08-22");
        asOf();
        assertThat(findings).isEmpty();
        assertThat(operations)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith("In s3://state:")
                        .contains("- ranges.txt is no table of addresses and is not in force"));
    }

    /// Each time by another function.
    private String asOf() throws IOException {
        ContentNews news = new ContentNews(
                new ChangeFinding.Place("state", "111122223333", "eu-west-1"),
                finding -> {
                    if (broken) {
                        throw new IllegalStateException("the topic is gone");
                    }
                    findings.add(finding);
                },
                sightings,
                (_, text) -> operations.add(text));
        return new Attributing(AddressRanges.in(store), news)
                .platforms(NOW, new Log(new LogLines(logged)))
                .asOf();
    }
}
