package dev.lambdawatch.join;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Looks for the functions that may be behind the interface of a beacon: those that records of
/// invocations name, and failing these those that are attached to its subnet.
///
/// @param list of the functions in a subnet, where one may be had
record CandidateSearch(FunctionHistory history, Optional<SubnetFunctions> list) {
    /// The use of an interface is remembered to the hour.
    static final Duration SLACK = Duration.ofHours(1);

    /// Of an interface that more functions share, those seen last are looked at; of a subnet those
    /// first of whose unapproved changes a record tells.
    static final int MOST = 32;

    /// Workloads that a flow log knows for something else than a function.
    private static final Set<String> NO_FUNCTIONS = Set.of("instance", "task");

    /// What was found.
    ///
    /// @param candidates of no function where nothing is known
    /// @param reasons    what could not be asked, to be told with the beacon
    record Result(Candidates candidates, List<Reason> reasons) {
        private static Result of(Candidates candidates) {
            return new Result(candidates, List.of());
        }
    }

    Result behind(Finding beacon, String interfaceId, Beginning beginning) {
        Candidates seen = seen(history.functions(interfaceId), beginning.began(), beacon.last());
        String subnetId = beacon.facts().getOrDefault("subnet", "");
        boolean isOther = NO_FUNCTIONS.contains(beacon.facts().getOrDefault("workload_kind", ""));
        return !seen.functions().isEmpty() || subnetId.isEmpty() || isOther
                ? Result.of(seen)
                : inSubnet(beacon, subnetId, beginning);
    }

    /// Functions seen behind the interface while the beacon went on, or failing these all that were
    /// seen there in the days that are remembered; those seen last first.
    private static Candidates seen(Map<String, InterfaceUse.Period> seen, Instant began, Instant ended) {
        List<String> running = within(seen, began.minus(SLACK), ended.plus(SLACK));
        return running.isEmpty()
                ? new Candidates.Seen(
                        within(seen, began.minus(Duration.ofDays(FunctionHistory.DAYS_OF_USE)), ended.plus(SLACK)),
                        false)
                : new Candidates.Seen(running, true);
    }

    private static List<String> within(Map<String, InterfaceUse.Period> functions, Instant from, Instant to) {
        return functions.entrySet().stream()
                .filter(use -> !use.getValue().last().isBefore(from)
                        && !use.getValue().first().isAfter(to))
                .sorted(Comparator.comparing((Map.Entry<String, InterfaceUse.Period> use) ->
                                use.getValue().last())
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST)
                .map(Map.Entry::getKey)
                .toList();
    }

    private Result inSubnet(Finding beacon, String subnetId, Beginning beginning) {
        List<String> recorded = recorded(subnetId, beginning, beacon.last());
        try {
            List<String> listed = list.isPresent() ? list.get().in(subnetId) : List.of();
            return Result.of(inSubnet(beacon, subnetId, recorded, listed, list.isPresent()));
        } catch (IOException e) {
            // Who is attached to the subnet is asked again in an hour; the beacon need not be.
            return new Result(
                    inSubnet(beacon, subnetId, recorded, List.of(), false),
                    List.of(Reason.of("functions in the subnet", "", "unknown: " + e.getMessage())));
        }
    }

    private static Candidates inSubnet(
            Finding beacon, String subnetId, List<String> recorded, List<String> listed, boolean isListed) {
        List<String> all =
                Stream.concat(recorded.stream(), listed.stream()).distinct().toList();
        List<String> lookedAt = all.stream().limit(MOST).toList();
        return new Candidates.InSubnet(
                lookedAt,
                subnetId,
                all.size() - lookedAt.size(),
                isListed,
                Boolean.parseBoolean(beacon.facts().getOrDefault("lambda_interface", "")));
    }

    /// The functions that records of the days in which a change counts say to be attached to a subnet:
    /// those with an unapproved one first, then those of the last days.
    private List<String> recorded(String subnetId, Beginning beginning, Instant ended) {
        return beginning
                .days(ended)
                .flatMap(day -> history.attachments(subnetId, day).stream())
                .sorted(Comparator.comparing(Attachment::unapproved)
                        .thenComparing(Attachment::day)
                        .reversed()
                        .thenComparing(Attachment::function))
                .map(Attachment::function)
                .distinct()
                .toList();
    }
}
