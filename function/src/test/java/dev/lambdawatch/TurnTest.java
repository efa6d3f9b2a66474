package dev.lambdawatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.beacon.Shard;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final Instant TEN = Instant.parse("2026-01-01T10:00:00Z");

    @Test
    void aMessageOfTheScheduleNamesItsShard() throws IOException {
        assertThat(turns("""
                {"Records":[{"messageId":"m1","attributes":{"time":"x"},
                  "body":"{\\"time\\": \\"2026-01-01T10:00:00Z\\", \\"shard\\": 2, \\"shards\\": 4}","eventSource":"aws:sqs"}]}""")).containsExactly(new Turn(TEN, new Shard(2, 4)));
    }

    @Test
    void aScheduledEventIsATurnOfAllWorkloads() throws IOException {
        assertThat(turns("""
                {"version":"0","id":"x","detail-type":"Scheduled Event","source":"aws.events","resources":["a"],
                 "account":"111122223333","time":"2026-01-01T10:00:00Z","detail":{"time":"1970-01-01T00:00:00Z"}}""")).containsExactly(new Turn(TEN, Shard.WHOLE));
    }

    @Test
    void aTurnWithoutATimeOrOfNoShardIsRefused() {
        for (String event : List.of(
                "{}",
                "[]",
                "",
                "{\"time\":\"noon\"}",
                "{\"detail\":{\"time\":\"2026-01-01T10:00:00Z\"}}",
                "{\"time\":\"2026-01-01T10:00:00Z\",\"shard\":4,\"shards\":4}",
                "{\"time\":\"2026-01-01T10:00:00Z\",\"shard\":\"one\"}",
                "{\"Records\":[{\"body\":\"{}\"}]}")) {
            assertThatThrownBy(() -> turns(event)).as(event).isInstanceOf(IOException.class);
        }
    }

    private static List<Turn> turns(String event) throws IOException {
        return Turn.parse(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)));
    }
}
