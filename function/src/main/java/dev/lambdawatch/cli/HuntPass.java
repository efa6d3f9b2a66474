package dev.lambdawatch.cli;

import dev.lambdawatch.dns.Names;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.flow.ConnectionSink;
import dev.lambdawatch.hunt.Hunted;
import dev.lambdawatch.hunt.Hunting;
import java.time.Duration;
import java.util.List;

/// What published hunts say of a replay, where that is asked for.
final class HuntPass {
    private final boolean asked;
    private final Hunting hunting = Hunting.empty();

    private HuntPass(boolean asked) {
        this.asked = asked;
    }

    static HuntPass asked(boolean asked) {
        return new HuntPass(asked);
    }

    ConnectionSink before(ConnectionSink next) {
        return asked ? hunting.before(next) : next;
    }

    /// Judges the days before the last record, as far apart as our own.
    Hunted judge(FlowPass flows, Duration every, Names names, Diagnostics diagnostics) {
        if (hunting.leftOut() > 0) {
            diagnostics.warn(hunting.leftOut() + " flow records are more than the hunts hold");
        }
        return hunting.judge(flows.ends(every), names);
    }

    /// The findings, and beside each beacon what the hunts say of it.
    List<Finding> beside(List<Finding> findings, Hunted hunted) {
        return asked ? findings.stream().map(hunted::beside).toList() : findings;
    }
}
