package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Severity;
import java.time.Duration;

/// When people are told.
///
/// @param publishFrom findings below it are kept and not sent
/// @param quiet       how long repeats of a finding are only counted after it was told
public record Policy(Severity publishFrom, Duration quiet) {

    /// From medium up, repeats quiet for six hours.
    public static final Policy STANDARD = new Policy(Severity.MEDIUM, Duration.ofHours(6));

    public Policy {
        if (quiet.isNegative()) {
            throw new IllegalArgumentException("a quiet period is zero or longer, not " + quiet);
        }
    }
}
