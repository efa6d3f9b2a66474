package dev.lambdawatch.join;

import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A list of functions, asked for those that are attached to a subnet. Asked only of an interface that
/// no record of an invocation names, so what it answers are candidates: who shares an interface
/// depends on the security groups too, and an interface in the subnet need not be Lambda's.
@FunctionalInterface
public interface SubnetFunctions {
    /// ARNs without a qualifier, those of the functions that were modified last first. Empty if none
    /// is known.
    ///
    /// @param subnetId `subnet-...`
    /// @throws IOException if it cannot be said, with the reason
    List<String> in(String subnetId) throws IOException;

    /// Those of a list. Several versions of a function are one, in all subnets of them.
    static SubnetFunctions listed(Collection<AttachedFunction> functions) {
        Map<String, Set<String>> bySubnet = new HashMap<>();
        functions.stream()
                .sorted(Comparator.comparing(AttachedFunction::modified).reversed())
                .forEach(function -> function.subnets()
                        .forEach(subnet -> bySubnet.computeIfAbsent(subnet, _ -> new LinkedHashSet<>())
                                .add(function.arn())));
        return subnetId -> List.copyOf(bySubnet.getOrDefault(subnetId, Set.of()));
    }
}
