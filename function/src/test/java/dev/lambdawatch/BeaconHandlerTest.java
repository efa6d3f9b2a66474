package dev.lambdawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class BeaconHandlerTest {
    @Test
    void nowIsTheTimeOfTheScheduledEvent() throws IOException {
        assertThat(time("""
                {"version":"0","id":"x","detail-type":"Scheduled Event","source":"aws.events",
                 "account":"111122223333","time":"2026-01-01T10:00:00Z","detail":{"time":"1970-01-01T00:00:00Z"}}""")).isEqualTo(Instant.parse("2026-01-01T10:00:00Z"));
    }

    @Test
    void anEventWithoutATimeIsRefused() {
        for (String event :
                List.of("{}", "[]", "", "{\"time\":\"noon\"}", "{\"detail\":{\"time\":\"2026-01-01T10:00:00Z\"}}")) {
            assertThatThrownBy(() -> time(event)).as(event).isInstanceOf(IOException.class);
        }
    }

    private static Instant time(String event) throws IOException {
        return BeaconHandler.time(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    }
}
