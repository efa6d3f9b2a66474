package dev.lambdawatch.beacon;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// A workload over all hours of a span: through which interfaces it talks, and the grid on which
/// its pairs are scored. Mutable until all hours are added.
final class WorkloadSpan {
    private static final int MINUTES = 60;

    private final Workload workload;
    private final Map<String, InterfaceSpan> interfaces = new HashMap<>();
    private NetworkInterface face = NetworkInterface.NONE;
    private boolean lambda;
    private boolean intermediary;

    WorkloadSpan(Workload workload) {
        this.workload = workload;
    }

    /// Adds an hour; hours come in ascending order.
    ///
    /// @param hour hours since 1970
    void add(long hour, WorkloadHour state) {
        intermediary |= state.intermediary();
        state.interfaces().forEach((through, windows) -> {
            lambda |= through.lambda();
            if (face.address().isEmpty()) {
                face = through;
            }
            interfaces
                    .computeIfAbsent(through.id(), unknown -> new InterfaceSpan())
                    .add(hour, windows);
        });
    }

    Workload workload() {
        return workload;
    }

    /// The first interface whose address is known, else any.
    NetworkInterface face() {
        return face;
    }

    boolean lambda() {
        return lambda;
    }

    boolean intermediary() {
        return intermediary;
    }

    /// Minutes in which a window began that lost records: each may hide a beat.
    long skips() {
        return interfaces.values().stream().mapToLong(each -> each.skips).sum();
    }

    /// The coarse grid if an interface has coarse windows, else the fine one. Where interfaces
    /// differ the coarse one is right: on a grid finer than its windows everything looks periodic.
    Grid grid() {
        return interfaces.values().stream().anyMatch(InterfaceSpan::isCoarse) ? Grid.TEN_MINUTES : Grid.MINUTE;
    }

    /// One interface's windows over all hours. Mutable.
    private static final class InterfaceSpan {
        private final List<Long> starts = new ArrayList<>();
        private long skips;
        private long coarse;
        private long fine;

        void add(long hour, CaptureWindows windows) {
            for (long rest = windows.starts(); rest != 0; rest &= rest - 1) {
                starts.add(hour * MINUTES + Long.numberOfTrailingZeros(rest));
            }
            skips += Long.bitCount(windows.skips());
            coarse += windows.coarse();
            fine += windows.fine();
        }

        /// Both the median step between windows and their median length have to be coarse. The step
        /// alone would be the beacon's period where nothing else talks; the length alone would be
        /// long where one record spans several windows.
        boolean isCoarse() {
            return coarse > fine && medianStep() * 60 >= Grid.COARSE_WINDOW_SECONDS;
        }

        /// In minutes; 0 for fewer than two windows.
        private double medianStep() {
            List<Long> sorted = starts.stream().distinct().sorted().toList();
            List<Long> steps = new ArrayList<>();
            for (int i = 1; i < sorted.size(); i++) {
                steps.add(sorted.get(i) - sorted.get(i - 1));
            }
            steps.sort(Comparator.naturalOrder());
            int n = steps.size();
            return n == 0 ? 0 : (steps.get((n - 1) / 2) + steps.get(n / 2)) / 2.0;
        }
    }
}
