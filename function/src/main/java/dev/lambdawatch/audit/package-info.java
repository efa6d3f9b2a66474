/// Decides which API calls a responder should look at.
///
/// [Audit] holds each call against the Sigma rules it was built with. A rule sees the raw record
/// and the fields that this room derives ([DerivedField], prefix `lambdawatch.`); for a versioned
/// Lambda API its `eventName` is both the raw and the bare name. What a rule finds becomes a
/// finding whose headline, reasons and next steps the rule itself words. An [Examiner] takes the calls
/// of one file: what they add up to is told at once, and remembered when all of them are read.
@NullMarked
package dev.lambdawatch.audit;

import org.jspecify.annotations.NullMarked;
