package dev.lambdawatch.join;

import java.time.Instant;

/// A function ran behind a network interface, as the record of an invocation says.
///
/// An interface is known by its id alone, which is unique: the account that a flow log names is the
/// interface's owner, of which an interface that a service made may say `unknown`, and the one that
/// an invocation's record names may be a caller's.
///
/// @param interfaceId `eni-...`
/// @param function    its ARN without a qualifier
/// @param time        of the invocation
public record InterfaceUse(String interfaceId, String function, Instant time) {

    /// From when to when a function was seen behind an interface, to the hour.
    public record Period(Instant first, Instant last) {
        /// The shortest period that holds this one and a moment.
        public Period with(Instant time) {
            return new Period(time.isBefore(first) ? time : first, time.isAfter(last) ? time : last);
        }
    }
}
