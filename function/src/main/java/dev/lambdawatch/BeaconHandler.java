package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.lambdawatch.beacon.Beacons;
import dev.lambdawatch.beacon.Shard;
import dev.lambdawatch.platform.Platforms;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;

/// Scores the beacons of the last 24 hours, and now and then of longer spans, on a schedule. "Now" is the `time` of the
/// scheduled
/// event, so that one that is tried again gives the same findings.
public final class BeaconHandler implements RequestStreamHandler {
    private static final JsonFactory JSON = new JsonFactory();
    private static final Duration LEARNING = Duration.ofDays(7);

    private final Wiring wiring = new Wiring();
    private final Alerting alerting = new Alerting(wiring);
    private final Beacons beacons = Beacons.of(Platforms.bundled());

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        Log log = Log.of(context);
        Instant now = time(event);
        boolean learning = now.isBefore(wiring.firstRun(now).plus(LEARNING));
        EachTold findings = new EachTold(alerting.outcomes(log));
        Beacons.Summary summary = beacons.withFilters(wiring.edition(log).filters())
                .evaluate(Beacons.Span.due(now, learning), Shard.WHOLE, wiring.segments(), findings);
        summary.damaged().forEach(segment -> log.warn("damaged segment " + segment));
        log.report(("beacons until %s: %d hours (%d segments merged anew, %d hours without room), %d pairs, %d strobes,"
                        + " %d findings, %d approved by filters, %d connections beyond bounds%s")
                .formatted(
                        now,
                        summary.hours(),
                        summary.segments(),
                        summary.omitted(),
                        summary.pairs(),
                        summary.strobes(),
                        summary.findings(),
                        summary.approved(),
                        summary.leftOut(),
                        learning ? ", still learning" : ""));
        findings.complain();
    }

    /// The `time` of a scheduled event.
    ///
    /// @throws IOException if it has none
    static Instant time(InputStream event) throws IOException {
        try (JsonParser parser = JSON.createParser(event)) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    String field = parser.currentName();
                    parser.nextToken();
                    if (field.equals("time")) {
                        return Instant.parse(parser.getText());
                    }
                    parser.skipChildren();
                }
            }
        } catch (DateTimeParseException e) {
            throw new IOException("the event's 'time' is no instant: " + e.getParsedString(), e);
        }
        throw new IOException("a scheduled event has a 'time'; this one has none");
    }
}
