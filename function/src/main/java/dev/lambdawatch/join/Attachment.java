package dev.lambdawatch.join;

import java.time.LocalDate;

/// A function is attached to a subnet, as the record of a call about it says: Lambda answers a change
/// of code or configuration with the whole configuration. Known to the day.
///
/// That a function is moved to another subnet later takes nothing back: published versions stay where
/// they were, and an alias may go on calling one.
///
/// @param subnetId   `subnet-...`
/// @param function   its ARN without a qualifier
/// @param day        of the call (UTC)
/// @param unapproved whether that call was a finding, which no filter approved of
public record Attachment(String subnetId, String function, LocalDate day, boolean unapproved) {}
