package dev.lambdawatch.flow;

/// What was read of one object.
///
/// @param records how many records were given on
/// @param skipped how many lines, or parts of the object, were not read
/// @param bytes   how many bytes were read, decompressed
public record FlowCounts(long records, long skipped, long bytes) {}
