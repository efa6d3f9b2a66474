package dev.lambdawatch.content;

import dev.lambdawatch.audit.Stage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What changed settings let pass that was found or told before.
final class SettingsNews {
    private static final String FROM_FILE = "as its file says";

    private final List<Graded> news = new ArrayList<>();

    private SettingsNews() {}

    static List<Graded> between(Settings before, Settings after) {
        SettingsNews settings = new SettingsNews();
        settings.compare(before, after);
        return List.copyOf(settings.news);
    }

    private void compare(Settings before, Settings after) {
        stages(before, after);
        added("known account", before.knownAccounts(), after.knownAccounts()).forEach(news::add);
        for (String gone : without(before.ownResources(), after.ownResources())) {
            news.add(Graded.wider("resource of our own", gone, "not ours"));
        }
        for (String mine : without(after.ownResources(), before.ownResources())) {
            news.add(Graded.notWider("resource of our own", "", mine));
        }
        levels(before, after);
        names(before, after);
        if (news.isEmpty() && !before.equals(after)) {
            news.add(Graded.perhapsWider("settings", before.toString(), after.toString()));
        }
    }

    private void stages(Settings before, Settings after) {
        Set<String> rules = new TreeSet<>(before.stages().keySet());
        rules.addAll(after.stages().keySet());
        for (String rule : rules) {
            Stage was = before.stages().get(rule);
            Stage is = after.stages().get(rule);
            if (was == is) {
                continue;
            }
            String name = "stage of rule " + rule;
            String old = was == null ? FROM_FILE : was.text();
            if (is == null) {
                news.add(
                        was == Stage.ON
                                ? Graded.perhapsWider(name, old, FROM_FILE)
                                : Graded.notWider(name, old, FROM_FILE));
            } else if (is == Stage.ON || is.compareTo(was == null ? Stage.ON : was) > 0) {
                news.add(Graded.notWider(name, old, is.text()));
            } else {
                news.add(Graded.wider(name, old, is.text()));
            }
        }
    }

    private static List<Graded> added(String name, Set<String> before, Set<String> after) {
        List<Graded> news = new ArrayList<>();
        without(after, before).forEach(account -> news.add(Graded.wider(name, "foreign", account)));
        without(before, after).forEach(account -> news.add(Graded.notWider(name, account, "foreign")));
        return news;
    }

    private void names(Settings before, Settings after) {
        if (before.bareNames() != after.bareNames()) {
            String name = "rules of the user's see bare names";
            String old = Boolean.toString(before.bareNames());
            String now = Boolean.toString(after.bareNames());
            news.add(after.bareNames() ? Graded.notWider(name, old, now) : Graded.perhapsWider(name, old, now));
        }
    }

    private void levels(Settings before, Settings after) {
        int severity = after.publishFrom().compareTo(before.publishFrom());
        if (severity != 0) {
            String old = before.publishFrom().level();
            String now = after.publishFrom().level();
            news.add(severity > 0 ? Graded.wider("told from", old, now) : Graded.notWider("told from", old, now));
        }
        int quiet = after.quiet().compareTo(before.quiet());
        if (quiet != 0) {
            String old = before.quiet().toString();
            String now = after.quiet().toString();
            news.add(
                    quiet > 0
                            ? Graded.perhapsWider("quiet period", old, now)
                            : Graded.notWider("quiet period", old, now));
        }
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }
}
