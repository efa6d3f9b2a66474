package dev.lambdawatch.dns;

/// Why a row or the rest of an object was not read.
///
/// @param kind   what is wrong, the same text for all flaws of a kind, so that they can be counted
/// @param detail what exactly, or empty
record Flaw(String kind, String detail) {
    private static final int LONGEST_DETAIL = 80;

    static Flaw of(String kind) {
        return new Flaw(kind, "");
    }

    String reason() {
        return detail.isEmpty() ? kind : kind + ": " + shortened(detail);
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_DETAIL ? text : text.substring(0, LONGEST_DETAIL) + "...";
    }
}
