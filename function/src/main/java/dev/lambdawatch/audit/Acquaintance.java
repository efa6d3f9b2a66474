package dev.lambdawatch.audit;

import dev.lambdawatch.audit.HabitKey.Respect;
import java.time.Instant;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What is known of whoever made a call. A habit is read when a rule first asks for it. Mutable, for
/// one thread.
final class Acquaintance {
    /// A principal who calls from more networks has no usual one.
    private static final int NETWORKS = 8;

    private static final int SHOWN = 3;

    private final Habits habits;
    private final Instant time;
    private final Optional<Occasion> occasion;
    private final Map<Respect, Habit> read = new EnumMap<>(Respect.class);
    private @Nullable RuntimeException failure;

    Acquaintance(Habits habits, Instant time, Optional<Occasion> occasion) {
        this.habits = habits;
        this.time = time;
        this.occasion = occasion;
    }

    /// All that may be usual about the call; empty for one from which nothing is learned.
    Optional<Occasion> occasion() {
        return occasion;
    }

    /// Whether a call is the first of its kind in one respect. Empty for a call that has no kind, and
    /// where too little or too much is known to say what is usual.
    Optional<Boolean> isFirst(Respect respect) {
        if (occasion.isEmpty() || occasion.get().member(respect).isEmpty()) {
            return Optional.empty();
        }
        if (habits.isLearned(occasion.get(), time)) {
            return Optional.of(false);
        }
        Habit habit = habit(respect);
        if (isUsual(occasion.get(), respect, habit)) {
            return Optional.of(false);
        }
        return failure == null && hasUsual(respect, habit) ? Optional.of(true) : Optional.empty();
    }

    /// Who changes functions, or invokes them, is no stranger to the account when he does it by another
    /// API for once.
    private boolean isUsual(Occasion what, Respect respect, Habit habit) {
        return respect == Respect.CALLER
                ? habit.usual(time).stream().anyMatch(api -> Occasion.isInvocation(api) == what.isInvocation())
                : habit.knows(what.member(respect), time);
    }

    private boolean hasUsual(Respect respect, Habit habit) {
        return !habit.isFull()
                && switch (respect) {
                    case ACCOUNT, CALLER, REGION -> true;
                    case FUNCTION -> habit.isLearned(time) && !habit.usual(time).isEmpty();
                    case NETWORK ->
                        habit.isLearned(time)
                                && !habit.usual(time).isEmpty()
                                && habit.usual(time).size() <= NETWORKS;
                };
    }

    /// Whether such calls of this account have not been watched for long enough: then that something
    /// is new means nothing.
    boolean isLearning() {
        return occasion.isPresent()
                && !habits.isLearned(occasion.get(), time)
                && !habit(Respect.ACCOUNT).knowsOfOld(occasion.get().member(Respect.ACCOUNT), time);
    }

    /// What is usual, for the texts of a rule that asked whether this is.
    Map<String, String> facts() {
        if (occasion.isEmpty() || read.isEmpty()) {
            return Map.of();
        }
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("usual_callers", usual(Respect.FUNCTION, "principal"));
        facts.put("usual_calls", usual(Respect.CALLER, "API"));
        facts.put("usual_networks", usual(Respect.NETWORK, "network"));
        facts.put("usual_regions", usual(Respect.REGION, "Region"));
        return facts;
    }

    private String usual(Respect respect, String noun) {
        List<String> usual = habit(respect).usual(time);
        if (usual.isEmpty()) {
            return "none in %d days".formatted(Habit.KEPT.toDays());
        }
        String shown = usual.stream().limit(SHOWN).map(Acquaintance::name).collect(Collectors.joining(", "));
        return "%d %s: %s%s"
                .formatted(
                        usual.size(),
                        usual.size() == 1 ? noun : noun + "s",
                        shown,
                        usual.size() > SHOWN ? ", ..." : "");
    }

    /// Of an ARN what people call it by.
    private static String name(String member) {
        return member.startsWith("arn:") ? member.substring(member.lastIndexOf(':') + 1) : member;
    }

    /// Learns from the call.
    ///
    /// @param vouched whether nothing speaks against it
    void learn(boolean vouched) {
        if (occasion.isPresent() && !habits.isLearned(occasion.get(), time)) {
            habits.learn(occasion.get(), time, failure == null ? read : Map.of(), vouched);
        }
    }

    /// To be called at the end: until then rules that ask nothing of this are told.
    ///
    /// @throws RuntimeException if a habit could not be read
    void complain() {
        if (failure != null) {
            throw failure;
        }
    }

    private Habit habit(Respect respect) {
        Habit known = read.get(respect);
        if (known != null) {
            return known;
        }
        Habit habit = Habit.NONE;
        try {
            habit = habits.read(occasion.orElseThrow().key(respect));
        } catch (RuntimeException e) {
            failure = e;
        }
        read.put(respect, habit);
        return habit;
    }
}
