package dev.lambdawatch.finding;

import java.util.List;

/// What a finding and its repeats have in common.
///
/// @param detection the id of what found it
/// @param account   where it happened, or empty
/// @param subject   the stable key of who did it
/// @param resource  what it was done to, or empty
public record FindingKey(String detection, String account, String subject, String resource) {

    /// `lw-` and 32 hexadecimal digits of a SHA-256: equal for equal keys, different if one of the
    /// parts differs.
    public String id() {
        return "lw-" + Fingerprint.of(List.of(detection, account, subject, resource));
    }
}
