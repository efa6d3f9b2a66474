package dev.lambdawatch;

import dev.lambdawatch.alert.Alerts;
import dev.lambdawatch.alert.FindingStore;
import dev.lambdawatch.alert.Policy;
import dev.lambdawatch.alert.Publisher;
import dev.lambdawatch.alert.Sightings;
import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.content.Settings;

/// Where the deployed monitor's findings go.
final class Alerting {
    private final Wiring wiring;
    private final Publisher topic = Aws.topic(Wiring.variable("ALERT_TOPIC_ARN"));
    private final Sightings sightings = Aws.sightings(Wiring.variable("STATE_TABLE"));
    private final FindingStore findings;

    Alerting(Wiring wiring) {
        this.wiring = wiring;
        this.findings = Aws.findings(wiring.objects(), wiring.bucket());
    }

    /// The alerts by the settings that are in force now.
    Alerts alerts(Log log) {
        Settings settings = wiring.settings(log);
        return Alerts.of(
                new Policy(settings.publishFrom(), settings.quiet()), sightings, topic, findings, wiring.clock());
    }
}
