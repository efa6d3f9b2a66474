/// Sigma 2.1, the rule language of the security field: parse, compile, match, filter, correlate.
///
/// The door is [Sigma]: YAML text becomes [Rule]s, [Filter]s and [Correlation]s, or a [Refusal]
/// that names what is wrong; one bad document never takes the others down. A [RuleSet] numbers
/// the fields of many rules once and matches them against flat records ([Event]); a [Correlator]
/// counts over time what was found, in [OpenWindows] for events that come together. What a construct
/// means where the specification is silent:
///
/// - Values are compared as text, ignoring case by the rules of no locale; numbers and booleans
///   are compared by how they are written, so `'22'` equals 22.
/// - A predicate holds if any value of the field satisfies it; `not` is the negation of that.
/// - `null` holds for a field that is absent, null or an empty array; `exists` holds for any that
///   is present, even if null.
/// - A keyword (a search without field) holds if any value of the record contains it. The record
///   as a whole has the path "".
/// - Regular expressions are case-sensitive and search anywhere; a rule that wants the whole
///   value writes `^` and `$`. They run in linear time.
/// - The `eventName` of a call to Lambda has two values, the name as recorded and the name
///   without the version suffix (`UpdateFunctionCode20150331v2`, `UpdateFunctionCode`): the
///   reader supplies both, so rules by others hold whichever they write, and `not` means neither.
/// - A filter is added to the condition of its rules (`rule and filter`): to approve of something
///   it says `not`. It has an owner, a ticket and an end.
/// - A correlation's window slides over the time of the events, both ends included. An event that
///   lacks a field of `group-by` takes no part; of a field with several values the first counts.
///   It fires once, when it becomes true, and again only after a gap longer than its timespan; what
///   comes before such a gap belongs to it and is told as its growth, up to a hundred events. A
///   condition that nothing at all would satisfy (`lt`, `eq: 0`) is refused: no event would tell
///   it.
///
/// Rules are input by strangers: size, depth, aliases and the cost of expressions are bounded.
@NullMarked
package dev.lambdawatch.sigma;

import org.jspecify.annotations.NullMarked;
