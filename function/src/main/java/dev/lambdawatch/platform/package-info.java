/// Which address or name belongs to a serverless platform, and how sure that is.
///
/// [Platforms] is the door. It knows three things: address ranges that the platforms' operators
/// publish, the DNS suffixes under which the platforms serve their customers, and the service
/// names that AWS itself writes into flow logs. [Ranges] makes the table of addresses from the
/// operators' files.
///
/// The tables stand under `resources/platforms`, as text that a person can read and a review can
/// compare: `services.txt` (what a service is called and what its addresses prove), `names.txt`
/// (suffixes) and `ranges.txt` (generated). This room imports no other.
@NullMarked
package dev.lambdawatch.platform;

import org.jspecify.annotations.NullMarked;
