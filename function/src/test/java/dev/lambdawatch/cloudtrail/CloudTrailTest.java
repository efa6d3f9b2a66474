package dev.lambdawatch.cloudtrail;

import static dev.lambdawatch.cloudtrail.Records.SMALLEST;
import static dev.lambdawatch.cloudtrail.Records.gzip;
import static dev.lambdawatch.cloudtrail.Records.read;
import static dev.lambdawatch.cloudtrail.Records.smallest;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// The forms in which records travel, and what damage in each of them costs.
class CloudTrailTest {
    @Test
    void aLoneRecordIsACall() {
        assertThat(read(SMALLEST).ids()).containsExactly("1");
    }

    @Test
    void aTrailFileHoldsItsRecordsInOrder() {
        String file = "{\"Records\":[%s,%s]}".formatted(smallest("a"), smallest("b"));
        assertThat(read(file).ids()).containsExactly("a", "b");
    }

    @Test
    void aTrailFileMayBeIndentedAndMayHoldARecordALine() {
        assertThat(read("{\n  \"Records\": [\n%s,\n%s\n  ]\n}\n".formatted(smallest("a"), smallest("b")))
                        .ids())
                .containsExactly("a", "b");
    }

    @Test
    void anArrayHoldsRecords() {
        assertThat(read("[\n%s,\n%s\n]".formatted(smallest("a"), smallest("b"))).ids())
                .containsExactly("a", "b");
    }

    @Test
    void linesHoldARecordEach() {
        assertThat(read(smallest("a") + "\n\r\n" + smallest("b") + "\r\n").ids())
                .containsExactly("a", "b");
    }

    @Test
    void anIndentedRecordIsOneDocument() {
        String indented = SMALLEST.replace(",", ",\n  ").replace("{", "{\n  ").replace("}", "\n}\n");
        assertThat(read(indented + indented).ids()).containsExactly("1", "1");
    }

    @Test
    void anEventBridgeEventHoldsARecordInWhateverOrderItsFieldsCome() {
        assertThat(read(event(SMALLEST)).ids()).containsExactly("1");
        assertThat(read("{\"account\":\"111122223333\",\"detail\":" + SMALLEST
                                + ",\"detail-type\":\"AWS API Call via CloudTrail\",\"resources\":[],\"source\":\"aws.lambda\"}")
                        .ids())
                .containsExactly("1");
    }

    @Test
    void theOutputOfLookupEventsHoldsRecordsAsText() {
        String inText = smallest("a").replace("\"", "\\\"");
        String output = "{\"Events\":[{\"EventId\":\"a\",\"ReadOnly\":\"true\",\"CloudTrailEvent\":\"" + inText
                + "\",\"Resources\":[]},{\"CloudTrailEvent\":\"{\"},{\"CloudTrailEvent\":\"" + inText
                + "\"}],\"NextToken\":\"x\"}";
        assertThat(read(output).ids()).containsExactly("a", "a");
        assertThat(read(output).skipped).containsExactly("here[1] in its text, the JSON breaks off");
        assertThat(read("[\"" + inText + "\"]").ids()).containsExactly("a");
    }

    @Test
    void gzipIsRecognisedByContentAndItsMembersAreOneStream() {
        byte[] first = gzip(smallest("a") + "\n");
        byte[] second = gzip(smallest("b"));
        byte[] both = concatenated(first, second);
        assertThat(read(both).ids()).containsExactly("a", "b");
    }

    @Test
    void gzipMembersAreFoundInAStreamThatNeverSaysWhatIsAvailable() throws IOException {
        Records records = new Records();
        InputStream shy = new SequenceInputStream(
                new ByteArrayInputStream(gzip(smallest("a"))), new ByteArrayInputStream(gzip(smallest("b"))));
        CloudTrail.capturing(List.of(), Set.of()).read("here", oneByteAtATime(shy), records);
        assertThat(records.ids()).containsExactly("a", "b");
    }

    @Test
    void aByteOrderMarkIsNoContent() {
        assertThat(read("\ufeff" + SMALLEST).ids()).containsExactly("1");
        assertThat(read(gzip("\ufeff" + SMALLEST)).ids()).containsExactly("1");
    }

