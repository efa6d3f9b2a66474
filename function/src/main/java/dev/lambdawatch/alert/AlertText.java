package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.finding.Technique;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Function;

/// A finding as plain text, for mail and for a terminal: who, what, where, when, from where, why,
/// and what to do. All times are UTC.
public final class AlertText {
    /// SNS refuses a subject of 100 characters or more, and one with a control character.
    private static final int SUBJECT = 99;

    private static final int ACCOUNT_NAME = 32;
    private static final Set<String> IN_HEAD = Set.of("account_name", "caller_account_name", "organization", "ou");
    private static final int PROSE_WIDTH = 100;
    private static final int LABEL_WIDTH = 7;

    private final Finding finding;
    private final Telling telling;
    private final Detail detail;
    private final StringBuilder out = new StringBuilder();

    private AlertText(Finding finding, Telling telling, Detail detail) {
        this.finding = finding;
        this.telling = telling;
        this.detail = detail;
    }

    /// One line with the verdict and the account: at most 99 characters, all printable ASCII.
    public static String subject(Finding finding) {
        String start = "[" + finding.severity().name() + "] ";
        String account = accountName(finding);
        String end = account.isEmpty() ? "" : " | " + Escaping.ascii(account, ACCOUNT_NAME);
        return start + Escaping.ascii(finding.headline(), SUBJECT - start.length() - end.length()) + end;
    }

    /// The whole alert, lines separated by `\n`; long lists and texts are cut, and say so.
    public static String body(Finding finding) {
        return body(finding, new Telling.First(), Detail.READABLE);
    }

    static String body(Finding finding, Telling telling, Detail detail) {
        return new AlertText(finding, telling, detail).text();
    }

    /// The account's name where it is known, else its number.
    static String accountName(Finding finding) {
        return finding.facts().getOrDefault("account_name", finding.account());
    }

    private String text() {
        out.append(value("[" + finding.severity().name() + "] " + finding.headline()))
                .append("\n\n");
        head().forEach(this::labelled);
        why();
        evidence();
        details();
        next();
        filter();
        out.append("\nID     ")
                .append(finding.id())
                .append("  ")
                .append(telling.sentence())
                .append('\n');
        return out.toString();
    }

    /// Who, what, where and when, on one line each.
    static Map<String, String> head(Finding finding, Detail detail) {
        return new AlertText(finding, new Telling.First(), detail).head();
    }

    private Map<String, String> head() {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("WHO", who());
        head.put("WHAT", what());
        head.put("WHERE", where());
        head.put("WHEN", when());
        head.put("FROM", from());
        head.put("TO", to());
        head.values().removeIf(String::isEmpty);
        return head;
    }

    private String who() {
        Subject subject = finding.subject();
        StringJoiner who = new StringJoiner("  ").setEmptyValue("not recorded");
        add(who, "", value(subject.name()));
        switch (subject) {
            case Subject.Principal principal -> {
                add(who, "", value(principal.kind()));
                add(who, "key ", value(principal.accessKeyId()));
            }
            case Subject.Workload workload -> {
                add(
                        who,
                        "interface ",
                        workload.interfaceId().equals(workload.name()) ? "" : value(workload.interfaceId()));
                add(who, "address ", value(workload.address()));
            }
        }
        if (!subject.account().equals(finding.account())) {
            add(who, "of account ", account(subject.account(), "caller_account_name"));
        }
        return who.toString();
    }

    private String what() {
        Map<String, Integer> calls = new LinkedHashMap<>();
        long connections = 0;
        long names = 0;
        long failed = 0;
        for (Evidence item : finding.evidence()) {
            switch (item) {
                case Evidence.Call call -> {
                    calls.merge(call.api(), 1, Integer::sum);
                    failed += call.errorCode().isEmpty() ? 0 : 1;
                }
                case Evidence.Connections pair -> connections += pair.count();
                case Evidence.Lookups lookups -> names += lookups.names();
            }
        }
        StringJoiner what = new StringJoiner(", ");
        detail.of(List.copyOf(calls.entrySet()))
                .forEach(call -> what.add(value(call.getKey()) + (call.getValue() == 1 ? "" : " x" + call.getValue())));
        if (failed > 0) {
            what.add(failed == finding.evidence().size() ? "refused or failed" : failed + " of them refused or failed");
        }
        if (connections > 0) {
            what.add(connections + " connections");
        }
        if (names > 0) {
            what.add(names + (names == 1 ? " name" : " names") + " asked for");
        }
        return what + (finding.resource().isEmpty() ? "" : "  on " + value(finding.resource()));
    }

