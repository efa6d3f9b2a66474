package dev.lambdawatch.alert;

import java.time.Instant;

/// What approved of a finding, so that it is told to nobody.
///
/// @param filter  title of the filter
/// @param owner   who answers for it
/// @param ticket  where it was decided
/// @param expires when it ceases to be in force
/// @param version changes whenever the filter does
public record Approval(String filter, String owner, String ticket, Instant expires, String version) {}
