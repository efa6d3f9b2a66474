package dev.lambdawatch.dns;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.platform.Platforms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FirstContactsTest {
    private static final Asking WEB = Asking.by("10.0.1.20");
    private static final Asking BATCH = Asking.by("10.0.1.21");
    private static final Instant OLD = Asking.NOON.minus(Duration.ofDays(20));

    @Test
    void aPlatformThatNobodyEverUsedIsLow() {
        List<Finding> findings = examine(ContactHistory.inMemory(OLD), WEB.named("c2.x.workers.dev", "203.0.113.9"));
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.LOW);
            assertThat(finding.headline())
                    .isEqualTo("First contact 10.0.1.20 -> Cloudflare Workers (c2.x.workers.dev)");
            assertThat(finding.first()).isEqualTo(Asking.NOON);
        });
    }

    @Test
    void fivePostsToAFunctionUrlAreOneFirstContact() {
        String url = "q4x7.lambda-url.us-east-1.on.aws";
        Query[] posts = IntStream.range(0, 5)
                .mapToObj(i -> WEB.at(Asking.NOON.plusSeconds(20L * i)).named(url, "203.0.113.9"))
                .toArray(Query[]::new);
        List<Finding> findings = examine(ContactHistory.inMemory(OLD), posts);
        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.severity()).isEqualTo(Severity.LOW);
            assertThat(finding.headline()).contains("AWS Lambda", url);
        });
    }

    @Test
    void aPlatformThatAnotherWorkloadUsedIsInformational() {
        ContactHistory history = ContactHistory.inMemory(OLD);
        examine(history, BATCH.at(OLD).named("api.x.workers.dev", "203.0.113.9"));
        assertThat(examine(history, WEB.named("c2.x.workers.dev", "203.0.113.9")))
                .extracting(Finding::severity)
                .containsExactly(Severity.INFORMATIONAL);
    }

    @Test
    void aPlatformThatTheWorkloadUsedIsNotToldWhateverTheName() {
        ContactHistory history = ContactHistory.inMemory(OLD);
        examine(history, WEB.at(OLD).named("api.x.workers.dev", "203.0.113.9"));
        assertThat(examine(history, WEB.named("c2.y.workers.dev", "203.0.113.9")))
                .isEmpty();
    }

    @Test
    void whatWasThirtyDaysAgoIsForgotten() {
        ContactHistory history = ContactHistory.inMemory(OLD.minus(Duration.ofDays(90)));
        examine(history, WEB.at(Asking.NOON.minus(Duration.ofDays(31))).named("api.x.workers.dev", "203.0.113.9"));
        assertThat(examine(history, WEB.named("c2.y.workers.dev", "203.0.113.9")))
                .hasSize(1);
    }

    @Test
    void inTheFirstSevenDaysOfAHistoryNothingIsToldButAllIsRemembered() {
        ContactHistory history = ContactHistory.inMemory(Asking.NOON.minus(Duration.ofDays(6)));
        assertThat(examine(history, WEB.named("c2.x.workers.dev", "203.0.113.9")))
                .isEmpty();
        assertThat(examine(
                        history, WEB.at(Asking.NOON.plus(Duration.ofDays(2))).named("c2.x.workers.dev", "203.0.113.9")))
                .isEmpty();
    }

    @Test
    void aNameThatStandsForAPlatformIsAContact() {
        assertThat(examine(
                        ContactHistory.inMemory(OLD),
                        WEB.aliased("cdn.victim.test", "d111.cloudfront.net", "203.0.113.9")))
                .extracting(Finding::headline)
                .containsExactly("First contact 10.0.1.20 -> Amazon CloudFront (cdn.victim.test)");
    }

    @Test
    void theFirstOfManyRowsIsToldWhateverTheirOrder() {
        Query first = WEB.at("2026-11-21T11:00:00Z").named("a.workers.dev");
        Query second = WEB.named("b.workers.dev");
        assertThat(examine(ContactHistory.inMemory(OLD), second, first))
                .isEqualTo(examine(ContactHistory.inMemory(OLD), first, second))
                .singleElement()
                .extracting(Finding::first)
                .isEqualTo(first.time());
    }

    @Test
    void namesOfNoPlatformAndRowsWithoutASourceAreNoContact() {
        assertThat(examine(
                        ContactHistory.inMemory(OLD),
                        WEB.named("notworkers.dev"),
                        WEB.named("workers.dev.evil.test"),
                        Asking.by("").named("c2.workers.dev")))
                .isEmpty();
    }

    @Test
    void whatCouldNotBeToldIsNewsAgain() {
        ContactHistory history = ContactHistory.inMemory(OLD);
        FirstContacts contacts = FirstContacts.empty(Platforms.bundled());
        contacts.add(WEB.named("c2.workers.dev"));
        contacts.examine(history, (lost, approval) -> {});
        assertThat(examine(history, WEB.named("c2.workers.dev"))).hasSize(1);
    }

    @Test
    void ofTwoWorkloadsThatBeginTogetherTheLaterFollowsTheFleet() {
        assertThat(examine(
                        ContactHistory.inMemory(OLD),
                        BATCH.at("2026-11-21T11:00:00Z").named("a.workers.dev"),
                        WEB.named("b.workers.dev")))
                .extracting(Finding::severity)
                .containsExactly(Severity.LOW, Severity.INFORMATIONAL);
    }

    @Test
    void ofANewNetworkTheyAreInformationalForWhoeverAsks() {
        Instant yesterday = Asking.NOON.minus(Duration.ofDays(1));
        Query row = WEB.named("c2.workers.dev");
        assertThat(examine(ContactHistory.inMemory(yesterday), row)).isEmpty();
        FirstContacts asked = FirstContacts.empty(Platforms.bundled()).ofNewNetworks();
        assertThat(examine(asked, ContactHistory.inMemory(yesterday), row))
                .extracting(Finding::severity)
                .containsExactly(Severity.INFORMATIONAL);
    }

    private static List<Finding> examine(ContactHistory history, Query... rows) {
        return examine(FirstContacts.empty(Platforms.bundled()), history, rows);
    }

    private static List<Finding> examine(FirstContacts contacts, ContactHistory history, Query... rows) {
        List.of(rows).forEach(contacts::add);
        List<Finding> findings = new ArrayList<>();
        contacts.examine(history, (finding, approval) -> findings.add(finding));
        contacts.remember(history);
        return findings;
    }
}
