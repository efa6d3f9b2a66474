package dev.lambdawatch.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrailFileTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSLogs/111122223333/CloudTrail/us-east-1/2026/01/01/x.json.gz",
                "AWSLogs/o-exampleorgid/111122223333/CloudTrail/us-east-1/2026/01/01/x.json.gz",
                "CloudTrail-Digest/AWSLogs/111122223333/CloudTrail/us-east-1/2026/01/01/x.json.gz",
                "copied/CloudTrail-Digest.json",
                ""
            })
    void aFileOfCallsIsRead(String key) {
        assertThat(TrailFile.mayHoldCalls(key)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWSLogs/111122223333/CloudTrail-Digest/us-east-1/2026/01/01/x.json.gz",
                "AWSLogs/111122223333/CloudTrail-Insight/us-east-1/2026/01/01/x.json.gz",
                "AWSLogs/111122223333/CloudTrail-NetworkActivity/us-east-1/2026/01/01/x.json.gz",
                "AWSLogs/111122223333/CloudTrail-Aggregated/us-east-1/2026/01/01/x.json.gz",
                "prefix/AWSLogs/o-exampleorgid/111122223333/CloudTrail-Digest/us-east-1/2026/01/01/x.json.gz"
            })
    void whatLiesBesideTheCallsIsNot(String key) {
        assertThat(TrailFile.mayHoldCalls(key)).isFalse();
    }
}
