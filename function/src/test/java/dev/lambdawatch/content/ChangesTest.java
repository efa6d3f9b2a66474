package dev.lambdawatch.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangesTest {
    private static final Instant NOW = Instant.parse("2026-11-02T00:00:00Z");
    private static final ChangeFinding.Place PLACE = new ChangeFinding.Place("state", "111122223333", "eu-west-1");

    private static final String RULE = """
            title: Function named test deleted
            name: test_deleted
            logsource: {product: aws, service: cloudtrail}
            detection:
              selection: {eventName: DeleteFunction}
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

    @Test
    void aNewFilterIsHighAndSaysWhatItApproves() throws IOException {
        Change change = change("filters/a.yml", "", FILTER);

        assertThat(change.kind()).isEqualTo(Change.Kind.ADDED);
        assertThat(change.severity()).isEqualTo(Severity.HIGH);
        assertThat(change.reasons()).singleElement().satisfies(reason -> {
            assertThat(reason.name()).isEqualTo("filter 'Deployments'");
            assertThat(reason.observed())
                    .contains("lambda_code_changed_strict", "198.51.100.0/24", "orders", "CHG-1", "2027-01-01");
        });
    }

    @Test
    void aFilterIsWiderWhenItsConditionRulesOrEndAreOthers() throws IOException {
        assertThat(severity("filters/a.yml", FILTER, FILTER.replace("/24", "/8")))
                .isEqualTo(Severity.HIGH);
        assertThat(severity("filters/a.yml", FILTER, FILTER.replace("[lambda_code_changed_strict]", "any")))
                .isEqualTo(Severity.HIGH);
        assertThat(severity("filters/a.yml", FILTER, FILTER.replace("2027", "2028")))
                .isEqualTo(Severity.HIGH);
    }

    @Test
    void aFilterThatEndsSoonerOrIsGoneIsLow() throws IOException {
        assertThat(severity("filters/a.yml", FILTER, FILTER.replace("2027", "2026")))
                .isEqualTo(Severity.LOW);
        assertThat(severity("filters/a.yml", FILTER, FILTER.replace("CHG-1", "CHG-2")))
                .isEqualTo(Severity.LOW);
        assertThat(severity("filters/a.yml", FILTER, "# nothing")).isEqualTo(Severity.LOW);
        assertThat(severity("filters/a.yml", FILTER, FILTER + "# checked\n")).isEqualTo(Severity.LOW);
        Change gone = change("filters/a.yml", FILTER, "");
        assertThat(gone.kind()).isEqualTo(Change.Kind.REMOVED);
        assertThat(gone.severity()).isEqualTo(Severity.LOW);
        assertThat(gone.when()).isEqualTo(NOW);
    }

    @Test
    void aSecondFilterOfTheSameTitleDoesNotHideBehindTheFirst() throws IOException {
        String wider = FILTER.replace("/24", "/8");

        assertThat(severity("filters/a.yml", FILTER, wider + "---\n" + FILTER)).isEqualTo(Severity.HIGH);
        assertThat(severity("filters/a.yml", FILTER, FILTER + "---\n" + wider)).isEqualTo(Severity.HIGH);
    }

    @Test
    void aRuleMoreIsLowAnotherOrNoneIsMedium() throws IOException {
        assertThat(severity("rules/a.yml", "", RULE)).isEqualTo(Severity.LOW);
        assertThat(severity("rules/a.yml", RULE, RULE.replace("DeleteFunction", "Nothing")))
                .isEqualTo(Severity.MEDIUM);
        assertThat(severity("rules/a.yml", RULE, "")).isEqualTo(Severity.MEDIUM);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                    | {'stages': {'lambda_code_changed': 'off'}}       | HIGH",
                "{}                                    | {'stages': {'lambda_code_changed': 'dry-run'}}   | HIGH",
                "{'stages': {'lambda_code_changed': 'off'}} | {}                                          | LOW",
                "{}                                    | {'stages': {'lambda_code_changed_strict': 'on'}} | LOW",
                "{'stages': {'lambda_code_changed_strict': 'on'}} | {}                                    | MEDIUM",
                "{}                                    | {'knownAccounts': ['444455556666']}              | HIGH",
                "{'knownAccounts': ['444455556666']}   | {}                                               | LOW",
                "{'ownResources': ['org-trail']}       | {}                                               | HIGH",
                "{}                                    | {'ownResources': ['org-trail']}                  | LOW",
                "{}                                    | {'publishFrom': 'critical'}                      | HIGH",
                "{'publishFrom': 'critical'}           | {'publishFrom': 'low'}                           | LOW",
                "{}                                    | {'quiet': 'P30D'}                                | MEDIUM",
                "{}                                    | {'bareNames': false}                             | MEDIUM",
                "{}                                    | {'quiet': 'PT1M'}                                | LOW",
            })
    void settingsAreGradedByWhatTheyLetPass(String before, String after, Severity severity) throws IOException {
        assertThat(severity("settings.json", before.replace('\'', '"'), after.replace('\'', '"')))
                .isEqualTo(severity);
    }

    /// Whoever may write rules and not approve could silence any rule by counting what it finds.
    @Test
    void aCorrelationThatMaySilenceWhatPeopleHeardOfIsMediumAndSaysSo() throws IOException {
        String burst = """
                title: Burst
                correlation: {type: event_count, rules: [lambda_code_changed], timespan: 1h, condition: {gte: 900}}
                level: low
                """;
        Change change = change("rules/a.yml", "", burst);
        assertThat(change.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(change.reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.observed())
                        .isEqualTo(
                                "new, level low; what it counts may be told no longer by itself: lambda_code_changed"));

        assertThat(severity("rules/a.yml", "", burst + "generate: true\n")).isEqualTo(Severity.LOW);
        String ofItsOwn = burst.replace("lambda_code_changed", "test_deleted");
        assertThat(severity("rules/a.yml", "", RULE + "---\n" + ofItsOwn)).isEqualTo(Severity.LOW);
        assertThat(severity("rules/a.yml", RULE, RULE + "---\n" + ofItsOwn)).isEqualTo(Severity.MEDIUM);
    }

    @Test
    void theFindingNamesTheFileAndDiffersForEachContent() throws IOException {
        Change first = change("filters/a.yml", "", FILTER);
        Change second = change("filters/a.yml", FILTER, FILTER.replace("/24", "/8"));

        Finding finding = ChangeFinding.of(first, PLACE);

        assertThat(finding.headline()).isEqualTo("Detection content added: filters/a.yml");
        assertThat(finding.account()).isEqualTo("111122223333");
        assertThat(finding.resource()).startsWith("s3://state/filters/a.yml#-");
        assertThat(finding.id()).isEqualTo(ChangeFinding.of(first, PLACE).id());
        assertThat(finding.id()).isNotEqualTo(ChangeFinding.of(second, PLACE).id());
        assertThat(finding.first()).isEqualTo(first.when());
    }

    @Test
    void anAccountThatBecomesOursIsMediumAndNamed() throws IOException {
        Change change = change("accounts.json", "111122223333 security", "111122223333 security\n444455556666 shop");

        assertThat(change.severity()).isEqualTo(Severity.MEDIUM);
        assertThat(change.reasons())
                .singleElement()
                .satisfies(reason -> assertThat(reason.observed()).isEqualTo("444455556666 (shop)"));
        assertThat(severity("accounts.json", "111122223333 security\n444455556666 shop", "111122223333 audit"))
                .isEqualTo(Severity.LOW);
    }

    @Test
    void toBringBackWhatWasToldOnceIsAnotherChange() throws IOException {
        Change added = change("filters/a.yml", "", FILTER);
        Change back = change("filters/a.yml", FILTER.replace("/24", "/32"), FILTER);

        assertThat(ChangeFinding.of(back, PLACE).id())
                .isNotEqualTo(ChangeFinding.of(added, PLACE).id());
    }

    private static Severity severity(String key, String before, String after) throws IOException {
        return change(key, before, after).severity();
    }

    /// What is told when a file that said the one now says the other; empty is no file.
    private static Change change(String key, String before, String after) throws IOException {
        StoreInMemory store = new StoreInMemory();
        Library library = Library.in(store);
        if (!before.isEmpty()) {
            store.put(key, before);
        }
        library.remember(library.refresh(NOW));
        if (after.isEmpty()) {
            store.remove(key);
        } else {
            store.put(key, after);
        }
        return library.refresh(NOW).changes().getFirst();
    }
}