    @Test
    void nothingIsNoRecordAndNoDamage() {
        for (String nothing : List.of("", "\n", "\ufeff", "{\"Records\":[]}", "[]")) {
            Records records = read(nothing);
            assertThat(records.calls).isEmpty();
            assertThat(records.skipped).isEmpty();
        }
    }

    @Test
    void anElementThatIsNoRecordIsNamedByItsIndex() {
        Records records = read("{\"Records\":[null,%s,7,[[1]],true,\"x\",%s,{}]}".formatted(SMALLEST, SMALLEST));
        assertThat(records.ids()).containsExactly("1", "1");
        assertThat(records.skipped)
                .containsExactly(
                        "here[0] a record is an object, not null",
                        "here[2] a record is an object, not a number",
                        "here[3] a record is an object, not an array",
                        "here[4] a record is an object, not a boolean",
                        "here[5] in its text, damaged JSON: Unrecognized token 'x': was expecting (J...",
                        "here[7] a record without eventID");
    }

    @Test
    void aRecordWithoutWhatEveryRecordHasIsNamedWithTheField() {
        for (String field : List.of("eventID", "eventTime", "eventName", "eventSource")) {
            assertThat(read(SMALLEST.replace("\"" + field + "\"", "\"x\"")).skipped)
                    .containsExactly("here[0] a record without " + field);
            assertThat(read(SMALLEST.replaceFirst("\"" + field + "\":\"[^\"]*\"", "\"" + field + "\":{\"a\":1}"))
                            .skipped)
                    .containsExactly("here[0] a record without " + field);
        }
    }

    @Test
    void aTimeThatIsNoneIsNamed() {
        for (String time :
                List.of("yesterday", "2026-13-01T10:00:28Z", "2026-01-01T25:00:00Z", "-1000000-01-01T00:00:00Z")) {
            assertThat(read(SMALLEST.replace("2026-01-01T10:00:28Z", time)).skipped)
                    .containsExactly("here[0] eventTime '" + time + "' is not a UTC time");
        }
    }

    @Test
    void aMessageHoldsNoControlCharacters() {
        assertThat(read(SMALLEST.replace("2026-01-01T10:00:28Z", "\\u001b[2J\\n")).skipped)
                .containsExactly("here[0] eventTime '?[2J?' is not a UTC time");
    }

    @Test
    void aBrokenLineDoesNotTakeTheNextWithIt() {
        for (String broken : List.of(
                "{\"eventID\":\"b",
                "{\"eventID\":",
                "{\"userIdentity\":{\"type\":\"IAMUser\"",
                "not JSON at all",
                "{]",
                "{\"a\":tru",
                "{\"eventID\":\"" + "x".repeat(2_100_000) + "\"}",
                "{\"eventID\":" + "[".repeat(300_000))) {
            Records records = read(smallest("a") + "\n" + broken + "\n" + smallest("c") + "\n" + smallest("d"));
            assertThat(records.ids()).as(start(broken)).containsExactly("a", "c", "d");
            assertThat(records.skipped)
                    .as(start(broken))
                    .singleElement()
                    .asString()
                    .startsWith("here[1] ");
        }
    }

    @Test
    void aDepthBombInWhatNobodyAskedForHidesNothingBehindIt() {
        String bomb =
                smallest("b").replace("}", ",\"requestParameters\":" + "[".repeat(90_000) + "]".repeat(90_000) + "}");
        String file = "{\"Records\":[%s,%s,%s]}".formatted(smallest("a"), bomb, smallest("c"));
        assertThat(read(file).ids()).containsExactly("a", "b", "c");
        CloudTrail whole = CloudTrail.capturing(List.of("", "requestParameters"), Set.of());
        assertThat(Records.read(whole, file.getBytes(StandardCharsets.UTF_8)).ids())
                .containsExactly("a", "b", "c");
    }

    @Test
    void whereAListBreaksOffWhatCameBeforeStays() {
        Records records = read("{\"Records\":[%s,{\"eventID\":]},%s]}".formatted(smallest("a"), smallest("c")));
        assertThat(records.ids()).containsExactly("a");
        assertThat(records.skipped)
                .singleElement()
                .asString()
                .startsWith("here[1] damaged JSON: ")
                .endsWith("; the rest of the list is not read");
    }

