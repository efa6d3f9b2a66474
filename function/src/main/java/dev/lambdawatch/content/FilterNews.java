package dev.lambdawatch.content;

import dev.lambdawatch.sigma.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What a changed file of filters approves of that it did not before.
final class FilterNews {
    private FilterNews() {}

    static List<Graded> between(List<Filter> before, List<Filter> after) {
        Map<String, Filter> known = ByTitle.of(before, Filter::title);
        Map<String, Filter> kept = ByTitle.of(after, Filter::title);
        List<Graded> news = new ArrayList<>();
        kept.forEach((title, filter) -> {
            Filter was = known.get(title);
            if (was == null) {
                news.add(Graded.wider("filter '" + title + "'", "", "new: " + words(filter)));
            } else if (isWider(was, filter)) {
                news.add(Graded.wider("filter '" + title + "'", words(was), words(filter)));
            } else if (!was.hash().equals(filter.hash())) {
                news.add(Graded.notWider("filter '" + title + "'", words(was), words(filter)));
            }
        });
        known.forEach((title, filter) -> {
            if (!kept.containsKey(title)) {
                news.add(Graded.notWider("filter '" + title + "'", words(filter), "no such filter"));
            }
        });
        return news;
    }

    /// Whether it is not plainly the same for no longer a time. What another condition means
    /// cannot be told from how it is written, so any other one counts as wider.
    private static boolean isWider(Filter before, Filter after) {
        return !before.condition().equals(after.condition())
                || !before.rules().equals(after.rules())
                || !before.logsource().equals(after.logsource())
                || after.expires().isAfter(before.expires());
    }

    private static String words(Filter filter) {
        return "%s must find also %s; owner %s, ticket %s, until %s"
                .formatted(
                        filter.rules().isEmpty() ? "every rule" : String.join(", ", filter.rules()),
                        filter.condition(),
                        filter.owner(),
                        filter.ticket(),
                        filter.expires());
    }
}
