package dev.lambdawatch.sigma;

import java.util.List;

/// A filter that would have suppressed what a rule found, but for some of its predicates.
///
/// @param held   how many of its predicates were as they should be
/// @param failed those that were not: what would have suppressed, and what was there; never empty
public record NearMiss(Filter filter, int held, List<Match> failed) {
    public NearMiss {
        failed = List.copyOf(failed);
    }
}
