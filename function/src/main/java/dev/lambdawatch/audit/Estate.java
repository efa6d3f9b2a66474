package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.FunctionName;
import java.util.HashSet;
import java.util.Set;

/// What of all that records name is ours.
///
/// @param accounts     the accounts known as ours (an Organization's), twelve digits each; may
///     be empty, then only the account that receives a call is ours
/// @param ownFunctions how the ARN of each function of this monitor begins,
///     `arn:aws:lambda:eu-west-1:111122223333:function:lambdawatch-`; empty where it is not
///     deployed
/// @param ownResources names, ids or ARNs of what the monitor lives on beside its own stack:
///     the trail, the flow logs
/// @param organization the id of our Organization, `o-...`; empty if it is not known
/// @param ownCalls     calls that the monitor makes itself
public record Estate(
        Set<String> accounts, String ownFunctions, Set<String> ownResources, String organization, OwnCalls ownCalls) {
    /// What CloudFormation writes in front of the name of a stack that belongs to a stack set: the
    /// forwarders in an Organization's accounts are called like this monitor behind it.
    private static final String STACK_SET = "StackSet-";

    /// Nothing is known.
    public static final Estate UNKNOWN = new Estate(Set.of(), "", Set.of());

    public Estate {
        accounts = Set.copyOf(accounts);
        ownResources = Set.copyOf(ownResources);
    }

    /// An estate of which no Organization is known.
    public Estate(Set<String> accounts, String ownFunctions, Set<String> ownResources) {
        this(accounts, ownFunctions, ownResources, "");
    }

    /// An estate whose monitor makes no calls.
    public Estate(Set<String> accounts, String ownFunctions, Set<String> ownResources, String organization) {
        this(accounts, ownFunctions, ownResources, organization, OwnCalls.NONE);
    }

    /// Whether this monitor lives on what a call names: a function, rule, topic, queue, table,
    /// bucket, role, alarm or log group of its stack or of a stack named like it in another
    /// account, the stack itself, or one of the [#ownResources].
    ///
    /// @param name a name, an ARN or an address
    boolean owns(String name) {
        return !name.isEmpty() && (isOfStack(name) || ownResources.stream().anyMatch(own -> isSame(own, name)));
    }

    /// Whether nothing is known that this monitor lives on.
    boolean isEmpty() {
        return ownFunctions.isEmpty() && ownResources.isEmpty();
    }

    /// Names of a stack's resources begin with the stack's own name; a bucket's in lower case. They
    /// stand at the beginning of a name, or behind a colon or slash of an ARN or address.
    private boolean isOfStack(String name) {
        String prefix = ownFunctions.substring(ownFunctions.lastIndexOf(':') + 1);
        if (prefix.isEmpty()) {
            return false;
        }
        int stack = prefix.endsWith("-") ? prefix.length() - 1 : prefix.length();
        for (int part = 0; part >= 0; part = nextPart(name, part)) {
            int start = part + (name.startsWith(STACK_SET, part) ? STACK_SET.length() : 0);
            if (name.regionMatches(true, start, prefix, 0, prefix.length())
                    || (name.regionMatches(true, start, prefix, 0, stack) && endsPart(name, start + stack))) {
                return true;
            }
        }
        return false;
    }

    /// Where the part behind the one at an index begins, or -1.
    private static int nextPart(String name, int from) {
        for (int i = from; i < name.length(); i++) {
            if (isSeparator(name.charAt(i))) {
                return i + 1;
            }
        }
        return -1;
    }

    private static boolean endsPart(String name, int index) {
        return index == name.length() || isSeparator(name.charAt(index));
    }

    private static boolean isSeparator(char c) {
        return c == ':' || c == '/';
    }

    /// Two ARNs, or two names, are the same if they are equal; a name and an ARN, if the name ends
    /// the ARN.
    private static boolean isSame(String own, String name) {
        return own.startsWith("arn:") == name.startsWith("arn:")
                ? own.equals(name)
                : last(own).equals(last(name));
    }

    private static String last(String name) {
        return name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf(':')) + 1);
    }

    /// The accounts that are ours for this call, and the Organization where it is known.
    Set<String> ours(ApiCall call) {
        Set<String> ours = new HashSet<>(accounts);
        ours.add(call.account());
        if (!organization.isEmpty()) {
            ours.add(organization);
        }
        return ours;
    }

    /// With data events on, each delivery to this monitor is itself an Invoke that would be
    /// delivered: the loop ends here, whatever trail and event rule let through.
    boolean isOwnInvocation(ApiCall call) {
        return !ownFunctions.isEmpty()
                && call.apiName().startsWith("Invoke")
                && call.function().map(FunctionName::arn).orElse("").startsWith(ownFunctions);
    }
}
