package dev.lambdawatch.finding;

import java.util.regex.Pattern;

/// A technique of MITRE ATT&CK.
///
/// @param id      `T1648` or, with a sub-technique, `T1584.007`
/// @param version the ATT&CK version in which the id stands, for ids move (version 19
///     renumbered defence evasion)
public record Technique(String id, String version) {
    private static final Pattern ID = Pattern.compile("T\\d{4}(\\.\\d{3})?");

    public Technique {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an ATT&CK technique is T1234 or T1234.567, not '" + id + "'");
        }
    }
}
