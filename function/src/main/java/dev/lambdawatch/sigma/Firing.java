package dev.lambdawatch.sigma;

import java.time.Instant;

/// A correlation came true in a group, and is not told again until the group's window has emptied.
///
/// @param trigger the event that completed it; seen again, it is told again, so that a crash
///     between remembering and telling loses nothing
/// @param first   time of the first event that counted
/// @param last    time of the last event that counted
/// @param from    time of the first event of the uninterrupted run around it
/// @param to      time of the last event of that run so far
public record Firing(String trigger, Instant first, Instant last, Instant from, Instant to) {}
