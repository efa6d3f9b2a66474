package dev.lambdawatch.join;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// Which functions are attached to a subnet. Asked only of an interface that no record of an
/// invocation names, so what it answers are candidates: who shares an interface depends on the
/// security groups too, and an interface in the subnet need not be Lambda's.
@FunctionalInterface
public interface SubnetFunctions {
    /// Nothing is known of any subnet.
    SubnetFunctions UNKNOWN = _ -> List.of();

    /// ARNs without a qualifier, those of the functions that were modified last first. Empty if none
    /// is known.
    ///
    /// @param subnetId `subnet-...`
    /// @throws IOException if it cannot be said, with the reason
    List<String> in(String subnetId) throws IOException;

    /// Those of a table, by subnet.
    static SubnetFunctions of(Map<String, List<String>> functions) {
        return subnetId -> functions.getOrDefault(subnetId, List.of());
    }
}
