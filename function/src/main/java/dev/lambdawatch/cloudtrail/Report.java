package dev.lambdawatch.cloudtrail;

/// What becomes of the records of one object, each with its position. Mutable: counts them.
final class Report {
    private final String place;
    private final Calls calls;
    private long index;

    Report(String place, Calls calls) {
        this.place = place;
        this.calls = calls;
    }

    void call(ApiCall call) {
        index++;
        calls.call(call);
    }

    void skipped(String reason) {
        calls.skipped(place, index++, reason);
    }

    void ignored(String kind) {
        calls.ignored(place, index++, kind);
    }
}
