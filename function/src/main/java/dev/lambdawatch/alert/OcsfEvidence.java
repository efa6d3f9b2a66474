package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Subject;
import java.util.regex.Pattern;

/// The records behind a finding as evidence of an OCSF event.
///
/// @param subject who did it
record OcsfEvidence(Subject subject) {
    private static final Pattern ADDRESS_V4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /// The service that wrote such a record.
    static String source(Evidence item) {
        return switch (item) {
            case Evidence.Call _ -> "AWS CloudTrail";
            case Evidence.Connections _ -> "Amazon VPC Flow Logs";
            case Evidence.Lookups _ -> "Amazon Route 53 Resolver query logs";
            case Evidence.Report report -> report.source();
        };
    }

    void write(JsonLine json, Evidence item) {
        switch (item) {
            case Evidence.Call call -> call(json, call);
            case Evidence.Connections pair -> connections(json, pair);
            case Evidence.Lookups lookups -> lookups(json, lookups);
            case Evidence.Report report -> report(json, report);
        }
    }

    private void call(JsonLine json, Evidence.Call call) {
        json.put("uid", call.eventId()).put("name", call.api());
        if (subject instanceof Subject.Principal principal) {
            json.object("actor", actor -> actor.object("user", user -> user(user, principal)));
        }
        json.object("api", api -> {
            // Required by the schema, so also when a record does not say it.
            api.put("operation", call.api().isEmpty() ? "Unknown" : call.api());
            api.object("service", service -> service.put("name", call.service()));
            if (!call.errorCode().isEmpty()) {
                api.object(
                        "response",
                        response -> response.put("error", call.errorCode()).put("error_message", call.errorMessage()));
            }
        });
        if (!call.sourceAddress().isEmpty()) {
            json.object("src_endpoint", endpoint -> endpoint(endpoint, call.sourceAddress()));
        }
        if (!call.userAgent().isEmpty()) {
            json.object("http_request", request -> request.put("user_agent", call.userAgent()));
        }
        json.object(
                "data",
                data -> data.put("account", call.account())
                        .put("region", call.region())
                        .put("time", call.time().toString()));
    }

    private static void user(JsonLine json, Subject.Principal principal) {
        json.put("uid", principal.key())
                .put("name", principal.name().isEmpty() ? "Unknown" : principal.name())
                .put("type", principal.kind())
                .put("type_id", userType(principal.kind()))
                .put("credential_uid", principal.accessKeyId());
        if (!principal.account().isEmpty()) {
            json.object("account", account -> account.put("uid", principal.account()));
        }
    }

    private static int userType(String kind) {
        return switch (kind) {
            case "human" -> 1;
            case "root" -> 2;
            case "service" -> 4;
            default -> 99;
        };
    }

    private void connections(JsonLine json, Evidence.Connections pair) {
        json.object(
                        "connection_info",
                        connection -> connection
                                .put("direction_id", 2)
                                .put("direction", "Outbound")
                                .put("protocol_num", pair.protocol())
                                .put("protocol_name", protocolName(pair.protocol())))
                .object("src_endpoint", source -> {
                    endpoint(source, pair.sourceAddress());
                    if (subject instanceof Subject.Workload workload) {
                        source.put("interface_uid", workload.interfaceId());
                    }
                })
                .object("dst_endpoint", destination -> {
                    endpoint(destination, pair.destinationAddress());
                    destination.put("port", pair.destinationPort());
                })
                .object(
                        "data",
                        data -> data.put("connections", pair.count())
                                .put("median_bytes_out", pair.bytesOut())
                                .put("median_bytes_in", pair.bytesIn())
                                .put("first", pair.first().toString())
                                .put("last", pair.last().toString()));
    }

    private static void lookups(JsonLine json, Evidence.Lookups lookups) {
        json.object("query", query -> query.put("hostname", lookups.domain()).put("type", lookups.types()));
        json.object("src_endpoint", source -> endpoint(source, lookups.sourceAddress()));
        json.object("data", data -> data.put("names", lookups.names()));
    }

    private static void report(JsonLine json, Evidence.Report report) {
        json.put("uid", report.uid()).put("name", report.title());
        json.object("src_endpoint", source -> endpoint(source, report.address()));
        json.object(
                "data",
                data -> data.put("source", report.source())
                        .put("remote", report.remote())
                        .put("count", report.count())
                        .put("first", report.first().toString())
                        .put("last", report.last().toString()));
    }

    private static String protocolName(int number) {
        return switch (number) {
            case 1 -> "icmp";
            case 6 -> "tcp";
            case 17 -> "udp";
            case 58 -> "ipv6-icmp";
            default -> "";
        };
    }

    /// An address, or the name of the service that called in its place.
    private static void endpoint(JsonLine json, String address) {
        boolean isAddress =
                address.indexOf(':') >= 0 || ADDRESS_V4.matcher(address).matches();
        json.put(isAddress ? "ip" : "svc_name", address.isEmpty() ? "Unknown" : address);
    }
}
