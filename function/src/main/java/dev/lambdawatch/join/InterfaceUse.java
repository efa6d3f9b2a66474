package dev.lambdawatch.join;

import java.time.Instant;

/// A function ran behind a network interface, as the record of an invocation says.
///
/// @param account     of the function and its interface, twelve digits
/// @param interfaceId `eni-...`
/// @param function    its ARN without a qualifier
/// @param time        of the invocation
public record InterfaceUse(String account, String interfaceId, String function, Instant time) {}
