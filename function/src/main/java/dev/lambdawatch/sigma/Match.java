package dev.lambdawatch.sigma;

/// A predicate of a rule that held for an event.
///
/// @param field    dotted path, "" for the whole record
/// @param expected what the rule asks for: `Get*`, `not bob`, `present`
/// @param observed the value that satisfied it, or the values that did not where the rule says
///     `not`; `(absent)` if there was none. At most 256 characters
public record Match(String field, String expected, String observed) {}
