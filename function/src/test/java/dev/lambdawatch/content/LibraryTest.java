package dev.lambdawatch.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Rule;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LibraryTest {
    private static final Instant NOW = Instant.parse("2026-11-02T00:00:00Z");

    private static final String RULE = """
            title: Function named test deleted
            name: test_deleted
            logsource: {product: aws, service: cloudtrail}
            detection:
              selection: {eventName: DeleteFunction, requestParameters.functionName: test}
              condition: selection
            level: low
            """;

    private static final String FILTER = """
            title: Deployments
            logsource: {product: aws, service: cloudtrail}
            filter:
              rules: [lambda_code_changed_strict]
              deployment: {sourceIPAddress|cidr: 198.51.100.0/24}
              condition: not deployment
            owner: orders
            ticket: CHG-1
            expires: '2027-01-01T00:00:00Z'
            """;

    private final StoreInMemory store = new StoreInMemory();
    private final Library library = Library.in(store);

    @Test
    void rulesFiltersAndSettingsOfTheStoreAreInForce() throws IOException {
        store.put("rules/test.yml", RULE);
        store.put("filters/deploy/orders.yml", FILTER);
        store.put("filters/README.md", "not ours");
        store.put("settings.json", "{\"quiet\": \"PT1H\"}");

        Edition edition = library.refresh(NOW);

        assertThat(edition.rules()).extracting(Rule::name).containsExactly("test_deleted");
        assertThat(edition.filters()).extracting(Filter::title).containsExactly("Deployments");
        assertThat(edition.settings().quiet()).isEqualTo(Duration.ofHours(1));
        assertThat(edition.faults()).isEmpty();
        assertThat(edition.book().rules())
                .hasSizeGreaterThan(50)
                .contains(edition.rules().getFirst());
    }

    @Test
    void whatHasNotChangedIsNotReadAgain() throws IOException {
        store.put("rules/test.yml", RULE);
        store.put("filters/deploy.yml", FILTER);
        Edition first = library.refresh(NOW);
        library.remember(first);
        store.reads.clear();

        assertThat(library.refresh(NOW)).isSameAs(first);
        assertThat(store.reads).containsExactly("settings.json", "accounts.json");

        store.put("rules/test.yml", RULE.replace("low", "medium"));
        store.reads.clear();
        assertThat(library.refresh(NOW).rules()).extracting(Rule::level).containsExactly("medium");
        assertThat(store.reads).containsExactly("settings.json", "accounts.json", "loaded.json", "rules/test.yml");
    }

    @Test
    void anotherFunctionTakesFromWhatIsRemembered() throws IOException {
        store.put("rules/test.yml", RULE);
        library.remember(library.refresh(NOW));
        store.reads.clear();

        Edition other = Library.in(store).refresh(NOW);

        assertThat(other.rules()).hasSize(1);
        assertThat(other.changes()).isEmpty();
        assertThat(store.reads).containsExactly("settings.json", "accounts.json", "loaded.json");
    }

    @Test
    void aFileThatBreaksStaysAsItWasAndTheOthersGoOn() throws IOException {
        store.put("rules/test.yml", RULE);
        store.put("settings.json", "{\"quiet\": \"PT1H\"}");
        library.remember(library.refresh(NOW));

        store.put("rules/test.yml", RULE.replace("eventName:", "eventName|sounds_like:"));
        store.put("settings.json", "{\"quite\": \"PT2H\"}");
        store.put("filters/deploy.yml", FILTER);
        for (Library any : List.of(library, Library.in(store))) {
            Edition edition = any.refresh(NOW);
            assertThat(edition.rules()).extracting(Rule::name).containsExactly("test_deleted");
            assertThat(edition.settings().quiet()).isEqualTo(Duration.ofHours(1));
            assertThat(edition.filters()).hasSize(1);
            assertThat(edition.faults())
                    .extracting(Fault::text)
                    .satisfiesExactlyInAnyOrder(
                            text -> assertThat(text)
                                    .startsWith("rules/test.yml:")
                                    .contains("sounds_like", "stays as it was, written at 2026-11-01T00:01:00Z"),
                            text -> assertThat(text).startsWith("settings.json").contains("'quite'", "stays"));
            assertThat(edition.changes()).extracting(Change::key).containsExactly("filters/deploy.yml");
        }
    }

    @Test
    void aNewFileIsInForceAsFarAsItIsSound() throws IOException {
        store.put("rules/two.yml", RULE + "---\n" + RULE.replace("detection:", "detections:"));

        Edition edition = library.refresh(NOW);

        assertThat(edition.rules()).hasSize(1);
        assertThat(edition.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.text()).contains("rules/two.yml:9", "the rest of the file"));
    }

    @Test
    void eachKindHasItsFolder() throws IOException {
        store.put("rules/filter.yml", FILTER);
        store.put("filters/rule.yml", RULE);

        Edition edition = library.refresh(NOW);

        assertThat(edition.rules()).isEmpty();
        assertThat(edition.filters()).isEmpty();
        assertThat(edition.faults())
                .extracting(Fault::text)
                .satisfiesExactly(
                        text -> assertThat(text).contains("belongs into a file under rules/"),
                        text -> assertThat(text).contains("belongs into a file under filters/"));
    }

    @Test
    void whatNoAuditCanUseIsRefusedByName() throws IOException {
        store.put("rules/a.yml", RULE.replace("requestParameters.functionName", "lambdawatch.mood"));
        store.put("rules/b.yml", RULE + "stage: maybe\n");
        store.put("rules/c.yml", """
                title: Burst
                correlation: {type: event_count, rules: [nobody], group-by: [sourceIPAddress], timespan: 1h,
                  condition: {gte: 5}}
                """);
        store.put("settings.json", "{\"stages\": {\"lambda_code_chnged\": \"off\"}}");

        assertThat(library.refresh(NOW).faults())
                .extracting(Fault::text)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).contains("lambdawatch.mood"),
                        text -> assertThat(text).contains("'maybe'"),
                        text -> assertThat(text).contains("'nobody'"),
                        text -> assertThat(text).contains("'lambda_code_chnged'"));
    }

    @Test
    void sizeNumberAndBytesAreBounded() throws IOException {
        store.put("rules/big.yml", RULE + "#".repeat(Library.LARGEST_FILE));
        store.write("rules/latin.yml", new byte[] {'t', (byte) 0xe9});
        for (int i = 0; i <= Library.MAX_FILES; i++) {
            store.put("filters/%03d.yml".formatted(i), FILTER);
        }

        Edition edition = library.refresh(NOW);

        assertThat(edition.filters()).hasSize(Library.MAX_FILES);
        assertThat(edition.faults())
                .extracting(Fault::text)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).startsWith("filters/ has more than 200 objects"),
                        text -> assertThat(text).contains("at most 65536 bytes"),
                        text -> assertThat(text).contains("UTF-8"));
    }

    @Test
    void settingsAndAccountsThatAreTooLargeAreRefusedAndThoseBeforeStay() throws IOException {
        store.put("settings.json", "{\"quiet\": \"PT1H\"}");
        store.put("accounts.json", "{\"organization\": \"o-1\", \"accounts\": []}");
        library.remember(library.refresh(NOW));
        store.put("settings.json", "{\"quiet\": \"PT2H\"}" + " ".repeat(Settings.LARGEST_FILE));
        store.put("accounts.json", "444455556666 \u00e9" + "\u00e9".repeat(Organization.LARGEST_FILE));

        Edition edition = library.refresh(NOW);

        assertThat(edition.settings().quiet()).isEqualTo(Duration.ofHours(1));
        assertThat(edition.organization().id()).isEqualTo("o-1");
        assertThat(edition.faults())
                .extracting(Fault::text)
                .satisfiesExactlyInAnyOrder(
                        text -> assertThat(text).contains("settings have at most 65536 bytes, these have more"),
                        text -> assertThat(text).contains("accounts have at most 8388608 bytes, these have more"));
    }

    @Test
    void anObjectThatCannotBeReadIsTriedAgain() throws IOException {
        store.put("rules/test.yml", RULE);
        store.refuse("rules/test.yml", true);
        Edition without = library.refresh(NOW);
        assertThat(without.rules()).isEmpty();
        assertThat(without.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.text()).contains("denied"));

        store.refuse("rules/test.yml", false);
        assertThat(library.refresh(NOW).rules()).hasSize(1);
    }

    @Test
    void anExpiredFilterIsAFaultFromThatMomentOn() throws IOException {
        store.put("filters/deploy.yml", FILTER);
        Edition edition = library.refresh(NOW);

        assertThat(edition.faults(NOW)).isEmpty();
        assertThat(edition.faults(Instant.parse("2027-01-01T00:00:00Z")))
                .singleElement()
                .satisfies(fault -> assertThat(fault.text()).contains("Deployments", "expired", "orders"));
    }

    @Test
    void theRemarksOfTheLintAreToldToo() throws IOException {
        store.put(
                "filters/session.yml",
                FILTER.replace("sourceIPAddress|cidr: 198.51.100.0/24", "userIdentity.arn|endswith: /bob"));

        assertThat(library.refresh(NOW).faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.text()).contains("session name"));
    }

    @Test
    void aDamagedMemoryMakesAllFilesNew() throws IOException {
        store.put("filters/deploy.yml", FILTER);
        store.put("loaded.json", "{\"files\": [{\"key\"");

        Edition edition = library.refresh(NOW);

        assertThat(edition.changes()).extracting(Change::severity).containsExactly(Severity.HIGH);
        assertThat(edition.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.text()).startsWith("loaded.json is damaged"));
    }
}
