package dev.lambdawatch.dns;

import dev.lambdawatch.finding.Subject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// One row of a Route 53 Resolver query log: who asked for which name, and what came back.
///
/// Every text but time and name may be empty, for it may be absent. Who asks chooses the name, and
/// who owns the name chooses the answers.
///
/// @param time              when it was asked, to the second
/// @param account           of the VPC, twelve digits
/// @param vpc               in which it was asked
/// @param name              in lower case, without the dot at its end; empty for the root
/// @param type              of record asked for: `A`, `AAAA`, `TXT` ...
/// @param responseCode      `NOERROR`, `NXDOMAIN`, `SERVFAIL` ...
/// @param answers           in the log's order: a chain of `CNAME` comes before its addresses
/// @param sourceAddress     of the host that asked, or of a forwarder before it
/// @param instance          `i-...` of the host that asked
/// @param resolverEndpoint  the inbound endpoint through which a network outside asked: then the
///     source is a resolver of that network, with any number of hosts behind it
/// @param firewallAction    `ALLOW`, `ALERT` or `BLOCK`, of a DNS Firewall rule that matched
/// @param firewallRuleGroup that rule's group
/// @param firewallDomains   that rule's list of domains
public record Query(
        Instant time,
        String account,
        String region,
        String vpc,
        String name,
        String type,
        String responseCode,
        List<Answer> answers,
        String sourceAddress,
        String sourcePort,
        String transport,
        String instance,
        String resolverEndpoint,
        String firewallAction,
        String firewallRuleGroup,
        String firewallDomains) {

    public Query {
        answers = List.copyOf(answers);
    }

    /// Who asked, by the best identity that the row gives, under the key that beacons have it by.
    public Subject.Workload workload() {
        return Asker.of(this).workload();
    }

    /// The registered domain of the name, or the name itself where it has none.
    public String domain() {
        String domain = PublicSuffixes.bundled().registeredDomain(name);
        return domain.isEmpty() ? name : domain;
    }

    /// Whether the name exists and the resolver said so.
    boolean isAnswered() {
        return responseCode.equals("NOERROR");
    }

    /// The name, and along its chain of `CNAME` all others that it stands for.
    List<String> chain() {
        return Stream.concat(
                        Stream.of(name),
                        answers.stream()
                                .filter(answer -> answer.type().equals("CNAME"))
                                .map(Answer::data))
                .distinct()
                .toList();
    }
}
