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
///
/// The shipped ranges are facts, taken from these collections of what the operators publish:
/// seligman/aws-ip-ranges and groovy-sky/azure-ip-ranges (MIT), lord-alfred/ipranges (CC0, for
/// Cloudflare and Google) and Fastly's own list. Google's is all of Google: the list that would
/// take the machines of its customers out of it is not among them.
@NullMarked
package dev.lambdawatch.platform;

import org.jspecify.annotations.NullMarked;
