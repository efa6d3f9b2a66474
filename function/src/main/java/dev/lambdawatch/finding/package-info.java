/// The vocabulary of the house: what a responder should look at, who did it, and why we think so.
///
/// A [Finding] is complete in itself: whoever renders, stores or counts it needs nothing else.
/// Every text in it may have been chosen by an attacker; it is kept as it came and escaped by the
/// renderer for where it goes. This room imports no other.
@NullMarked
package dev.lambdawatch.finding;

import org.jspecify.annotations.NullMarked;
