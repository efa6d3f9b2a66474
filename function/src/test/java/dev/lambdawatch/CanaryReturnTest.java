package dev.lambdawatch;

import static dev.lambdawatch.CloudFormation.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.cloudtrail.CloudTrail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanaryReturnTest {
    private static final Instant CALLED = Instant.parse("2026-01-01T10:20:28Z");

    private final List<String> log = new ArrayList<>();

    @Test
    void oneThatComesBackInTimeIsCountedByTheTemplate() throws IOException {
        arrivesAt(CALLED.plusSeconds(47));

        assertThat(log).containsExactly("canary came back after 47 s: lambdawatch-canary-2026-01-01T10");
        assertThat(pattern()).isEqualTo("{ $.message = \"canary came back *\" }");
    }

    /// The failure queue may be emptied after days.
    @Test
    void oneThatLayInAQueueIsNotCounted() throws IOException {
        arrivesAt(CALLED.plusSeconds(7_201));

        assertThat(log).containsExactly("a canary came back late, after 7201 s: lambdawatch-canary-2026-01-01T10");
    }

    private void arrivesAt(Instant now) throws IOException {
        CanaryReturn canary = new CanaryReturn(new Log(new LogLines(log)), now);
        String record = """
                {"eventTime":"%s","eventSource":"lambda.amazonaws.com","eventName":"GetFunctionConfiguration20150331v2",
                 "eventID":"00000000-0000-4000-9000-000000000001","awsRegion":"eu-west-1",
                 "requestParameters":{"functionName":"lambdawatch-canary-2026-01-01T10"},
                 "recipientAccountId":"111122223333"}""".formatted(CALLED);
        CloudTrail.capturing(List.of(), Set.of())
                .read("text", new ByteArrayInputStream(record.getBytes(StandardCharsets.UTF_8)), new Calls() {
                    @Override
                    public void call(ApiCall call) {
                        canary.accept(call);
                    }

                    @Override
                    public void skipped(String place, long index, String reason) {
                        throw new AssertionError(reason);
                    }
                });
    }

    private static Object pattern() throws IOException {
        return at(
                CloudFormation.read(Path.of("../template.yaml")).resources("AWS::Logs::MetricFilter"),
                "CanaryMetric",
                "FilterPattern");
    }
}
