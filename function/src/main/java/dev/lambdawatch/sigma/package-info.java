/// Sigma 2.1, the rule language of the security field: parse, compile, match.
///
/// The door is [Sigma]: YAML text becomes [Rule]s, or a [Refusal] that names what is wrong; one bad
/// document never takes the others down. A [RuleSet] numbers the fields of many rules once and
/// matches them against flat records ([Event]). What a construct means where the specification is
/// silent:
///
/// - Values are compared as text, ignoring case by the rules of no locale; numbers and booleans are
///   compared by how they are written, so `'22'` equals 22.
/// - A predicate holds if any value of the field satisfies it; `not` is the negation of that.
/// - `null` holds for a field that is absent, null or an empty array; `exists` holds for any that is
///   present, even if null.
/// - A keyword (a search without field) holds if any value of the record contains it. The record as a
///   whole has the path "".
/// - Regular expressions are case-sensitive and search anywhere; a rule that wants the whole value
///   writes `^` and `$`. They run in linear time.
/// - The `eventName` of a call to Lambda has two values, the name as recorded and the name without
///   the version suffix (`UpdateFunctionCode20150331v2`, `UpdateFunctionCode`): the reader supplies
///   both, so rules by others hold whichever they write, and `not` means neither.
/// - A [Filter] is added to the condition of its rules (`rule and filter`): to approve of something it
///   says `not`. It has an owner, a ticket and an end.
///
/// Rules are input by strangers: size, depth, aliases and the cost of expressions are bounded.
@NullMarked
package dev.lambdawatch.sigma;

import org.jspecify.annotations.NullMarked;
