/// Sigma rules on other logs than CloudTrail's: [RowRules] on the rows of Resolver logs,
/// [BeaconRules] on beacons; and filters on tunnels and first contacts, [NameApprovals]. Rules, their stages and
/// filters are those of the audit's book; what is
/// matched belongs to the rooms `dns` and `beacon`, which know nothing of rules.
@NullMarked
package dev.lambdawatch.rule;

import org.jspecify.annotations.NullMarked;
