/// Which workloads call home by a clock: connections become pair-hours, pair-hours a score, scores
/// findings.
///
/// An *event* is one connection begun. A *pair* is one scoring key: source, destination, port and
/// protocol. A *bucket* is the grid on which events are counted, one or ten minutes wide, for the
/// times of a flow log are the edges of capture windows and nothing finer can be known.
@NullMarked
package dev.lambdawatch.beacon;

import org.jspecify.annotations.NullMarked;
