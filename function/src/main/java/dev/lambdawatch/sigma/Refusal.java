package dev.lambdawatch.sigma;

/// Why a document is not in force.
///
/// @param place  file and line: `rules/a.yml:12`
/// @param title  of the document, empty if it is not known
/// @param reason the construct that is wrong or not supported
public record Refusal(String place, String title, String reason) {}
