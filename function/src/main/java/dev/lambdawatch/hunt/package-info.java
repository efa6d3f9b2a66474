/// Three published hunts for beacons as baselines: what each would have said of the same flow
/// logs, and which of its conditions held.
///
/// [Hunting] is the door: it hears the connections of a replay, judges each day of them, and tells
/// what the hunts report as findings and beside ours. [PublishedHunts] has the conditions alone,
/// for whoever measures them. Nothing here decides what Lambdawatch tells.
@NullMarked
package dev.lambdawatch.hunt;

import org.jspecify.annotations.NullMarked;
