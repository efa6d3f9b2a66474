package dev.lambdawatch.flow;

/// Why a line or the rest of an object was not read.
///
/// @param kind   what is wrong, the same text for all flaws of a kind, so that they can be counted
/// @param detail what exactly, or empty
record Flaw(String kind, String detail) {

    static Flaw of(String kind) {
        return new Flaw(kind, "");
    }

    static Flaw damage(DamagedException damage) {
        return new Flaw("part of the object cannot be read", String.valueOf(damage.getMessage()));
    }

    String reason() {
        return detail.isEmpty() ? kind : kind + ": " + detail;
    }
}