    private String where() {
        StringJoiner where = new StringJoiner(" / ").setEmptyValue("not recorded");
        add(where, "", account(finding.account(), "account_name"));
        add(where, "", value(finding.region()));
        add(where, "OU ", value(finding.facts().getOrDefault("ou", "")));
        return where.toString();
    }

    /// An account by its number, with the name in front that a fact gives it.
    private String account(String number, String fact) {
        String name = finding.facts().getOrDefault(fact, "");
        return name.isEmpty() ? value(number) : value(name) + " (" + value(number) + ")";
    }

    private String when() {
        Instant first = finding.first();
        Instant last = finding.last();
        return first.equals(last) ? first.toString() : first + " to " + last;
    }

    private String from() {
        return distinct(item -> switch (item) {
            case Evidence.Call call ->
                call.sourceAddress() + (call.userAgent().isEmpty() ? "" : " with " + call.userAgent());
            case Evidence.Connections pair -> pair.sourceAddress();
            case Evidence.Lookups lookups -> lookups.sourceAddress();
        });
    }

    private String to() {
        return distinct(item -> switch (item) {
            case Evidence.Call _ -> "";
            case Evidence.Connections pair -> destination(pair);
            case Evidence.Lookups lookups -> lookups.domain();
        });
    }

    /// Doubles are found before anything is escaped: there may be many records and few callers.
    private String distinct(Function<Evidence, String> part) {
        Set<String> parts = new LinkedHashSet<>();
        finding.evidence().stream().map(part).filter(text -> !text.isEmpty()).forEach(parts::add);
        List<String> shown = new ArrayList<>();
        detail.of(List.copyOf(parts)).forEach(text -> shown.add(value(text)));
        if (shown.size() < parts.size()) {
            shown.add(andMore(parts.size() - shown.size()));
        }
        return String.join("\n" + " ".repeat(LABEL_WIDTH), shown);
    }

    private void why() {
        Detection detection = finding.detection();
        out.append("\nWHY FLAGGED  rule ").append(line(detection.name()));
        out.append(" (").append(line(detection.id())).append("), version ").append(line(detection.version()));
        for (Technique technique : detail.of(detection.techniques())) {
            out.append(", ATT&CK ")
                    .append(technique.id())
                    .append(" (v")
                    .append(line(technique.version()))
                    .append(')');
        }
        out.append('\n');
        prose(detection.description());
        list(finding.reasons(), this::reason);
        total(finding).ifPresent(points -> out.append("  = ").append(points).append(" points\n"));
        if (!detection.falsePositives().isEmpty()) {
            out.append("  Harmless acts that look the same:\n");
            list(detection.falsePositives(), text -> "- " + line(text));
        }
    }

    private String reason(Reason reason) {
        return "+ " + reason(reason, detail.characters());
    }

    static String reason(Reason reason, int limit) {
        StringBuilder text = new StringBuilder().append(Escaping.line(reason.name(), limit));
        if (!reason.expected().isEmpty()) {
            text.append(": expected ").append(Escaping.value(reason.expected(), limit));
        }
        if (!reason.observed().isEmpty()) {
            text.append(reason.expected().isEmpty() ? ": " : ", got ").append(Escaping.value(reason.observed(), limit));
        }
        reason.points().ifPresent(points -> text.append(String.format(Locale.ROOT, "  %+d", points)));
        return text.toString();
    }

