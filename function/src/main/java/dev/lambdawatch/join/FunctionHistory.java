package dev.lambdawatch.join;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/// Remembers changes of functions and the subnets that they are attached to for [#DAYS_OF_CHANGES]
/// days, and the interfaces that they use for [#DAYS_OF_USE]. Bounded: of each function and day the
/// first and the last unapproved change and the last other one, so that nobody can push out a change
/// by more of them; of each interface, and of each subnet and day for unapproved calls and for all
/// others, the first [#MOST_FUNCTIONS] functions; those that an interface has not seen for
/// [#DAYS_OF_USE] make room.
///
/// Any method may throw where a store fails.
public interface FunctionHistory {
    /// How long a change is remembered: the seven days before a beacon, the week over which one is
    /// scored at most, and the rest for what comes late.
    int DAYS_OF_CHANGES = 16;

    /// How long the use of an interface is remembered. An interface of Lambda's is taken back after
    /// weeks without use.
    int DAYS_OF_USE = 30;

    /// Functions remembered of one interface, and of one subnet and day of either kind.
    int MOST_FUNCTIONS = 256;

    /// Remembers a change.
    void changed(CodeChange change);

    /// Remembers that an interface was used; to the hour is enough.
    void used(InterfaceUse use);

    /// Remembers that a function is attached to a subnet.
    void attached(Attachment attachment);

    /// What is remembered of a function's changes on a day (UTC), in order of time.
    List<CodeChange> changes(String function, LocalDate day);

    /// The functions behind an interface, each with when it was seen there.
    Map<String, InterfaceUse.Period> functions(String interfaceId);

    /// The functions that records of a day (UTC) say were attached to a subnet, each once, unapproved
    /// if one of its calls was; in no order.
    List<Attachment> attachments(String subnetId, LocalDate day);

    /// A history that lives as long as the process, for tests and replays.
    static FunctionHistory inMemory() {
        return new FunctionHistoryInMemory(100_000);
    }
}
