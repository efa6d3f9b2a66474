package dev.lambdawatch.flow;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A reader of flow logs of version 5 as one would write it in an hour, with `split`: the oracle of
/// the fast one. Every line that begins with `version` is a header.
final class NaiveFlowLog {
    private static final Map<String, Long> LIMITS = Map.of(
            "srcport", 65_535L,
            "dstport", 65_535L,
            "protocol", 255L,
            "packets", 999_999_999_999_999_999L,
            "bytes", 999_999_999_999_999_999L,
            "start", 253_402_300_799L,
            "end", 253_402_300_799L,
            "tcp-flags", 511L);
    private static final List<String> NAMES = List.of(
            "account-id",
            "region",
            "interface-id",
            "instance-id",
            "subnet-id",
            "vpc-id",
            "pkt-src-aws-service",
            "pkt-dst-aws-service");

    final List<String> records = new ArrayList<>();
    int skipped;
    private List<String> header = List.of();

    static NaiveFlowLog of(String text) {
        NaiveFlowLog log = new NaiveFlowLog();
        for (String line : text.split("\n", -1)) {
            List<String> fields = new ArrayList<>(List.of(line.split("[\\x00-\\x20]+")));
            fields.removeIf(String::isEmpty);
            if (!fields.isEmpty()) {
                log.line(fields);
            }
        }
        return log;
    }

    private void line(List<String> fields) {
        if (fields.getFirst().equals("version")) {
            header = fields;
            return;
        }
        Optional<String> read = fields.size() == header.size() ? read(fields) : Optional.empty();
        read.ifPresentOrElse(records::add, () -> skipped++);
    }

    private Optional<String> read(List<String> fields) {
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            values.put(header.get(i), fields.get(i));
        }
        UnaryOperator<String> r = name -> values.getOrDefault(name, "-");
        if (List.of("NODATA", "SKIPDATA").contains(r.apply("log-status"))) {
            List.of(
                            "srcaddr",
                            "dstaddr",
                            "pkt-srcaddr",
                            "pkt-dstaddr",
                            "srcport",
                            "dstport",
                            "protocol",
                            "packets",
                            "bytes")
                    .forEach(values::remove);
            List.of("action", "tcp-flags", "flow-direction").forEach(values::remove);
        }
        boolean good = LIMITS.entrySet().stream().allMatch(limit -> isAtMost(r.apply(limit.getKey()), limit.getValue()))
                && NAMES.stream().allMatch(name -> r.apply(name).length() <= 128)
                && List.of("ACCEPT", "REJECT", "-").contains(r.apply("action"))
                && List.of("OK", "NODATA", "SKIPDATA").contains(r.apply("log-status"))
                && number(r, "start") >= 0
                && number(r, "end") >= number(r, "start");
        List<Optional<String>> addresses = List.of(
                address(r.apply("srcaddr")),
                address(r.apply("dstaddr")),
                address(r.apply(r.apply("pkt-srcaddr").equals("-") ? "srcaddr" : "pkt-srcaddr")),
                address(r.apply(r.apply("pkt-dstaddr").equals("-") ? "dstaddr" : "pkt-dstaddr")));
        boolean unaddressed =
                r.apply("protocol").equals("-") || addresses.subList(0, 2).contains(Optional.of("::"));
        if (!good
                || addresses.contains(Optional.<String>empty())
                || (r.apply("log-status").equals("OK") && unaddressed)) {
            return Optional.empty();
        }
        return Optional.of(text(r, addresses.stream().map(Optional::orElseThrow).toList()));
    }

    private static String text(UnaryOperator<String> r, List<String> addresses) {
        List<Object> parts = new ArrayList<>();
        List.of("account-id", "region", "interface-id", "instance-id", "subnet-id", "vpc-id")
                .forEach(name -> parts.add(r.apply(name)));
        parts.addAll(addresses);
        List.of("srcport", "dstport", "protocol", "packets", "bytes", "start", "end")
                .forEach(name -> parts.add(number(r, name)));
        parts.add(r.apply("action").equals("-") ? "NONE" : r.apply("action"));
        parts.add(r.apply("log-status"));
        parts.add(number(r, "tcp-flags"));
        boolean directed = List.of("ingress", "egress").contains(r.apply("flow-direction"));
        parts.add(directed ? r.apply("flow-direction").toUpperCase(Locale.ROOT) : "NONE");
        parts.add(r.apply("pkt-src-aws-service"));
        parts.add(r.apply("pkt-dst-aws-service"));
        parts.add("- - -");
        return String.join(" ", parts.stream().map(String::valueOf).toList());
    }

    private static boolean isAtMost(String value, long limit) {
        return value.equals("-") || (value.matches("[0-9]{1,18}") && Long.parseLong(value) <= limit);
    }

    private static long number(UnaryOperator<String> record, String field) {
        String value = record.apply(field);
        return value.matches("[0-9]{1,18}") ? Long.parseLong(value) : -1;
    }

    /// The canonical text of an address, `::` for none; empty if it is no address.
    static Optional<String> address(String text) {
        if (text.equals("-")) {
            return Optional.of("::");
        }
        boolean ipv4 = text.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
        if (!ipv4 && !text.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            return Optional.empty();
        }
        try {
            ByteBuffer bytes = ByteBuffer.wrap(
                    ipv4 ? octets(text) : InetAddress.ofLiteral(text).getAddress());
            return Optional.of(
                    bytes.remaining() == 4
                            ? Addresses.text(0, Addresses.ipv4(bytes.getInt()))
                            : Addresses.text(bytes.getLong(), bytes.getLong()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static byte[] octets(String text) {
        byte[] octets = new byte[4];
        String[] parts = text.split("\\.");
        for (int i = 0; i < 4; i++) {
            int value = Integer.parseInt(parts[i]);
            if (value > 255) {
                throw new IllegalArgumentException(text);
            }
            octets[i] = (byte) value;
        }
        return octets;
    }
}
