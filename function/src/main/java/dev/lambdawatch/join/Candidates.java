package dev.lambdawatch.join;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Severity;
import java.util.List;
import java.util.stream.Collectors;

/// The functions that may be the one behind an interface, by what is known of it.
sealed interface Candidates {

    /// ARNs, those that are the likeliest first.
    List<String> functions();

    /// What is said of all such findings.
    Detection detection();

    /// As severe as a change of one of them and a beacon can be together.
    Severity most();

    /// Whether they are good for points, or only to be named.
    boolean weigh();

    /// The headline of a change of one of them and the beacon.
    ///
    /// @param talk who talks to whom
    String headline(CodeChange change, String talk);

    /// In words.
    String told();

    private static String names(List<String> functions) {
        return functions.stream().map(CodeChange::name).collect(Collectors.joining(", "));
    }

    /// Functions that were seen behind the interface, those seen last first.
    ///
    /// @param running whether they were seen there while the beacon went on, or only at other times
    record Seen(List<String> functions, boolean running) implements Candidates {
        public Seen {
            functions = List.copyOf(functions);
        }

        private boolean isOne() {
            return functions.size() == 1;
        }

        @Override
        public Detection detection() {
            return JoinDetection.DETECTION;
        }

        @Override
        public Severity most() {
            return isOne() ? Severity.CRITICAL : Severity.HIGH;
        }

        @Override
        public boolean weigh() {
            return true;
        }

        @Override
        public String headline(CodeChange change, String talk) {
            return isOne()
                    ? "%s, changed by %s, now beacons: %s".formatted(change.name(), change.by(), talk)
                    : "%s, changed by %s, or another of %d functions behind one interface beacons: %s"
                            .formatted(change.name(), change.by(), functions.size(), talk);
        }

        @Override
        public String told() {
            return (isOne() ? "only " : "any of ")
                    + names(functions)
                    + ", by the records of their invocations"
                    + (running ? "" : "; none is of the time of the beacon");
        }
    }

    /// Functions attached to the interface's subnet, where no record of an invocation names the
    /// interface: those that the records of their changes say to be there, and behind them those that
    /// a list says to be.
    ///
    /// @param functions those that are looked at
    /// @param subnetId  `subnet-...`
    /// @param others    how many more are attached to the subnet
    /// @param listed    whether there was a list; without one only changed functions are known
    /// @param lambda    whether the flow log says that the interface is Lambda's
    record InSubnet(List<String> functions, String subnetId, int others, boolean listed, boolean lambda)
            implements Candidates {
        public InSubnet {
            functions = List.copyOf(functions);
        }

        @Override
        public Detection detection() {
            return JoinDetection.OF_A_CANDIDATE;
        }

        @Override
        public Severity most() {
            return lambda ? Severity.HIGH : Severity.MEDIUM;
        }

        @Override
        public boolean weigh() {
            return false;
        }

        @Override
        public String headline(CodeChange change, String talk) {
            return "%s, changed by %s, may be what beacons from its subnet: %s"
                    .formatted(change.name(), change.by(), talk);
        }

        @Override
        public String told() {
            return "candidate, security groups unknown: any of the functions attached to %s (%s%s%s);"
                            .formatted(subnetId, names(functions), unseen(), unlisted())
                    + " no record of an invocation names the interface"
                    + (lambda ? "" : ", and the flow log does not say whether it is Lambda's");
        }

        private String unseen() {
            return others > 0 ? " and %d modified earlier".formatted(others) : "";
        }

        private String unlisted() {
            return listed ? "" : ", by the records of their changes; others may be";
        }
    }
}