    @Test
    void aListInALineOfItsOwnBreaksOffAlone() {
        String broken = "{\"Records\":[%s,{\"eventID\":]}]}\n".formatted(smallest("a"));
        Records records = read(broken + "{\"Records\":[%s]}".formatted(smallest("c")));
        assertThat(records.ids()).containsExactly("a", "c");
        assertThat(records.skipped).hasSize(1);
    }

    @Test
    void aListThatBreaksOffBetweenItsLinesIsNotReadOn() {
        Records records = read("[\n%s,\n{\"eventID\":],\n%s\n]".formatted(smallest("a"), smallest("c")));
        assertThat(records.ids()).containsExactly("a");
        assertThat(records.skipped).hasSize(1);
    }

    @Test
    void whereGzipBreaksOffWhatCameBeforeStays() {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            lines.append(smallest(Integer.toString(i))).append('\n');
        }
        byte[] whole = gzip(lines.toString());
        Records records = read(Arrays.copyOf(whole, whole.length / 2));
        assertThat(records.calls).hasSizeGreaterThan(5_000);
        assertThat(records.skipped)
                .containsExactly(
                        "here[" + records.calls.size() + "] damaged content: Unexpected end of ZLIB input stream");
        assertThat(read(Arrays.copyOf(whole, 5)).skipped)
                .singleElement()
                .asString()
                .startsWith("here[0] damaged content");
    }

    @Test
    void aStreamThatFailsIsTheCallersMatter() {
        InputStream failing = new SequenceInputStream(
                new ByteArrayInputStream(SMALLEST.getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("connection reset");
                    }

                    @Override
                    public int read(byte[] bytes, int offset, int length) throws IOException {
                        return read();
                    }
                });
        Records records = new Records();
        assertThatThrownBy(() -> CloudTrail.capturing(List.of(), Set.of()).read("here", failing, records))
                .isInstanceOf(IOException.class)
                .hasMessage("connection reset");
        assertThat(records.skipped).isEmpty();
    }

    @Test
    void anEventThatAwsDidNotSendIsRefused() {
        assertThat(read(event(SMALLEST).replace("aws.lambda", "com.example")).skipped)
                .containsExactly("here[0] a forged event: its source is 'com.example', not AWS");
        assertThat(read(event(SMALLEST).replace("AWS API Call via CloudTrail", "Order placed")).skipped)
                .containsExactly("here[0] an event of detail-type 'Order placed', which CloudTrail does not send");
        assertThat(read(event(SMALLEST.replace("}", ",\"recipientAccountId\":\"444455556666\"}"))).skipped)
                .containsExactly(
                        "here[0] a forged event: it comes from account '111122223333', its record from account '444455556666'");
        assertThat(read("{\"detail\":" + SMALLEST + "}").calls).isEmpty();
    }

    @Test
    void bothSpellingsOfSignInAreCloudTrails() {
        for (String detailType : List.of("AWS Console Sign In via CloudTrail", "AWS Console Signin via CloudTrail")) {
            assertThat(read(event(SMALLEST).replace("AWS API Call via CloudTrail", detailType)).calls)
                    .hasSize(1);
        }
    }

    @Test
    void whatIsNoCallIsIgnoredByKind() {
        assertThat(read("{\"awsAccountId\":\"111122223333\",\"digestStartTime\":\"2026-01-01T10:00:28Z\"}").ignored)
                .containsExactly("here[0] digest");
        assertThat(read(SMALLEST.replace("}", ",\"eventCategory\":\"Insight\"}")).ignored)
                .containsExactly("here[0] insight");
        assertThat(read(SMALLEST.replace("}", ",\"eventType\":\"AwsAggregatedEvent\"}")).ignored)
                .containsExactly("here[0] aggregated");
        assertThat(read(SMALLEST.replace("}", ",\"eventCategory\":\"NetworkActivity\"}")).ignored)
                .containsExactly("here[0] network activity");
    }

    private static String event(String record) {
        return """
               {"version":"0","id":"e","detail-type":"AWS API Call via CloudTrail","source":"aws.lambda",\
               "account":"111122223333","time":"2026-01-01T10:00:28Z","region":"eu-west-1","resources":[],"detail":%s}""".formatted(record);
    }

    private static String start(String text) {
        return text.substring(0, Math.min(20, text.length()));
    }

    private static byte[] concatenated(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }

    private static InputStream oneByteAtATime(InputStream in) {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                return in.read();
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                return in.read(bytes, offset, Math.min(1, length));
            }
        };
    }
}
