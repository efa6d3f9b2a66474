/// Route 53 Resolver query logs become names for connections, first contacts and tunnels.
///
/// [ResolverLog] reads one object and hands each of its rows to [Queries] as a [Query]. Three
/// things are made of the rows: [Names] says under which names a workload knows an address that it
/// connects to; [FirstContacts] says which workload asks for a serverless platform that it never
/// asked for before; [Tunnels] says who moves data inside the names that it asks for.
///
/// The log has only what the resolver could not answer from its cache, and no time to live. So a
/// row gives a name, and its absence says little; when something was asked says nothing about when
/// it was used. This room imports `finding` and `platform`.
@NullMarked
package dev.lambdawatch.dns;

import org.jspecify.annotations.NullMarked;