    /// The sum of the reasons' points; empty for a finding that is not scored.
    static OptionalInt total(Finding finding) {
        List<Reason> scored = finding.reasons().stream()
                .filter(reason -> reason.points().isPresent())
                .toList();
        return scored.isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(scored.stream()
                        .mapToInt(reason -> reason.points().getAsInt())
                        .sum());
    }

    private void evidence() {
        out.append("\nEVIDENCE\n");
        list(finding.evidence(), this::evidence);
    }

    private String evidence(Evidence item) {
        return switch (item) {
            case Evidence.Call call -> {
                StringJoiner text = new StringJoiner("  ");
                add(text, "", call.time() + "  " + value(call.api()));
                add(text, "", call.errorCode().isEmpty() ? "" : "failed: " + value(call.errorCode()));
                add(text, "", value(call.region().equals(finding.region()) ? "" : call.region()));
                add(text, "account ", value(call.account().equals(finding.account()) ? "" : call.account()));
                add(text, "event ", value(call.eventId()));
                yield text.toString();
            }
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
        };
    }

    private void details() {
        List<Map.Entry<String, String>> facts = facts(finding);
        if (!facts.isEmpty()) {
            out.append("\nDETAILS\n");
            list(facts, fact -> line(fact.getKey()) + "  " + value(fact.getValue()));
        }
    }

    /// The facts that are not in [#head].
    static List<Map.Entry<String, String>> facts(Finding finding) {
        return finding.facts().entrySet().stream()
                .filter(fact -> !IN_HEAD.contains(fact.getKey()))
                .toList();
    }

    private void next() {
        List<Runbook.Step> steps = Runbook.of(finding);
        if (steps.isEmpty()) {
            return;
        }
        out.append("\nDO NEXT\n");
        List<Runbook.Step> shown = detail.of(steps);
        for (int i = 0; i < shown.size(); i++) {
            out.append("  ")
                    .append(i + 1)
                    .append(' ')
                    .append(step(shown.get(i)))
                    .append('\n');
        }
        more(steps.size() - shown.size());
    }

    private String step(Runbook.Step step) {
        return switch (step) {
            case Runbook.Step.Sentence(String text) -> Escaping.line(text, 4 * detail.characters());
            case Runbook.Step.Command(String purpose, String command) -> {
                // A cut command is another command.
                String shown = command.length() <= 8 * detail.characters() ? command : "(too long to be shown)";
                yield purpose.isEmpty() ? shown : line(purpose) + ":\n      " + shown;
            }
        };
    }

    private void filter() {
        SuggestedFilter.of(finding).ifPresent(yaml -> {
            out.append("\nSUPPRESS  if this is approved: a Sigma filter, to be reviewed; fill in owner and ticket\n");
            yaml.lines().forEach(text -> out.append("  ").append(text).append('\n'));
        });
    }

    private void labelled(String label, String text) {
        out.append(label).repeat(' ', LABEL_WIDTH - label.length()).append(text).append('\n');
    }

    private <T> void list(List<T> items, Function<T, String> text) {
        List<T> shown = detail.of(items);
        shown.forEach(item -> out.append("  ").append(text.apply(item)).append('\n'));
        more(items.size() - shown.size());
    }

    private void more(int count) {
        if (count > 0) {
            out.append("  ").append(andMore(count)).append('\n');
        }
    }

    private static String andMore(int count) {
        return "... and " + count + " more, in the record for machines";
    }

    /// Text of the detection's author, wrapped at spaces.
    private void prose(String text) {
        int column = 0;
        for (String word : Escaping.line(text, 8 * detail.characters()).split(" ")) {
            if (column + word.length() >= PROSE_WIDTH) {
                out.append('\n');
                column = 0;
            }
            out.append(column == 0 ? "  " : " ").append(word);
            column += word.length() + 1;
        }
        out.append(column == 0 ? "" : "\n");
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

    private String line(String text) {
        return Escaping.line(text, detail.characters());
    }

    private String value(String text) {
        return Escaping.value(text, detail.characters());
    }

    private static void add(StringJoiner joiner, String label, String text) {
        if (!text.isEmpty()) {
            joiner.add(label + text);
        }
    }
}
