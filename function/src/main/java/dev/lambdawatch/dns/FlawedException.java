package dev.lambdawatch.dns;

/// A row is not what it should be; the next one may be.
final class FlawedException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Flaw flaw;

    FlawedException(String kind, String detail) {
        // Attackers write rows: one of a million bad ones must not cost a stack trace.
        super(kind, null, false, false);
        this.flaw = new Flaw(kind, detail);
    }

    Flaw flaw() {
        return flaw;
    }
}
