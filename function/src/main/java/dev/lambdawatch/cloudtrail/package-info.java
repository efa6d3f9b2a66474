/// CloudTrail bytes become API calls.
///
/// [CloudTrail] reads one object of any of the forms in which records travel and hands each record
/// to [Calls] as an [ApiCall]: who called ([Principal]), which function was meant ([FunctionName]),
/// how it ended ([Denial]), and the values that somebody asked for by path ([Captured]).
///
/// A record is what somebody did and holds text that he chose. Reading it is total: a damaged or
/// hostile record is named and skipped, and the rest goes on.
@NullMarked
package dev.lambdawatch.cloudtrail;

import org.jspecify.annotations.NullMarked;
