package dev.lambdawatch;

import static dev.lambdawatch.CloudFormation.at;
import static dev.lambdawatch.CloudFormation.json;
import static dev.lambdawatch.CloudFormation.list;
import static dev.lambdawatch.CloudFormation.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.event.ruler.Ruler;

/// The way of a log file in another account's bucket: the archive's rule, then the monitor's on its
/// default bus.
class LogArchiveTest {
    private static final CloudFormation MONITOR = read("../template.yaml");
    private static final CloudFormation ARCHIVE = read("../infrastructure/log-archive.yaml");
    private static final Map<String, Map<String, Object>> HEARD = MONITOR.resources("AWS::Events::Rule");
    private static final Map<String, Object> TOLD =
            map(at(ARCHIVE.resources("AWS::Events::Rule"), "LogFileRule", "EventPattern"));

    @Test
    void theArchiveTellsOfTheFilesThatTheMonitorReadsAndOfNoOthers() {
        List<Object> keys = new ArrayList<>();
        for (String rule : List.of("TrailFileRule", "FlowLogRule", "ResolverLogRule")) {
            keys.addAll(list(at(HEARD, rule, "EventPattern", "detail", "object", "key")));
        }

        assertThat(list(at(TOLD, "detail", "object", "key"))).isEqualTo(keys);
        assertThat(at(TOLD, "source")).isEqualTo(at(HEARD, "TrailFileRule", "EventPattern", "source"));
        assertThat(at(TOLD, "detail-type")).isEqualTo(at(HEARD, "TrailFileRule", "EventPattern", "detail-type"));
    }

    @ParameterizedTest
    @CsvSource({
        "archive, o-ab/AWSLogs/o-ab/444455556666/CloudTrail/eu-west-1/2026/03/02/a.json.gz, true",
        "archive, AWSLogs/444455556666/vpcflowlogs/eu-west-1/2026/03/02/a.log.gz, true",
        "archive, AWSLogs/444455556666/vpcdnsquerylogs/vpc-1/2026/03/02/a.log.gz, true",
        "archive, AWSLogs/444455556666/Config/eu-west-1/2026/3/2/a.json.gz, false",
        "other, AWSLogs/444455556666/vpcflowlogs/eu-west-1/2026/03/02/a.log.gz, false"
    })
    void otherObjectsAreNotTold(String bucket, String key, boolean told) throws Exception {
        String event = """
                {"version": "0", "source": "aws.s3", "detail-type": "Object Created", "account": "999900001111",
                 "resources": [], "detail": {"bucket": {"name": "%s"}, "object": {"key": "%s"}}}
                """.formatted(bucket, key);
        String pattern = json(TOLD).replace("{\"Ref\":\"LogBucketName\"}", "\"archive\"");

        assertThat(Ruler.matchesRule(event, pattern)).isEqualTo(told);
    }

    @Test
    void theMonitorTakesNewsOfObjectsFromTheArchiveAlone() {
        Object statement = at(MONITOR.resources("AWS::Events::EventBusPolicy"), "LogBusPolicy", "Statement");

        assertThat(json(at(statement, "Principal"))).contains("iam::${LogArchiveAccountId}:root");
        assertThat(at(statement, "Action")).isEqualTo("events:PutEvents");
        assertThat(at(statement, "Condition", "StringEquals"))
                .isEqualTo(Map.of("events:source", "aws.s3", "events:detail-type", "Object Created"));
    }

    @Test
    void theArchiveMaySendToThatBusAndNothingElse() {
        List<?> statements = list(at(
                ARCHIVE.resources("AWS::IAM::Role"), "ForwarderRole", "Policies", "0", "PolicyDocument", "Statement"));

        assertThat(statements).hasSize(1);
        assertThat(at(statements, "0", "Action")).isEqualTo("events:PutEvents");
        assertThat(at(statements, "0", "Resource")).isEqualTo(Map.of("Ref", "MonitorBusArn"));
    }

    private static CloudFormation read(String file) {
        try {
            return CloudFormation.read(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
