package dev.lambdawatch;

import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.aws.S3Objects;
import dev.lambdawatch.content.ChangeFinding;
import dev.lambdawatch.content.ContentStore;
import dev.lambdawatch.content.Edition;
import dev.lambdawatch.content.Library;
import dev.lambdawatch.dns.Hours;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.stored.StateStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/// What every handler needs, by the names that the environment gives. [Alerting] and [Auditing] are
/// the parts that only some need.
///
/// | variable | what |
/// |---|---|
/// | `STATE_BUCKET` | `settings.json`, `rules/`, `filters/`, `findings/`, `segments/`, `names/`, `tunnels/`,
/// `ranges.txt`, `first-run.txt` |
/// | `ALERT_TOPIC_ARN` | where alerts go |
/// | `OPERATIONS_TOPIC_ARN` | where faults of rules, filters and settings go |
/// | `STATE_TABLE` | what was told |
/// | `ORGANIZATION_ID`, `ORGANIZATION_ROOT_ID` | whose accounts are read, by the one function that does |
/// | `CANARY_ROLE_ARN` | who makes the canary's call; empty without one |
/// | `FUNCTIONS_BY_SUBNET` | `yes` where functions may be listed |
/// | `LISTING_ROLE_ARN` | who lists them; empty where nobody does |
/// | `OWN_FUNCTIONS` | how the ARN of each of our functions begins |
///
/// Clients are made when the function starts; settings, rules and filters are looked at when they
/// are older than a minute, so that a snapshot freezes none of them.
final class Wiring {
    private static final String FIRST_RUN_KEY = "first-run.txt";
    private static final Duration LOOKED_AT = Duration.ofMinutes(1);

    private final InstantSource clock = InstantSource.system();
    private final S3Objects objects = Aws.objects();
    private final String bucket = variable("STATE_BUCKET");
    private final StateStore state = Aws.state(objects, bucket);
    private final ContentStore content = Aws.content(objects, bucket);
    private final Library library = Library.in(content);
    private volatile Looked looked = new Looked(Edition.EMPTY, Instant.EPOCH);

    private record Looked(Edition edition, Instant at) {}

    Wiring() {}

    S3Objects objects() {
        return objects;
    }

    String bucket() {
        return bucket;
    }

    InstantSource clock() {
        return clock;
    }

    StateStore state() {
        return state;
    }

    /// What Resolver logs say, hour by hour.
    Hours resolverHours() {
        return Hours.in(state, Platforms.bundled());
    }

    /// The files that people put into the state bucket.
    ContentStore content() {
        return content;
    }

    Library library() {
        return library;
    }

    /// Where the library lies, as far as the ARN of our functions says.
    ChangeFinding.Place place() {
        String[] arn = System.getenv().getOrDefault("OWN_FUNCTIONS", "").split(":", -1);
        return arn.length < 6
                ? new ChangeFinding.Place(bucket, "", "")
                : new ChangeFinding.Place(bucket, arn[4], arn[3]);
    }

    /// The rules, filters and settings in force: those in the bucket, or the last that could be
    /// read.
    Edition edition(Log log) {
        Looked current = looked;
        Instant now = clock.instant();
        if (now.isBefore(current.at.plus(LOOKED_AT))) {
            return current.edition;
        }
        Edition edition = current.edition;
        try {
            edition = library.refresh(now);
        } catch (IOException e) {
            log.warn("rules, filters and settings stay as they were: " + e.getMessage());
        }
        looked = new Looked(edition, now);
        return edition;
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

    /// A variable of the environment.
    ///
    /// @throws IllegalStateException if it is not there
    static String variable(String name) {
        String value = System.getenv(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalStateException("the environment lacks " + name);
        }
        return value;
    }
}
