package dev.lambdawatch.platform;

import java.util.Optional;

/// Addresses that one table gives to one group and another table to another.
///
/// @param from   whose they are in the first table; empty if nobody's
/// @param to     whose they are in the second
/// @param range  the first of them: `3.5.6.0-3.5.6.255`
/// @param ranges how many ranges there are, each as long as both tables agree over it
public record Reassigned(Optional<Platform> from, Optional<Platform> to, String range, int ranges) {}
