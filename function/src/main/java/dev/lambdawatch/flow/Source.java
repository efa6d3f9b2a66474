package dev.lambdawatch.flow;

/// The workload on our side of a connection.
///
/// Two sources with the same [#key] are the same workload, seen through another interface or
/// address.
///
/// @param account       twelve digits, `unknown`, or empty
/// @param region        or empty
/// @param kind          what names the workload
/// @param id            its name: a task, an instance, an interface, or an address
/// @param interfaceId   the network interface, or empty
/// @param addressHigh   the first half of its own address, `::` where the record does not tell
/// @param addressLow    the second half
/// @param subnetId      or empty
/// @param vpcId         or empty
/// @param interfaceType AWS's word for the interface, or empty
public record Source(
        String account,
        String region,
        Kind kind,
        String id,
        String interfaceId,
        long addressHigh,
        long addressLow,
        String subnetId,
        String vpcId,
        String interfaceType) {

    /// What names a workload, the surest first: addresses and interfaces are used again by others.
    public enum Kind {
        TASK,
        INSTANCE,
        INTERFACE,
        ADDRESS
    }

    /// Names the workload: equal for the same account, Region, kind and id.
    public String key() {
        return account + "/" + region + "/" + kind + "/" + id;
    }

    /// Whether anything names it.
    boolean isNamed() {
        // Asked of every record: the kind is at hand, the id is in another place of the memory.
        return kind != Kind.ADDRESS || !id.isEmpty();
    }

    /// Whether the interface is known to be Lambda's. The formats before version 11 do not tell.
    public boolean isLambda() {
        return interfaceType.equalsIgnoreCase("lambda");
    }

    /// Its own address as text, empty where the record does not tell.
    public String address() {
        return (addressHigh | addressLow) == 0 ? "" : Addresses.text(addressHigh, addressLow);
    }
}
