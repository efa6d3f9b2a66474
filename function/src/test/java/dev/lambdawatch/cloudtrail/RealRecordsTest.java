package dev.lambdawatch.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every record of three published collections is read, and those of Lambda as a person reads them.
class RealRecordsTest {
    private static final Path FOLDER = Path.of("../../shared/data/cloudtrail");

    @ParameterizedTest
    @CsvSource({"stratus-red-team, 309", "traildiscover, 308", "invictus-aws-dataset, 2425"})
    void everyRealRecordIsRead(String collection, int count) throws IOException {
        Records records = read(collection);
        assertThat(records.skipped).isEmpty();
        assertThat(records.ignored).isEmpty();
        assertThat(records.calls).hasSize(count);
        assertThat(records.calls)
                .allSatisfy(call ->
                        assertThat(call.principal().key()).as(call.eventId()).isNotEmpty());
    }

    @Test
    void theLambdaCallsOfTheDetonationsAreUnderstoodThoughTheirRegionsDoNotExist() throws IOException {
        assertThat(lambdaCalls("stratus-red-team")).containsExactly("""
                        UpdateFunctionConfiguration SUCCEEDED by HUMAN arn:aws:iam::712967571683:user/christophe \
                        of arn:aws:lambda:eugov-eastcentral-1r:712967571683:function:stratus-red-team-lambda-layer-simpleLambda""", """
                        AddPermission SUCCEEDED by HUMAN arn:aws:iam::880896431042:user/christophe \
                        of arn:aws:lambda:ca-centralnorth-1r:880896431042:function:stratus-red-team-backdoor-f-func""");
    }

    @Test
    void theLambdaCallsOfTerraformAreUnderstood() throws IOException {
        assertThat(lambdaCalls("invictus-aws-dataset")).hasSize(8).contains("""
                        CreateFunction FAILED by HUMAN arn:aws:iam::123837392027:user/bert-jan \
                        of arn:aws:lambda:us-east-1:123837392027:function:stratus-red-team-olc-func-xhfgzaowxc""", """
                        GetFunctionCodeSigningConfig SUCCEEDED by HUMAN arn:aws:iam::123837392027:user/bert-jan \
                        of arn:aws:lambda:us-east-1:123837392027:function:stratus-red-team-backdoor-f-func""");
    }

    private static List<String> lambdaCalls(String collection) throws IOException {
        return read(collection).calls.stream()
                .filter(ApiCall::ofLambda)
                .map(call -> "%s %s by %s %s of %s"
                        .formatted(
                                call.apiName(),
                                call.outcome(),
                                call.principal().kind(),
                                call.principal().key(),
                                call.function().map(FunctionName::arn).orElse("-")))
                .distinct()
                .toList();
    }

    private static Records read(String collection) throws IOException {
        Path file = FOLDER.resolve(collection + ".jsonl.gz");
        assumeThat(file)
                .as("the published records are not on this machine: %s", file)
                .exists();
        Records records = new Records();
        try (InputStream in = Files.newInputStream(file)) {
            CloudTrail.capturing(List.of("", "requestParameters", "userIdentity.arn"), Set.of())
                    .read(collection, in, records);
        }
        return records;
    }
}
