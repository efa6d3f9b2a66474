package dev.lambdawatch;

import dev.lambdawatch.alert.Alerts;
import dev.lambdawatch.alert.FindingStore;
import dev.lambdawatch.alert.Policy;
import dev.lambdawatch.alert.Publisher;
import dev.lambdawatch.alert.Sightings;
import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.ShippedRules;
import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.aws.S3Objects;
import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.beacon.SegmentStore;
import dev.lambdawatch.platform.Platforms;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Joins the rooms for the deployed monitor, with the names that the environment gives:
///
/// | variable | what |
/// |---|---|
/// | `ALERT_TOPIC_ARN` | where alerts go |
/// | `STATE_TABLE` | what was told |
/// | `STATE_BUCKET` | `settings.json`, `findings/`, `segments/`, `first-run.txt` |
/// | `OWN_FUNCTIONS` | how the ARN of each of our functions begins |
/// | `KNOWN_ACCOUNTS` | further accounts of ours, separated by commas; may be empty |
///
/// Clients and rules are made when the function starts; settings are read when they are older than a
/// minute, so that a snapshot freezes none of them.
final class Wiring {
    private static final String SETTINGS_KEY = "settings.json";
    private static final String FIRST_RUN_KEY = "first-run.txt";
    private static final Duration SETTINGS_AGE = Duration.ofMinutes(1);

    private final InstantSource clock = InstantSource.system();
    private final S3Objects objects = Aws.objects();
    private final String bucket = variable("STATE_BUCKET");
    private final Publisher topic = Aws.topic(variable("ALERT_TOPIC_ARN"));
    private final Sightings sightings = Aws.sightings(variable("STATE_TABLE"));
    private final FindingStore findings = Aws.findings(objects, bucket);
    private final SegmentStore segments = Aws.segments(objects, bucket);
    private final Beacons beacons = Beacons.of(Platforms.bundled());
    private volatile Tuned tuned = new Tuned(Settings.DEFAULTS, Instant.EPOCH);
    private volatile Auditing auditing = new Auditing(Set.of(), audit(Set.of()));

    private record Tuned(Settings settings, Instant read) {}

    private record Auditing(Set<String> accounts, Audit audit) {}

    Wiring() {}

    S3Objects objects() {
        return objects;
    }

    SegmentStore segments() {
        return segments;
    }

    Beacons beacons() {
        return beacons;
    }

    /// When this deployment first looked for beacons: `now` if that is only now. Kept in the state
    /// bucket, whose age is that of what we know.
    ///
    /// @throws IOException if the bucket refuses, or holds no instant there
    Instant firstRun(Instant now) throws IOException {
        Optional<byte[]> kept = objects.find(bucket, FIRST_RUN_KEY);
        if (kept.isEmpty()) {
            objects.put(bucket, FIRST_RUN_KEY, "text/plain", now.toString().getBytes(StandardCharsets.UTF_8));
            return now;
        }
        String text = new String(kept.get(), StandardCharsets.UTF_8).strip();
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new IOException("s3://" + bucket + "/" + FIRST_RUN_KEY + " holds no instant", e);
        }
    }

    Alerts alerts(Log log) {
        Settings settings = settings(log);
        return Alerts.of(new Policy(settings.publishFrom(), settings.quiet()), sightings, topic, findings, clock);
    }

    /// The audit for the accounts that are known now.
    Audit audit(Log log) {
        Set<String> accounts = new TreeSet<>(settings(log).knownAccounts());
        Auditing current = auditing;
        if (!current.accounts.equals(accounts)) {
            current = new Auditing(accounts, audit(accounts));
            auditing = current;
        }
        return current.audit;
    }

    /// The settings in force: those in the bucket, or the last that could be read.
    private Settings settings(Log log) {
        Tuned current = tuned;
        Instant now = clock.instant();
        if (now.isBefore(current.read.plus(SETTINGS_AGE))) {
            return current.settings;
        }
        Settings settings = current.settings;
        try {
            settings = objects.find(bucket, SETTINGS_KEY).map(Wiring::parsed).orElse(Settings.DEFAULTS);
        } catch (IOException | IllegalArgumentException e) {
            log.warn("the settings stay as they were: s3://" + bucket + "/" + SETTINGS_KEY + ": " + e.getMessage());
        }
        tuned = new Tuned(settings, now);
        return settings;
    }

    private static Settings parsed(byte[] json) {
        try {
            return Settings.parse(json);
        } catch (IOException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static Audit audit(Set<String> accounts) {
        Set<String> known = new HashSet<>(accounts);
        known.addAll(List.of(System.getenv().getOrDefault("KNOWN_ACCOUNTS", "").split(",")));
        known.remove("");
        return Audit.of(ShippedRules.all(), known, System.getenv().getOrDefault("OWN_FUNCTIONS", ""));
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("the environment lacks " + name);
        }
        return value;
    }
}
