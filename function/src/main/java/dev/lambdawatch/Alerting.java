package dev.lambdawatch;

import dev.lambdawatch.alert.Alerts;
import dev.lambdawatch.alert.FindingStore;
import dev.lambdawatch.alert.HeldBack;
import dev.lambdawatch.alert.Incidents;
import dev.lambdawatch.alert.Policy;
import dev.lambdawatch.alert.Publisher;
import dev.lambdawatch.alert.Sightings;
import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.content.Edition;
import dev.lambdawatch.content.Settings;
import dev.lambdawatch.finding.FindingSink;

/// Where the deployed monitor's findings go.
final class Alerting {
    private final Wiring wiring;
    private final Publisher topic = Aws.topic(Wiring.variable("ALERT_TOPIC_ARN"));
    private final Sightings sightings = Aws.sightings(Wiring.variable("STATE_TABLE"));
    private final Incidents incidents = Aws.incidents(Wiring.variable("STATE_TABLE"));
    private final FindingStore findings;
    private final HeldBack heldBack;
    private final LibraryNews news;

    Alerting(Wiring wiring) {
        this.wiring = wiring;
        this.findings = Aws.findings(wiring.objects(), wiring.bucket());
        this.heldBack = HeldBack.in(findings, wiring.clock());
        this.news = new LibraryNews(wiring.library(), contentNews());
    }

    /// By a policy of its own, and each by itself: nothing silences that the settings were changed.
    ContentNews contentNews() {
        return new ContentNews(
                wiring.place(),
                alerts(Policy.STANDARD, Incidents.none()),
                sightings,
                Aws.plainTopic(Wiring.variable("OPERATIONS_TOPIC_ARN"))::send);
    }

    /// The alerts by the settings that are in force now, with the names of accounts; if the settings
    /// have changed, that is told first.
    FindingSink alerts(Log log) {
        Edition edition = wiring.edition(log);
        news.tell(edition, wiring.clock().instant(), log);
        Settings settings = edition.settings();
        Policy policy = new Policy(settings.publishFrom(), settings.quiet());
        return edition.organization().naming(alerts(policy, incidents));
    }

    /// What becomes of each finding of an audit.
    Outcomes outcomes(Log log) {
        return new Outcomes(alerts(log), heldBack, wiring.edition(log).organization());
    }

    private Alerts alerts(Policy policy, Incidents joined) {
        return Alerts.of(policy, sightings, joined, topic, findings, wiring.clock());
    }
}
