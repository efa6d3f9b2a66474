package dev.lambdawatch.dns;

/// What was read of one object.
///
/// @param rows    how many rows were given on
/// @param skipped how many rows, or parts of the object, were not read
/// @param bytes   how many bytes of text the object holds, decompressed, as far as it was read
public record ResolverCounts(long rows, long skipped, long bytes) {}
