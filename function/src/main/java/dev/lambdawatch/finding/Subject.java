package dev.lambdawatch.finding;

/// Who did it: the principal that called, or the workload that talked. The key is stable over
/// sessions and addresses and is part of a finding's id; the name is for people.
public sealed interface Subject {
    String key();

    String name();

    /// The account the subject belongs to; empty when the record does not say.
    String account();

    /// An identity that called an API.
    ///
    /// @param key         the ARN of the user or of the role that issued the session, else the
    ///     best stable substitute
    /// @param name        user, or role and session
    /// @param kind        human, runtime, automation, service, root or external
    /// @param account     twelve digits, or empty
    /// @param accessKeyId as recorded, or empty; renderers mask it
    record Principal(String key, String name, String kind, String account, String accessKeyId) implements Subject {}

    /// An interface, instance or task that talked.
    ///
    /// @param key         account, Region and the best identity: task, instance, interface or
    ///     address
    /// @param name        that identity alone
    /// @param account     twelve digits, or empty
    /// @param interfaceId `eni-...`, or empty
    /// @param address     its own address
    record Workload(String key, String name, String account, String interfaceId, String address) implements Subject {}
}
