package dev.lambdawatch.dns;

import java.time.Instant;
import java.util.List;

/// Makes rows for tests; each method gives a changed copy.
record Asking(Instant time, String vpc, String source, String instance, String endpoint) {
    static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

    static Asking by(String source) {
        return new Asking(NOON, "vpc-1", source, "", "");
    }

    Asking at(Instant other) {
        return new Asking(other, vpc, source, instance, endpoint);
    }

    Asking at(String other) {
        return at(Instant.parse(other));
    }

    Asking in(String otherVpc) {
        return new Asking(time, otherVpc, source, instance, endpoint);
    }

    Asking on(String otherInstance) {
        return new Asking(time, vpc, source, otherInstance, endpoint);
    }

    Asking through(String otherEndpoint) {
        return new Asking(time, vpc, source, instance, otherEndpoint);
    }

    /// A row for a name of which these addresses came back.
    Query named(String name, String... addresses) {
        return row(
                name,
                "A",
                "NOERROR",
                List.of(addresses).stream().map(each -> new Answer("A", each)).toList());
    }

    /// A row for a name that stands for another, of which this address came back.
    Query aliased(String name, String target, String address) {
        return row(name, "A", "NOERROR", List.of(new Answer("CNAME", target), new Answer("A", address)));
    }

    Query row(String name, String type, String code, List<Answer> answers) {
        return new Query(
                time,
                "111122223333",
                "eu-west-1",
                vpc,
                name,
                type,
                code,
                answers,
                source,
                "40000",
                "UDP",
                instance,
                endpoint,
                "",
                "",
                "");
    }
}
