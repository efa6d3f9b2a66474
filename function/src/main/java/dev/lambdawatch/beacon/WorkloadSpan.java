package dev.lambdawatch.beacon;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/// A workload over all hours of a span: through which interfaces it talks, and the grid on which
/// its pairs are scored. Mutable until all hours are added.
final class WorkloadSpan {
    private static final int MINUTES = 60;

    private final Workload workload;
    private final long firstHour;
    private final int hours;
    private final Map<String, InterfaceSpan> interfaces = new HashMap<>();
    private NetworkInterface face = NetworkInterface.NONE;
    private long firstSeen = Long.MAX_VALUE;
    private boolean lambda;
    private boolean intermediary;

    /// @param firstHour hours since 1970
    /// @param hours     length of the span
    WorkloadSpan(Workload workload, long firstHour, int hours) {
        this.workload = workload;
        this.firstHour = firstHour;
        this.hours = hours;
    }

    /// Adds an hour of the span; hours come in ascending order.
    void add(long hour, WorkloadHour state) {
        intermediary |= state.intermediary();
        state.interfaces().forEach((through, windows) -> {
            lambda |= through.lambda();
            if (windows.starts() != 0) {
                firstSeen = Math.min(firstSeen, hour * MINUTES + Long.numberOfTrailingZeros(windows.starts()));
            }
            if (face.address().isEmpty()) {
                face = through;
            }
            interfaces
                    .computeIfAbsent(through.id(), unknown -> new InterfaceSpan(hours))
                    .add(Math.toIntExact(hour - firstHour), windows);
        });
    }

    Workload workload() {
        return workload;
    }

    /// The first interface whose address is known, else any.
    NetworkInterface face() {
        return face;
    }

    /// The network whose flow logs hold it: one is switched on as a whole.
    String network() {
        return workload.account() + "/" + workload.region() + "/" + face.vpcId();
    }

    /// The minute, since 1970, in which the first window of a record of it began, even of one that says
    /// that nothing happened; the largest long if there is none.
    long firstSeen() {
        return firstSeen;
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
        /// One bit a minute for each hour.
        private final long[] starts;

        private long skips;
        private long coarse;
        private long fine;

        InterfaceSpan(int hours) {
            starts = new long[hours];
        }

        void add(int hour, CaptureWindows windows) {
            starts[hour] |= windows.starts();
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
            int[] steps = new int[starts.length * MINUTES];
            int length = 0;
            int last = -1;
            for (int hour = 0; hour < starts.length; hour++) {
                for (long rest = starts[hour]; rest != 0; rest &= rest - 1) {
                    int minute = hour * MINUTES + Long.numberOfTrailingZeros(rest);
                    if (last >= 0) {
                        steps[length++] = minute - last;
                    }
                    last = minute;
                }
            }
            Arrays.sort(steps, 0, length);
            return length == 0 ? 0 : (steps[(length - 1) / 2] + steps[length / 2]) / 2.0;
        }
    }
}
