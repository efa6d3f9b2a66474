package dev.lambdawatch.sigma;

/// Something about a document in force that its author should look at.
///
/// @param place file and line: `rules/a.yml:12`
/// @param title of the document
public record Notice(String place, String title, String text) {}
