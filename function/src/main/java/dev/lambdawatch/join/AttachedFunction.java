package dev.lambdawatch.join;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A function that is attached to subnets, as Lambda lists it.
///
/// @param arn      without a qualifier
/// @param modified when code or configuration were changed last, as Lambda writes it:
///     `2026-03-03T14:32:10.123+0000`
/// @param subnets  `subnet-...`
public record AttachedFunction(String arn, String modified, List<String> subnets) {
    /// A list of all versions (`--function-version ALL`) names each with its qualifier.
    private static final Pattern ARN = Pattern.compile("(arn:[^:]+:lambda:[^:]+:[^:]+:function:[^:]+)(:[^:]+)?");

    /// @throws IllegalArgumentException if the ARN is not a function's
    public AttachedFunction {
        Matcher named = ARN.matcher(arn);
        if (!named.matches()) {
            throw new IllegalArgumentException("'%.200s' is no function's ARN".formatted(arn));
        }
        arn = named.group(1);
        subnets = List.copyOf(subnets);
    }
}
