package dev.lambdawatch.beacon;

import java.util.Map;
import java.util.TreeMap;

/// A workload in one UTC hour: its interfaces and their capture windows, and whether it turned out
/// to pass on the traffic of others. Mutable.
final class WorkloadHour {
    /// Interfaces kept of one workload and hour; of more the first in order stay.
    static final int MOST_INTERFACES = 64;

    private final Workload workload;
    private final TreeMap<NetworkInterface, CaptureWindows> interfaces = new TreeMap<>();

    private boolean intermediary;

    WorkloadHour(Workload workload) {
        this.workload = workload;
    }

    Workload workload() {
        return workload;
    }

    /// By interface, in order.
    Map<NetworkInterface, CaptureWindows> interfaces() {
        return interfaces;
    }

    void add(NetworkInterface through, CaptureWindows windows) {
        interfaces.computeIfAbsent(through, unknown -> new CaptureWindows()).merge(windows);
        if (interfaces.size() > MOST_INTERFACES) {
            interfaces.pollLastEntry();
        }
    }

    /// Whether its connections repeat those of hosts behind it, so that only those count that no
    /// host is seen to make.
    boolean intermediary() {
        return intermediary;
    }

    void markIntermediary() {
        intermediary = true;
    }

    void merge(WorkloadHour other) {
        intermediary |= other.intermediary;
        other.interfaces.forEach(this::add);
    }

    void write(ByteWriter[] columns) {
        workload.write(columns);
        columns[WorkloadColumn.INTERMEDIARY].octet(intermediary ? 1 : 0);
        columns[WorkloadColumn.INTERFACES].number(interfaces.size());
        interfaces.forEach((through, windows) -> {
            through.write(columns);
            windows.write(columns);
        });
    }

    static WorkloadHour read(ByteReader[] columns) throws DamagedSegmentException {
        WorkloadHour hour = new WorkloadHour(Workload.read(columns));
        hour.intermediary = columns[WorkloadColumn.INTERMEDIARY].count(1) == 1;
        int interfaces = columns[WorkloadColumn.INTERFACES].count(MOST_INTERFACES);
        for (int i = 0; i < interfaces; i++) {
            hour.add(NetworkInterface.read(columns), CaptureWindows.read(columns));
        }
        return hour;
    }
}
