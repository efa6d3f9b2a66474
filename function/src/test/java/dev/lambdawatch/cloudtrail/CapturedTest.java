package dev.lambdawatch.cloudtrail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a rule sees at a path.
class CapturedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    a                 | "a":"x"                                   | 1  | x
                    a                 | "a":""                                    | 1  | ``
                    a                 | "a":null                                  | 0  |
                    a                 | "a":[]                                    | 0  |
                    a                 | "b":1                                     | -1 |
                    a                 | "a":5                                     | 1  | 5
                    a                 | "a":1.50e3                                | 1  | 1.50e3
                    a                 | "a":false                                 | 1  | false
                    a                 | "a":["x","y"]                             | 2  | x y
                    a                 | "a":["x",null,[["y"]],true]               | 3  | x y true
                    a.b               | "a":{"b":"x"}                             | 1  | x
                    a.b               | "a":[{"b":"x"},{"c":1},{"b":["y","z"]}]   | 3  | x y z
                    a.b               | "a":"x"                                   | -1 |
                    a.b               | "a":null                                  | -1 |
                    a.b               | "a.b":"x"                                 | 1  | x
                    a.b.c             | "a":{"b.c":"x"}                           | 1  | x
                    a                 | "a":{}                                    | 1  | {}
                    a                 | "a":{"b":1,"c":["x",{"d":null}]}          | 3  | 1 x {"b":1,"c":["x",{"d":null}]}
                    a                 | "a":[{"b":"x"},{"b":"y"}]                 | 4  | x {"b":"x"} y {"b":"y"}
                    a                 | "a":{"b":"q\\"\\u0041"}                   | 2  | q"A {"b":"q\\"A"}
                    """)
    void theValuesAtAPath(String path, String field, int count, String values) {
        Captured captured = capture(List.of(path), field);
        assertThat(captured.count(0)).isEqualTo(count);
        if (values != null) {
            assertThat(String.join(" ", values(captured, 0))).isEqualTo(values);
        }
    }

    @Test
    void textThatHoldsJsonIsUnescaped() {
        Captured captured = capture(
                List.of("requestParameters", "requestParameters.policy"),
                "\"requestParameters\":{\"policy\":\"{\\\"Action\\\":\\\"s3:GetObject\\\"}\"}");
        assertThat(captured.value(0, 0)).isEqualTo("{\"Action\":\"s3:GetObject\"}");
        assertThat(captured.value(1, 0)).isEqualTo("{\"Action\":\"s3:GetObject\"}");
    }

    @Test
    void capturedObjectsNest() {
        Captured captured = capture(
                List.of("", "a", "a.b", "a.b.c", "a.x"), "\"a\":{\"b\":{\"c\":1,\"d\":[2,{\"e\":3}]},\"x\":[]}");
        assertThat(values(captured, 1))
                .containsExactly("1", "2", "3", "{\"b\":{\"c\":1,\"d\":[2,{\"e\":3}]},\"x\":[]}");
        assertThat(values(captured, 2)).containsExactly("1", "2", "3", "{\"c\":1,\"d\":[2,{\"e\":3}]}");
        assertThat(values(captured, 3)).containsExactly("1");
        assertThat(captured.count(4)).isZero();
        assertThat(values(captured, 0))
                .startsWith("1", "2026-01-01T10:00:28Z", "lambda.amazonaws.com", "Invoke", "1", "2", "3")
                .last()
                .asString()
                .startsWith("{\"eventID\":\"1\",")
                .endsWith(",\"a\":{\"b\":{\"c\":1,\"d\":[2,{\"e\":3}]},\"x\":[]}}");
    }

    @Test
    void theWholeRecordOfAnEventIsItsDetail() {
        String event =
                "{\"detail-type\":\"AWS API Call via CloudTrail\",\"source\":\"aws.lambda\",\"resources\":[\"x\"],\"detail\":"
                        + Records.SMALLEST + "}";
        Captured captured = read(List.of("", "resources"), event);
        assertThat(captured.value(0, captured.count(0) - 1)).isEqualTo(Records.SMALLEST.strip());
        assertThat(captured.count(1)).isEqualTo(-1);
    }

    @Test
    void oneRecordLeavesNothingToTheNext() {
        Records records = Records.read(
                CloudTrail.capturing(List.of("a"), Set.of()),
                (Records.record("Invoke", "\"a\":\"x\"") + "\n" + Records.record("Invoke"))
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(records.calls.get(0).captured().count(0)).isEqualTo(1);
        assertThat(records.calls.get(1).captured().count(0)).isEqualTo(-1);
    }

    @Test
    void aPathThatIsAlsoAFieldOfTheCallIsTheSameText() {
        ApiCall call = Records.read(
                        CloudTrail.capturing(List.of("eventName", "eventName"), Set.of()),
                        Records.SMALLEST.getBytes(StandardCharsets.UTF_8))
                .calls
                .getFirst();
        assertThat(call.captured().value(0, 0)).isSameAs(call.eventName());
        assertThat(call.captured().value(1, 0)).isSameAs(call.eventName());
    }

    @Test
    void aTextThatRecordsRepeatIsOneString() {
        List<ApiCall> calls = Records.read("[%s,%s]".formatted(Records.smallest("a"), Records.smallest("b"))).calls;
        assertThat(calls.get(1).eventId()).isEqualTo("b");
        assertThat(calls.get(1).service()).isSameAs(calls.get(0).service());
    }

    @Test
    void textsThatShareAPlaceStayApart() {
        // More texts than places, and pairs that differ only where no sample is taken.
        KnownTexts texts = new KnownTexts();
        for (int i = 0; i < 5_000; i++) {
            String text = "x".repeat(i % 300) + i + "y".repeat(i % 70);
            assertThat(texts.of(text.toCharArray(), 0, text.length())).isEqualTo(text);
        }
    }

    @Test
    void valuesAreBoundedAndTheJsonOfAnObjectIsAlwaysAmongThem() {
        Captured captured = capture(
                List.of("a", "b"), "\"a\":{\"x\":[" + "1,".repeat(20_000) + "1]},\"b\":[" + "1,".repeat(20_000) + "1]");
        assertThat(captured.count(0)).isEqualTo(10_001);
        assertThat(captured.value(0, 10_000)).startsWith("{\"x\":[1,1,");
        assertThat(captured.count(1)).isEqualTo(10_000);
    }

    @Test
    void ofManyPathsEachHasItsOwnValuesAndTheNextRecordHasNoneOfThem() {
        List<String> paths = IntStream.range(0, 200).mapToObj(i -> "p" + i).toList();
        Records records = Records.read(
                CloudTrail.capturing(paths, Set.of()),
                (Records.record("Invoke", "\"p199\":\"last\",\"p0\":\"first\",\"p63\":[1,2],\"p64\":null")
                                + "\n"
                                + Records.record("Invoke", "\"p64\":\"other\""))
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(present(records.calls.getFirst().captured(), paths))
                .containsExactly("p0: [first]", "p63: [1, 2]", "p64: []", "p199: [last]");
        assertThat(present(records.calls.getLast().captured(), paths)).containsExactly("p64: [other]");
    }

    @Test
    void whatCameBeforeDoesNotChangeHowARecordIsRead() {
        List<String> paths = List.of("", "a", "a.k1", "a.k2", "k7", "k8");
        CloudTrail experienced = CloudTrail.capturing(paths, Set.of());
        Random chance = new Random(1);
        for (int record = 0; record < 2_000; record++) {
            String text = Records.record("Invoke", fields(chance) + ",\"a\":{" + fields(chance) + "}");
            assertThat(present(read(experienced, text), paths)).as(text).isEqualTo(present(read(paths, text), paths));
        }
    }

    /// More names than anybody remembers, some written with an escape, some long, some twice.
    private static String fields(Random chance) {
        return chance.ints(8, 0, 400)
                .map(number -> chance.nextBoolean() ? number : number % 10)
                .mapToObj(number -> "\"%s%d%s\":%d"
                        .formatted(
                                chance.nextInt(9) > 0 ? "k" : "\\u006b",
                                number,
                                number % 50 == 49 ? "x".repeat(number) : "",
                                chance.nextInt()))
                .collect(Collectors.joining(","));
    }

    private static List<String> present(Captured captured, List<String> paths) {
        return IntStream.range(0, paths.size())
                .filter(path -> captured.count(path) >= 0)
                .mapToObj(path -> paths.get(path) + ": " + values(captured, path))
                .toList();
    }

    @Test
    void aValueThatIsNotThereIsMisuse() {
        Captured captured = capture(List.of("a", "b"), "\"a\":\"x\"");
        assertThatThrownBy(() -> captured.value(0, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> captured.value(1, 0)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    private static Captured capture(List<String> paths, String field) {
        return read(paths, Records.record("Invoke", field));
    }

    private static Captured read(List<String> paths, String text) {
        return read(CloudTrail.capturing(paths, Set.of()), text);
    }

    private static Captured read(CloudTrail reader, String text) {
        Records records = Records.read(reader, text.getBytes(StandardCharsets.UTF_8));
        assertThat(records.skipped).isEmpty();
        return records.calls.getFirst().captured();
    }

    private static List<String> values(Captured captured, int path) {
        List<String> values = new ArrayList<>();
        for (int i = 0; i < captured.count(path); i++) {
            values.add(captured.value(path, i));
        }
        return values;
    }
}
