package dev.lambdawatch.sigma;

/// Something in a document that its author should look at; the door turns it into a [Notice].
///
/// @param line of the file, from 1
record Remark(int line, String text) {}
