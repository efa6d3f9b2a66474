package dev.lambdawatch.hunt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The conditions of three published hunts, as they were published. Bounds are theirs, and
/// whether a bound itself still counts is theirs too.
public final class PublishedHunts {
    private static final int BUCKET = 10;
    private static final int MORE_THAN = 30;
    private static final int LEAST_REQUESTS = 12;
    private static final int LEAST_HOURS = 3;
    private static final int BELOW_SENT = 4_096;
    private static final int BELOW_RECEIVED = 16_384;
    private static final double LEAST_AN_HOUR = 2;
    private static final int MOST_SHOWN = 5;

    /// As published, it may stand anywhere in a name.
    private static final Pattern SERVERLESS_NAME = Pattern.compile(
            "workers\\.dev|cloudflareworkers\\.com|execute-api\\.[a-z0-9-]+\\.amazonaws\\.com"
                    + "|lambda-url\\.[a-z0-9-]+\\.amazonaws\\.com|script\\.google\\.com|cloudfunctions\\.net"
                    + "|\\.run\\.app|azurewebsites\\.net|pages\\.dev|netlify\\.app|vercel\\.app|supabase\\.co"
                    + "|deno\\.dev",
            Pattern.CASE_INSENSITIVE);

    private PublishedHunts() {}

    /// More than 30 different buckets of ten seconds, and between them gaps with a sample deviation
    /// below 5 s and a mean of 30 to 600 s.
    ///
    /// @param seconds epoch seconds of allowed traffic of a pair of addresses, in any order
    public static Verdict spl(long[] seconds) {
        long[] buckets = Arrays.stream(seconds)
                .map(second -> Math.floorDiv(second, BUCKET) * BUCKET)
                .sorted()
                .distinct()
                .toArray();
        return regular(
                Hunt.SPL,
                new Condition("rows", "more than 30", Integer.toString(buckets.length), buckets.length > MORE_THAN),
                buckets);
    }

    /// More than 30 connections that have one before them, with gaps as in [#spl] but without
    /// buckets.
    ///
    /// @param seconds epoch seconds of connections of a source to one port of one address, in any
    ///     order
    public static Verdict kql(long[] seconds) {
        long[] sorted = seconds.clone();
        Arrays.sort(sorted);
        int gaps = Math.max(0, sorted.length - 1);
        return regular(
                Hunt.KQL, new Condition("gaps", "more than 30", Integer.toString(gaps), gaps > MORE_THAN), sorted);
    }

    private static Verdict regular(Hunt hunt, Condition enough, long[] sorted) {
        List<Condition> conditions = new ArrayList<>();
        conditions.add(enough);
        conditions.addAll(Gaps.of(sorted).conditions());
        return new Verdict(hunt, conditions);
    }

    /// Names of serverless platforms, 12 requests or more in three clock hours or more, two an hour
    /// or more, small on the mean. Means are rounded as the hunt does, half up: to whole bytes, and
    /// requests an hour to one decimal.
    public static Verdict serverless(Requests requests) {
        long count = requests.count();
        long sent = rounded(requests.sent(), count);
        long received = rounded(requests.received(), count);
        double anHour = rounded(10 * count, requests.hours()) / 10.0;
        return new Verdict(
                Hunt.SERVERLESS,
                List.of(
                        new Condition(
                                "names",
                                "of serverless platforms",
                                names(requests),
                                !requests.names().isEmpty()),
                        new Condition("requests", "12 or more", Long.toString(count), count >= LEAST_REQUESTS),
                        new Condition(
                                "hours", "3 or more", Long.toString(requests.hours()), requests.hours() >= LEAST_HOURS),
                        new Condition("sent", "below 4096 bytes", sent + " bytes", count > 0 && sent < BELOW_SENT),
                        new Condition(
                                "received",
                                "below 16384 bytes",
                                received + " bytes",
                                count > 0 && received < BELOW_RECEIVED),
                        new Condition(
                                "rate",
                                "2 an hour or more",
                                String.format(Locale.ROOT, "%.1f an hour", anHour),
                                anHour >= LEAST_AN_HOUR)));
    }

    private static String names(Requests requests) {
        List<String> names = requests.names();
        int more = names.size() - MOST_SHOWN;
        return names.isEmpty()
                ? "none asked for in Resolver logs"
                : String.join(", ", names.subList(0, Math.min(names.size(), MOST_SHOWN)))
                        + (more > 0 ? " and " + more + " more" : "");
    }

    /// A quotient rounded half up, exactly; 0 of nothing.
    private static long rounded(long sum, long count) {
        return count == 0 ? 0 : Math.floorDiv(2 * sum + count, 2 * count);
    }

    /// Whether the published list of domains has this name.
    public static boolean isServerless(String name) {
        return SERVERLESS_NAME.matcher(name).find();
    }
}
