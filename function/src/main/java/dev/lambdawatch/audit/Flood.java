package dev.lambdawatch.audit;

/// A principal invokes functions far more often than it usually does.
///
/// @param calls in this hour, so far
/// @param usual calls of a usual hour
record Flood(long calls, long usual) {}
