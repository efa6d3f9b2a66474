/// Code that somebody changed without approval, and the beacon that came out of the function
/// afterwards, as one finding.
///
/// The audit tells [FunctionHistory] which functions were changed, to which subnets they are attached
/// and which network interfaces they were seen to use; [Join] asks it about the workload of a beacon,
/// and where a list of functions is given ([SubnetFunctions]), that as well.
@NullMarked
package dev.lambdawatch.join;

import org.jspecify.annotations.NullMarked;
