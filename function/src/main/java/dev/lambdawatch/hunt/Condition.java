package dev.lambdawatch.hunt;

/// One condition of a hunt and whether it held.
///
/// @param name     what is asked about: `rows`, `mean`
/// @param expected what the hunt asks for: `more than 30`
/// @param observed what was there, with its unit
/// @param held     whether that is what the hunt asks for
public record Condition(String name, String expected, String observed, boolean held) {}
