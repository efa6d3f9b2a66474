package dev.lambdawatch.dns;

import dev.lambdawatch.platform.Platform;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// What the names say about the destination of a connection.
///
/// @param platform whose it is by name: of tier A if the workload itself asked, A-minus if another
///     host of its network did, C where the address also has a name that is no platform's; empty if
///     no name is a platform's
/// @param names    under which the address is known, the latest first: the workload's own if it
///     asked for any, else those of other hosts
public record Resolution(Optional<Platform> platform, List<Candidate> names) {

    /// Nobody asked for a name of this address: it was used without one, or asked for elsewhere.
    static final Resolution UNKNOWN = new Resolution(Optional.empty(), List.of());

    public Resolution {
        names = List.copyOf(names);
    }

    /// A name that an address was given for.
    ///
    /// @param name     that was asked for
    /// @param platform whose it is, or what it stands for is
    /// @param own      whether the workload itself asked
    /// @param asked    when it was asked last, as far as that is known, within the time looked at
    public record Candidate(String name, Optional<Platform> platform, boolean own, Instant asked) {}
}
