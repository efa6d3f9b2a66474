/// VPC flow logs become connections.
///
/// [FlowLog] reads one object, whatever its kind and compression, straight from its bytes into one
/// reused [FlowRecord]. [Connections] turns each record towards the side that opened the
/// connection, names the workload behind it as a [Source], and hands a reused [Connection] to a
/// [ConnectionSink].
///
/// Everything from record to connection is decided from the record alone, without memory of other
/// records, so that any order of records and any split of them into objects gives the same
/// connections. This room imports no other.
@NullMarked
package dev.lambdawatch.flow;

import org.jspecify.annotations.NullMarked;
