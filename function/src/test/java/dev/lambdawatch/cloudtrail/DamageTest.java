package dev.lambdawatch.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Damage of every kind, by chance from a seed: nothing is thrown, and what is not damaged is read.
class DamageTest {
    private static final CloudTrail READER =
            CloudTrail.capturing(List.of("", "userIdentity", "requestParameters.layers"), Set.of());

    private static final String SESSION = """
            {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:alice","arn":"arn:aws:sts::111122223333:assumed-role/Admin/alice","accountId":"111122223333","accessKeyId":"ASIAEXAMPLE","sessionContext":{"sessionIssuer":{"type":"Role","arn":"arn:aws:iam::111122223333:role/Admin"},"attributes":{"mfaAuthenticated":"false"}}},"eventTime":"2026-01-01T10:00:28Z","eventSource":"lambda.amazonaws.com","eventName":"UpdateFunctionConfiguration20150331v2","awsRegion":"eu-west-1","sourceIPAddress":"203.0.113.50","userAgent":"aws-cli/2.32.3","errorCode":"AccessDenied","errorMessage":"User: arn:aws:sts::111122223333:assumed-role/Admin/alice is not authorized to perform: lambda:UpdateFunctionConfiguration on resource: arn:aws:lambda:eu-west-1:111122223333:function:orders-api because no identity-based policy allows the lambda:UpdateFunctionConfiguration action","requestParameters":{"functionName":"orders-api","layers":["arn:aws:lambda:eu-west-1:444455556666:layer:x:1"],"timeout":3},"responseElements":null,"requestID":"r","eventID":"damaged","readOnly":false,"resources":[{"ARN":"arn:aws:lambda:eu-west-1:111122223333:function:orders-api"}],"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333","eventCategory":"Management"}""";

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void aDamagedLineHarmsNoOther(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 2_000; round++) {
            byte[] damaged = damaged(SESSION.getBytes(StandardCharsets.UTF_8), random);
            // A line that begins a list is the one thing that may swallow the next.
            damaged[0] = '{';
            Records records = read(lines(bytes(Records.smallest("before")), damaged, bytes(Records.smallest("after"))));
            assertThat(records.ids())
                    .as("seed %d, round %d: %s", seed, round, new String(damaged, StandardCharsets.UTF_8))
                    .contains("before", "after");
            assertThat(records.calls.size() + records.skipped.size() + records.ignored.size())
                    .isGreaterThanOrEqualTo(3);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void aDamagedFileThrowsNothingAndIsReported(long seed) {
        Random random = new Random(seed);
        String text = "\"" + SESSION.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
        List<byte[]> files = List.of(
                bytes("{\"Records\":[%s,\n%s]}".formatted(SESSION, SESSION)),
                bytes("""
                        {"detail-type":"AWS API Call via CloudTrail","source":"aws.lambda","account":"111122223333","detail":%s}""".formatted(SESSION)),
                bytes("{\"Events\":[{\"CloudTrailEvent\":%s}]}".formatted(text)),
                Records.gzip(SESSION + "\n" + SESSION));
        for (int round = 0; round < 1_000; round++) {
            for (byte[] file : files) {
                byte[] damaged = damaged(file, random);
                Records records = read(damaged);
                assertThat(records.calls.size() + records.skipped.size() + records.ignored.size())
                        .as("seed %d, round %d: %s", seed, round, new String(damaged, StandardCharsets.UTF_8))
                        .isPositive();
            }
        }
    }

    /// One to four damages: a byte changed, bytes removed, bytes repeated, or the rest cut off.
    private static byte[] damaged(byte[] whole, Random random) {
        byte[] bytes = whole;
        for (int damages = 1 + random.nextInt(4); damages > 0 && bytes.length > 2; damages--) {
            // At least two bytes stay: an empty file is in good order.
            int from = 1 + random.nextInt(bytes.length - 1);
            int to = Math.min(bytes.length, from + 1 + random.nextInt(20));
            bytes = switch (random.nextInt(5)) {
                case 0 -> joined(bytes, from, new byte[] {(byte) random.nextInt(256)}, from + 1);
                case 1 -> joined(bytes, from, bytes("\"{}[],:\\\n0tn".charAt(random.nextInt(12)) + ""), from + 1);
                case 2 -> joined(bytes, from, new byte[0], to);
                case 3 -> joined(bytes, to, new byte[0], from);
                default -> joined(bytes, from + 1, new byte[0], bytes.length);
            };
        }
        return bytes;
    }

    /// The bytes before an end, others, and the bytes from a start on.
    private static byte[] joined(byte[] bytes, int end, byte[] others, int start) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, end);
        out.writeBytes(others);
        out.write(bytes, start, bytes.length - start);
        return out.toByteArray();
    }

    private static byte[] lines(byte[]... lines) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (byte[] line : lines) {
            out.writeBytes(line);
            out.write('\n');
        }
        return out.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Records read(byte[] bytes) throws UncheckedIOException {
        return Records.read(READER, bytes);
    }
}
