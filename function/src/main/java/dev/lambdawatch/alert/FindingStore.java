package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Finding;

/// Keeps every finding, told or not.
@FunctionalInterface
public interface FindingStore {

    /// Keeps one finding, or throws. The same finding may come again when a caller retries: an
    /// implementation that names what it writes after the finding's id and last evidence, not
    /// after the clock, keeps it once.
    ///
    /// @param ocsfLine the finding as [Ocsf] writes it, without a line break
    void keep(Finding finding, String ocsfLine);
}
