package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;

/// What the records behind a finding say, as plain text.
record EvidenceText(Finding finding, Detail detail) {

    /// What happened, counted.
    String what() {
        Map<String, Integer> calls = new LinkedHashMap<>();
        long connections = 0;
        long names = 0;
        Set<String> reports = new LinkedHashSet<>();
        int failed = 0;
        Set<String> errors = new LinkedHashSet<>();
        for (Evidence item : finding.evidence()) {
            switch (item) {
                case Evidence.Call call -> {
                    calls.merge(call.api(), 1, Integer::sum);
                    if (!call.errorCode().isEmpty()) {
                        failed++;
                        errors.add(call.errorCode());
                    }
                }
                case Evidence.Connections pair -> connections += pair.count();
                case Evidence.Lookups lookups -> names += lookups.names();
                case Evidence.Report report -> reports.add(report.source() + ": " + report.title());
            }
        }
        StringJoiner what = new StringJoiner(", ");
        detail.of(List.copyOf(calls.entrySet()))
                .forEach(call -> what.add(value(call.getKey()) + (call.getValue() == 1 ? "" : " x" + call.getValue())));
        if (failed > 0) {
            String codes = String.join(", ", detail.of(List.copyOf(errors)));
            what.add((failed == finding.evidence().size() ? "" : failed + " of them ") + "failed: " + value(codes));
        }
        if (connections > 0) {
            what.add(connections + " connections");
        }
        if (names > 0) {
            what.add(names + (names == 1 ? " name" : " names") + " asked for");
        }
        detail.of(List.copyOf(reports)).forEach(report -> what.add(value(report)));
        return what + (finding.resource().isEmpty() ? "" : "  on " + value(finding.resource()));
    }

    /// From where, each place once.
    List<String> from() {
        return distinct(item -> switch (item) {
            case Evidence.Call call ->
                call.sourceAddress() + (call.userAgent().isEmpty() ? "" : " with " + call.userAgent());
            case Evidence.Connections pair -> pair.sourceAddress();
            case Evidence.Lookups lookups -> lookups.sourceAddress();
            case Evidence.Report report -> report.address();
        });
    }

    /// To where, each place once.
    List<String> to() {
        return distinct(item -> switch (item) {
            case Evidence.Call _ -> "";
            case Evidence.Connections pair -> destination(pair);
            case Evidence.Lookups lookups -> lookups.domain();
            case Evidence.Report report -> report.remote();
        });
    }

    /// Doubles are found before anything is escaped: there may be many records and few callers.
    private List<String> distinct(Function<Evidence, String> part) {
        Set<String> parts = new LinkedHashSet<>();
        finding.evidence().stream().map(part).filter(text -> !text.isEmpty()).forEach(parts::add);
        List<String> shown = new ArrayList<>();
        detail.of(List.copyOf(parts)).forEach(text -> shown.add(value(text)));
        if (shown.size() < parts.size()) {
            shown.add(AlertText.andMore(parts.size() - shown.size()));
        }
        return shown;
    }

    /// One record on one line.
    String line(Evidence item) {
        return switch (item) {
            case Evidence.Call call -> line(call);
            case Evidence.Connections pair ->
                "%s to %s  %s -> %s  %s connections, median %s B out, %s B in"
                        .formatted(
                                pair.first(),
                                pair.last(),
                                value(pair.sourceAddress()),
                                value(destination(pair)),
                                pair.count(),
                                pair.bytesOut(),
                                pair.bytesIn());
            case Evidence.Lookups lookups ->
                "%s to %s  %s -> %s  %s different names, types %s"
                        .formatted(
                                lookups.first(),
                                lookups.last(),
                                value(lookups.sourceAddress()),
                                value(lookups.domain()),
                                lookups.names(),
                                value(lookups.types()));
            case Evidence.Report report -> line(report);
        };
    }

    private String line(Evidence.Call call) {
        StringJoiner text = new StringJoiner("  ");
        AlertText.add(text, "", call.time() + "  " + value(call.api()));
        AlertText.add(text, "", call.errorCode().isEmpty() ? "" : "failed: " + value(call.errorCode()));
        AlertText.add(text, "", value(call.region().equals(finding.region()) ? "" : call.region()));
        AlertText.add(text, "account ", value(call.account().equals(finding.account()) ? "" : call.account()));
        AlertText.add(text, "event ", value(call.eventId()));
        return text.toString();
    }

    private String line(Evidence.Report report) {
        StringJoiner text = new StringJoiner("  ");
        text.add(report.first() + " to " + report.last());
        AlertText.add(text, "to ", value(report.remote()));
        text.add("seen " + report.count() + (report.count() == 1 ? " time" : " times"));
        AlertText.add(text, value(report.source()) + " ", value(report.uid()));
        return text.toString();
    }

    private static String destination(Evidence.Connections pair) {
        return pair.destinationAddress() + " port " + pair.destinationPort() + protocol(pair.protocol());
    }

    private static String protocol(int number) {
        return switch (number) {
            case 6 -> " TCP";
            case 17 -> " UDP";
            default -> " protocol " + number;
        };
    }

    private String value(String text) {
        return Escaping.value(text, detail.characters());
    }
}
