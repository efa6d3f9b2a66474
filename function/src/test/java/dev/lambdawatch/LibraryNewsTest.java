package dev.lambdawatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.alert.Sightings;
import dev.lambdawatch.content.ChangeFinding;
import dev.lambdawatch.content.Library;
import dev.lambdawatch.content.StoreInMemory;
import dev.lambdawatch.finding.Finding;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryNewsTest {
    private static final Instant NOW = Instant.parse("2026-11-02T00:00:00Z");

    private final StoreInMemory store = new StoreInMemory();
    private final Sightings sightings = Sightings.inMemory();
    private final List<Finding> findings = new ArrayList<>();
    private final List<String> operations = new ArrayList<>();
    private final List<String> logged = new ArrayList<>();
    private boolean broken;

    /// One function among several.
    private final class Function {
        private final Library library = Library.in(store);
        private final LibraryNews news = new LibraryNews(
                library,
                new ContentNews(
                        new ChangeFinding.Place("state", "111122223333", "eu-west-1"),
                        finding -> {
                            if (broken) {
                                throw new IllegalStateException("the topic is gone");
                            }
                            findings.add(finding);
                        },
                        sightings,
                        (_, text) -> operations.add(text)));

        void look() throws IOException {
            news.tell(library.refresh(NOW), NOW, new Log(new LogLines(logged)));
        }
    }

    @Test
    void aChangeIsToldByOneOfManyFunctions() throws IOException {
        Function first = new Function();
        Function second = new Function();
        first.look();
        second.look();
        store.put("settings.json", "{\"publishFrom\": \"critical\"}");

        first.look();
        first.look();
        second.look();
        new Function().look();

        assertThat(findings).extracting(Finding::headline).containsExactly("Detection content added: settings.json");
    }

    @Test
    void aChangeThatCannotBeToldIsToldLater() throws IOException {
        Function function = new Function();
        store.put("settings.json", "{\"publishFrom\": \"critical\"}");
        broken = true;
        function.look();
        assertThat(logged).singleElement().satisfies(line -> assertThat(line).contains("the topic is gone"));

        broken = false;
        function.look();
        assertThat(findings).hasSize(1);
    }

    @Test
    void aRuleOnRowsOrBeaconsThatAsksWhatIsNotThereIsAFaultAsAnyOther() throws IOException {
        String rule = """
                title: A pool
                logsource: %s
                detection: {pool: {%s: x}, condition: pool}
                """;
        store.put("rules/pool.yml", rule.formatted("{category: dns}", "query"));
        new Function().look();
        store.put("rules/pool.yml", rule.formatted("{category: dns}", "Image"));
        store.put("rules/beat.yml", rule.formatted("{product: aws, service: vpcflow}", "query"));
        new Function().look();
        new Function().look();

        assertThat(operations)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("a beacon has no field 'query'; the rest of the file is in force")
                        .contains("a row of a Resolver log has no field 'Image'; the file stays as it was"));
    }

    @Test
    void aFaultIsToldOncePerUpload() throws IOException {
        Function first = new Function();
        store.put("rules/bad.yml", "title: \u001b[31mred\ndetection: 5\n");
        first.look();
        first.look();
        new Function().look();
        assertThat(operations)
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .startsWith("In s3://state:")
                        .contains("- rules/bad.yml:1: ", "is refused")
                        .doesNotContain("\u001b"));

        store.put("rules/bad.yml", "title: red\ndetection: 5\n");
        first.look();
        assertThat(operations).hasSize(2);
    }
}
