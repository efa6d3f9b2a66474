package dev.lambdawatch.finding;

import java.time.Instant;

/// The records behind a finding.
public sealed interface Evidence {
    Instant first();

    Instant last();

    /// One API call as CloudTrail recorded it.
    ///
    /// @param eventId       CloudTrail's `eventID`
    /// @param api           the name without version suffix: `UpdateFunctionCode`
    /// @param service       `lambda.amazonaws.com`
    /// @param account       the account that received the call
    /// @param sourceAddress an IP address, a service's DNS name or `AWS Internal`
    /// @param errorCode     empty for a call that succeeded
    record Call(
            String eventId,
            Instant time,
            String api,
            String service,
            String account,
            String region,
            String sourceAddress,
            String userAgent,
            String errorCode,
            String errorMessage)
            implements Evidence {
        @Override
        public Instant first() {
            return time;
        }

        @Override
        public Instant last() {
            return time;
        }
    }

    /// Connections of one workload to one destination.
    ///
    /// @param protocol IANA number: 6 TCP, 17 UDP
    /// @param count    connections begun
    /// @param bytesOut median bytes a connection sent by the workload
    /// @param bytesIn  median bytes a connection received
    record Connections(
            String sourceAddress,
            String destinationAddress,
            int destinationPort,
            int protocol,
            long count,
            long bytesOut,
            long bytesIn,
            Instant first,
            Instant last)
            implements Evidence {}

    /// Names that one host asked a DNS resolver for.
    ///
    /// @param domain the name, or the domain that all of the names are under
    /// @param types  of record that it asked for: `A, TXT`
    /// @param names  how many different ones
    record Lookups(String sourceAddress, String domain, String types, long names, Instant first, Instant last)
            implements Evidence {}

    /// What another detector reported.
    ///
    /// @param uid     its own name for it
    /// @param source  the detector: `Amazon GuardDuty`
    /// @param title   what it saw, in its words
    /// @param address from where, or empty
    /// @param remote  to where: an address, perhaps with a port, or a name; or empty
    /// @param count   how often it saw it by then
    record Report(
            String uid,
            String source,
            String title,
            String address,
            String remote,
            long count,
            Instant first,
            Instant last)
            implements Evidence {}
}
