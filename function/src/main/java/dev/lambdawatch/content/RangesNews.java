package dev.lambdawatch.content;

import dev.lambdawatch.platform.Platform;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.platform.Reassigned;
import dev.lambdawatch.platform.Tier;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// What another table of addresses lets pass: a beacon is minded less where its destination is no
/// platform any more, or an operator's own service, which hosts poll by the clock.
final class RangesNews {
    private static final int NAMED = 20;

    private RangesNews() {}

    static List<Graded> between(Platforms before, Platforms after) {
        List<Graded> moved = before.reassignedBy(after).stream()
                .sorted(Comparator.comparingInt(RangesNews::lost)
                        .thenComparingInt(Reassigned::ranges)
                        .reversed())
                .map(RangesNews::graded)
                .sorted(Comparator.comparing(Graded::severity).reversed())
                .toList();
        List<Graded> news = new ArrayList<>(moved.subList(0, Math.min(NAMED, moved.size())));
        if (moved.size() > NAMED) {
            // They are sorted, so none of the rest is severer than those that are named.
            news.add(Graded.notWider("further groups of addresses", "", (moved.size() - NAMED) + " more"));
        }
        Optional<LocalDate> was = before.day();
        Optional<LocalDate> is = after.day();
        if (!was.equals(is)) {
            boolean newer = is.isPresent() && was.filter(is.get()::isBefore).isEmpty();
            news.add(
                    newer
                            ? Graded.notWider("day of the table", before.asOf(), after.asOf())
                            : Graded.perhapsWider("day of the table", before.asOf(), after.asOf()));
        }
        return news;
    }

    private static Graded graded(Reassigned moved) {
        String name = "addresses " + moved.range()
                + (moved.ranges() == 1 ? "" : " and " + (moved.ranges() - 1) + " more ranges");
        String from = words(moved.from());
        String to = words(moved.to());
        if (isWatchedLess(moved)) {
            return Graded.wider(name, from, to);
        }
        // Together with others an address may be taken for what everybody calls.
        return moved.to().filter(RangesNews::isOfMany).isPresent()
                ? Graded.perhapsWider(name, from, to)
                : Graded.notWider(name, from, to);
    }

    private static boolean isWatchedLess(Reassigned moved) {
        boolean isOwnService =
                moved.to().filter(platform -> platform.tier() == Tier.N).isPresent();
        boolean wasOwnService =
                moved.from().filter(platform -> platform.tier() == Tier.N).isPresent();
        return (isOwnService && !wasOwnService)
                || (moved.from().filter(RangesNews::isOfMany).isPresent() && lost(moved) > 0);
    }

    /// Points that a beacon to the addresses is minded less.
    private static int lost(Reassigned moved) {
        return points(moved.from()) - points(moved.to());
    }

    /// A platform or a shared edge, whose addresses are one group.
    private static boolean isOfMany(Platform platform) {
        return platform.tier().points() >= Tier.C.points();
    }

    private static int points(Optional<Platform> platform) {
        return platform.map(each -> each.tier().points()).orElse(0);
    }

    private static String words(Optional<Platform> platform) {
        return platform.map(each -> each.group() + ", tier " + each.tier()).orElse("nobody's");
    }
}
