package dev.lambdawatch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeliveriesTest {
    @Test
    void anS3EventNamesItsObjectWithTheKeyDecoded() throws IOException {
        assertThat(ObjectNotices.parse("""
                {"Records":[{"eventSource":"aws:s3","s3":{"bucket":{"name":"logs"},
                  "object":{"key":"AWSLogs%2F1/a+b.log.gz","versionId":"v1","eTag":"e1"}}},
                 {"s3":{"bucket":{"name":"logs"},"object":{"key":"second"}}}]}"""))
                .containsExactly(new ObjectNotice("logs", "AWSLogs/1/a b.log.gz"), new ObjectNotice("logs", "second"));
    }

    @Test
    void eventBridgeKeysAreTakenAsTheyAre() throws IOException {
        assertThat(ObjectNotices.parse("""
                {"source":"aws.s3","detail-type":"Object Created",
                 "detail":{"bucket":{"name":"logs"},"object":{"key":"a+b%2F.gz","size":3,"etag":"e"}}}""")).containsExactly(new ObjectNotice("logs", "a+b%2F.gz"));
    }

    @Test
    void anSnsEnvelopeIsOpened() throws IOException {
        assertThat(ObjectNotices.parse("""
                {"Type":"Notification","Message":"{\\"s3Bucket\\":\\"trail\\",\\"s3ObjectKey\\":[\\"a\\",\\"b\\"]}"}"""))
                .containsExactly(new ObjectNotice("trail", "a"), new ObjectNotice("trail", "b"));
    }

    @Test
    void theTestEventOfS3AnnouncesNothing() throws IOException {
        assertThat(ObjectNotices.parse("""
                {"Service":"Amazon S3","Event":"s3:TestEvent","Bucket":"logs"}""")).isEmpty();
    }

    @Test
    void aMessageWithoutAnObjectIsRefused() {
        for (String body : List.of("", "hello", "[]", "{}", "{\"Records\":[{\"s3\":{}}]}", "{\"a\":")) {
            assertThatThrownBy(() -> ObjectNotices.parse(body)).as(body).isInstanceOf(IOException.class);
        }
    }

    @Test
    void aBrokenMessageFailsAloneAndTheRestOfItsBatchIsRead() throws IOException {
        Deliveries batch = Deliveries.parse(event("""
                {"Records":[
                 {"messageId":"m1","body":"{\\"s3Bucket\\":\\"b\\",\\"s3ObjectKey\\":[\\"good\\"]}","attributes":{"x":"y"}},
                 {"messageId":"m2","body":"no JSON"},
                 {"messageId":"m3","body":"{\\"s3Bucket\\":\\"b\\",\\"s3ObjectKey\\":[\\"unreadable\\"]}"},
                 {"messageId":"m4","body":"{\\"s3Bucket\\":\\"b\\",\\"s3ObjectKey\\":[\\"good too\\"]}"}]}"""));
        List<String> read = new ArrayList<>();
        List<String> failed = new ArrayList<>();
        var response = batch.read(
                notice -> {
                    if (notice.key().equals("unreadable")) {
                        throw new IOException("gone");
                    }
                    read.add(notice.place());
                },
                (id, reason) -> failed.add(id));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Deliveries.write(response, out);
        assertThat(read).containsExactly("s3://b/good", "s3://b/good too");
        assertThat(failed).containsExactly("m2", "m3");
        assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("""
                {"batchItemFailures":[{"itemIdentifier":"m2"},{"itemIdentifier":"m3"}]}""");
    }

    @Test
    void somethingElseThanAnSqsEventIsRefused() {
        for (String event : List.of("", "[]", "{}", "{\"Records\":{}}")) {
            assertThatThrownBy(() -> Deliveries.parse(event(event))).isInstanceOf(IOException.class);
        }
    }

    private static InputStream event(String json) {
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }
}
