package dev.lambdawatch.content;

import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Described;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/// What two states of the library have not in common, file by file.
final class Changes {
    private Changes() {}

    /// @param missed stands for when a file was removed
    static List<Change> between(Remembered before, List<Reading> now, Instant missed) {
        Map<String, Reading> after = new LinkedHashMap<>();
        now.forEach(reading -> after.put(reading.file().key(), reading));
        TreeSet<String> keys = new TreeSet<>(before.files().keySet());
        keys.addAll(after.keySet());
        List<Change> changes = new ArrayList<>();
        for (String key : keys) {
            Optional<Reading> was = Optional.ofNullable(before.files().get(key)).map(Reading::of);
            change(key, was, Optional.ofNullable(after.get(key)), missed).ifPresent(changes::add);
        }
        return changes;
    }

    private static Optional<Change> change(
            String key, Optional<Reading> before, Optional<Reading> after, Instant missed) {
        if (before.isPresent()
                && after.isPresent()
                && before.get().file().saysTheSameAs(after.get().file())) {
            return Optional.empty();
        }
        return Optional.of(Change.of(
                key,
                before.map(Reading::file),
                after.map(Reading::file),
                news(key, before, after),
                after.map(reading -> reading.file().written()).orElse(missed)));
    }

    private static List<Graded> news(String key, Optional<Reading> before, Optional<Reading> after) {
        if (key.equals(Library.SETTINGS)) {
            return SettingsNews.between(
                    before.map(Reading::settings).orElse(Settings.DEFAULTS),
                    after.map(Reading::settings).orElse(Settings.DEFAULTS));
        }
        if (key.equals(Library.ACCOUNTS)) {
            return OrganizationNews.between(
                    before.map(Reading::organization).orElse(Organization.UNKNOWN),
                    after.map(Reading::organization).orElse(Organization.UNKNOWN));
        }
        return Stream.concat(
                        FilterNews.between(
                                before.map(Reading::filters).orElse(List.of()),
                                after.map(Reading::filters).orElse(List.of()))
                                .stream(),
                        ruleNews(
                                before.map(Changes::rules).orElse(Map.of()),
                                after.map(Changes::rules).orElse(Map.of()))
                                .stream())
                .toList();
    }

    /// Rules and correlations by their titles.
    private static Map<String, Described> rules(Reading reading) {
        List<Described> rules = new ArrayList<>(reading.rules());
        rules.addAll(reading.correlations());
        return ByTitle.of(rules, Described::title);
    }

    private static List<Graded> ruleNews(Map<String, Described> before, Map<String, Described> after) {
        List<Graded> news = new ArrayList<>();
        after.forEach((title, rule) -> {
            Described was = before.get(title);
            if (was == null) {
                news.add(added(title, rule, before, after));
            } else if (!was.hash().equals(rule.hash())) {
                news.add(Graded.perhapsWider(
                        "rule '" + title + "'",
                        "version " + was.hash(),
                        "version " + rule.hash() + ", which may find less"));
            }
        });
        before.forEach((title, rule) -> {
            if (!after.containsKey(title)) {
                news.add(Graded.perhapsWider("rule '" + title + "'", "version " + rule.hash(), "no such rule"));
            }
        });
        return news;
    }

    /// Sigma has it that rules which a correlation names are not told by themselves, unless it says
    /// `generate: true`. Of rules that come with it nothing is lost; any others people heard of before.
    private static Graded added(
            String title, Described rule, Map<String, Described> before, Map<String, Described> after) {
        List<String> hushed = rule instanceof Correlation correlation && !correlation.generate()
                ? correlation.rules().stream()
                        .filter(reference -> !isNew(reference, before, after))
                        .distinct()
                        .toList()
                : List.of();
        return hushed.isEmpty()
                ? Graded.notWider("rule '" + title + "'", "", "new, level " + rule.level())
                : Graded.perhapsWider(
                        "rule '" + title + "'",
                        "",
                        "new, level " + rule.level() + "; what it counts may be told no longer by itself: "
                                + String.join(", ", hushed));
    }

    private static boolean isNew(String reference, Map<String, Described> before, Map<String, Described> after) {
        return after.values().stream().anyMatch(rule -> rule.isCalled(reference))
                && before.values().stream().noneMatch(rule -> rule.isCalled(reference));
    }
}
