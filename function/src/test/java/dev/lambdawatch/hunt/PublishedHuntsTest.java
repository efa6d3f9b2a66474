package dev.lambdawatch.hunt;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedHuntsTest {

    @Test
    void thirtyBucketsAreNotEnoughForTheFirstHuntAndThirtyOneAre() {
        assertThat(PublishedHunts.spl(every(60, 30)).reports()).isFalse();
        assertThat(PublishedHunts.spl(every(60, 31)).reports()).isTrue();
    }

    @Test
    void rowsOfOneBucketOfTheFirstHuntAreOne() {
        long[] inPairs = LongStream.range(0, 31)
                .flatMap(i -> LongStream.of(60 * i, 60 * i + 9))
                .toArray();
        assertThat(PublishedHunts.spl(inPairs)).isEqualTo(PublishedHunts.spl(every(60, 31)));
    }

    @Test
    void thirtyGapsAreNotEnoughForTheSecondHuntAndThirtyOneAre() {
        assertThat(PublishedHunts.kql(every(60, 31)).reports()).isFalse();
        assertThat(PublishedHunts.kql(every(60, 32)).reports()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"20, false", "30, true", "600, true", "610, false"})
    void theFirstHuntTakesMeansFromHalfAMinuteToTenMinutes(int step, boolean reports) {
        assertThat(PublishedHunts.spl(every(step, 50)).reports()).isEqualTo(reports);
    }

    @ParameterizedTest
    @CsvSource({"29, false", "30, true", "600, true", "601, false"})
    void theSecondHuntTakesMeansFromHalfAMinuteToTenMinutes(int step, boolean reports) {
        assertThat(PublishedHunts.kql(every(step, 50)).reports()).isEqualTo(reports);
    }

    @Test
    void aDeviationOfFiveSecondsIsTooMuchAndAnyLessIsNot() {
        // Of 41 gaps 40 are off by 5 s and one by nothing: the squares sum to 40 x 25, over 41 - 1.
        List<Integer> five = new ArrayList<>(List.of(100));
        for (int i = 0; i < 20; i++) {
            five.addAll(List.of(95, 105));
        }
        List<Integer> less = new ArrayList<>(five);
        less.addAll(List.of(100));

        assertThat(Gaps.of(times(five)).deviation()).isEqualTo(5.0);
        assertThat(PublishedHunts.kql(times(five)).reports()).isFalse();
        assertThat(Gaps.of(times(less)).deviation()).isLessThan(5.0);
        assertThat(PublishedHunts.kql(times(less)).reports()).isTrue();
    }

    @Test
    void nothingAndOneConnectionAreSilentAndSaySo() {
        for (long[] few : List.of(new long[0], new long[] {7})) {
            assertThat(PublishedHunts.spl(few).conditions()).noneMatch(Condition::held);
            assertThat(PublishedHunts.kql(few).conditions())
                    .extracting(Condition::observed)
                    .containsExactly("0", "none", "none");
        }
    }

    @Test
    void aVerdictSaysWhichConditionsHeld() {
        assertThat(PublishedHunts.spl(every(700, 31)).conditions())
                .containsExactly(
                        new Condition("rows", "more than 30", "31", true),
                        new Condition("deviation", "below 5 s", "0.000 s", true),
                        new Condition("mean", "30 to 600 s", "700.000 s", false));
    }

    @ParameterizedTest
    @CsvSource({
        // requests, hours, sent, received, reports
        "12, 3, 0, 0, true",
        "11, 3, 0, 0, false",
        "12, 2, 0, 0, false",
        "12, 6, 0, 0, true",
        // 39 in 20 hours are 1.95 an hour, rounded 2.0; 38 are 1.9
        "39, 20, 0, 0, true",
        "38, 20, 0, 0, false",
        // 12 x 4095.5 - 1 is rounded to 4095, 12 x 4095.5 to 4096
        "12, 3, 49145, 0, true",
        "12, 3, 49146, 0, false",
        "12, 3, 0, 196601, true",
        "12, 3, 0, 196602, false",
        "0, 0, 0, 0, false"
    })
    void theThirdHuntRoundsHalfUpBeforeItCompares(
            long requests, long hours, long sent, long received, boolean reports) {
        assertThat(PublishedHunts.serverless(new Requests(requests, hours, sent, received, List.of("a.workers.dev")))
                        .reports())
                .isEqualTo(reports);
    }

    @Test
    void withoutANameOfAPlatformTheThirdHuntIsSilent() {
        assertThat(PublishedHunts.serverless(new Requests(100, 10, 0, 0, List.of()))
                        .conditions())
                .extracting(Condition::held)
                .containsExactly(false, true, true, true, true, true);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.workers.dev",
                "workers.dev.evil.example",
                "notworkers.dev",
                "A.CloudflareWorkers.com.",
                "x.execute-api.eu-west-1.amazonaws.com",
                "x.lambda-url.us-east-1.amazonaws.com",
                "script.google.com",
                "x.cloudfunctions.net",
                "x-uc.a.run.app",
                "x.azurewebsites.net",
                "x.pages.dev",
                "x.netlify.app",
                "x.vercel.app",
                "x.supabase.co",
                "x.deno.dev"
            })
    void itsPatternsMatchAnywhereInAName(String name) {
        assertThat(PublishedHunts.isServerless(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run.app", "x.lambda-url.us-east-1.on.aws", "x.cloudfront.net", "workers-dev.example", ""})
    void whatItsListLacksIsNoServerlessName(String name) {
        assertThat(PublishedHunts.isServerless(name)).isFalse();
    }

    private static long[] every(int seconds, int events) {
        return LongStream.range(0, events).map(i -> i * seconds).toArray();
    }

    private static long[] times(List<Integer> gaps) {
        long[] times = new long[gaps.size() + 1];
        for (int i = 0; i < gaps.size(); i++) {
            times[i + 1] = times[i] + gaps.get(i);
        }
        return times;
    }
}
