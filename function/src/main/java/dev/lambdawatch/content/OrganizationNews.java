package dev.lambdawatch.content;

import dev.lambdawatch.content.Organization.Account;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What a changed file of accounts makes ours that was foreign before.
final class OrganizationNews {
    private static final int NAMED = 20;

    private OrganizationNews() {}

    /// Accounts come and go in an Organization every day, and then the file is written anew by this
    /// monitor itself: so one more is worth a look and no alarm.
    static List<Graded> between(Organization before, Organization after) {
        List<Graded> news = new ArrayList<>();
        Set<String> added = without(after.ids(), before.ids());
        if (!added.isEmpty()) {
            news.add(Graded.perhapsWider("accounts that are ours", "foreign", words(added, after)));
        }
        Set<String> gone = without(before.ids(), after.ids());
        if (!gone.isEmpty()) {
            news.add(Graded.notWider("accounts that are ours", words(gone, before), "foreign"));
        }
        if (!before.id().equals(after.id())) {
            news.add(Graded.perhapsWider("Organization", before.id(), after.id()));
        }
        if (news.isEmpty() && !before.equals(after)) {
            news.add(Graded.notWider("names of accounts", "", "others"));
        }
        return news;
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        Set<String> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static String words(Set<String> accounts, Organization organization) {
        List<String> words = new ArrayList<>();
        accounts.stream().limit(NAMED).forEach(id -> {
            Account account = organization.accounts().get(id);
            words.add(account == null || account.name().isEmpty() ? id : id + " (" + account.name() + ")");
        });
        if (accounts.size() > NAMED) {
            words.add("and " + (accounts.size() - NAMED) + " more");
        }
        return String.join(", ", words);
    }
}
