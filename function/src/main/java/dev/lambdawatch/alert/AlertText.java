package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.finding.Technique;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.StringJoiner;
import java.util.function.Consumer;

/// A finding as plain text, for mail and for a terminal: who, what, where, when, from where, why,
/// and what to do; below that what it rests on. All times are UTC.
public final class AlertText {
    /// SNS refuses a subject of 100 characters or more, and one with a control character.
    private static final int SUBJECT = 99;

    private static final int ACCOUNT_NAME = 32;
    private static final Set<String> IN_HEAD = Set.of("account_name", "caller_account_name", "organization", "ou");
    private static final int WIDTH = 100;
    private static final String INDENT = "  ";

    /// How much longer than a value from a record may be what the author of a rule wrote.
    private static final int PROSE = 8;

    private static final int SENTENCE = 4;
    private static final int LABEL_WIDTH = 7;
    private static final String BELOW = "\n" + " ".repeat(LABEL_WIDTH);

    private final Finding finding;
    private final Decision decision;
    private final Detail detail;
    private final EvidenceText records;
    private final StringBuilder out = new StringBuilder();

    private AlertText(Finding finding, Decision decision, Detail detail) {
        this.finding = finding;
        this.decision = decision;
        this.detail = detail;
        this.records = new EvidenceText(finding, detail);
    }

    /// One line with the verdict and the account: at most 99 characters, all printable ASCII.
    public static String subject(Finding finding) {
        String start = "[" + finding.severity().name() + "] ";
        String account = accountName(finding);
        String end = account.isEmpty() ? "" : " | " + Escaping.ascii(account, ACCOUNT_NAME);
        return start + Escaping.ascii(finding.headline(), SUBJECT - start.length() - end.length()) + end;
    }

    /// The name of whoever a finding is about, on one line.
    public static String who(Finding finding) {
        return Escaping.value(finding.subject().name(), Detail.READABLE.characters());
    }

    /// The whole alert, lines separated by `\n`; long lists and texts are cut, and say so.
    public static String body(Finding finding) {
        return body(finding, Decision.of(new Telling.First()), Detail.READABLE);
    }

    static String body(Finding finding, Decision decision, Detail detail) {
        return new AlertText(finding, decision, detail).text();
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
        related();
        next();
        evidence();
        details();
        filter();
        identity();
        return out.toString();
    }

    /// Who, what, where and when, on one line each.
    static Map<String, String> head(Finding finding, Detail detail) {
        return new AlertText(finding, Decision.of(new Telling.First()), detail).head();
    }

    private Map<String, String> head() {
        Map<String, String> head = new LinkedHashMap<>();
        head.put("WHO", who());
        head.put("WHAT", records.what());
        head.put("WHERE", where());
        head.put("WHEN", when());
        head.put("FROM", String.join(BELOW, records.from()));
        head.put("TO", String.join(BELOW, records.to()));
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

    private void why() {
        Detection detection = finding.detection();
        out.append("\nWHY FLAGGED  rule ").append(line(detection.name()));
        StringJoiner techniques = new StringJoiner(", ", ", ATT&CK ", "").setEmptyValue("");
        detail.of(detection.techniques()).forEach(technique -> techniques.add(line(name(technique))));
        out.append(techniques).append('\n');
        wrapped("", Escaping.line(detection.description(), PROSE * detail.characters()));
        list(finding.reasons(), reason -> wrapped("+ ", reason(reason, detail.characters())));
        total(finding).ifPresent(points -> out.append("  = ").append(points).append(" points\n"));
        if (!detection.falsePositives().isEmpty()) {
            out.append("  Harmless acts that look the same:\n");
            list(detection.falsePositives(), text -> wrapped("- ", line(text)));
        }
    }

    /// A technique with the version of ATT&CK in which it is called so.
    static String name(Technique technique) {
        return technique.version().isEmpty() ? technique.id() : technique.id() + " (v" + technique.version() + ")";
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
        return finding.reasons().stream().anyMatch(reason -> reason.points().isPresent())
                ? OptionalInt.of(finding.points())
                : OptionalInt.empty();
    }

    /// What else the same principal did: the story that this finding is part of.
    private void related() {
        List<Related> others = decision.others(finding);
        if (others.isEmpty()) {
            return;
        }
        Incident incident = decision.incident().orElseThrow();
        out.append("\nRELATED  what else this principal did, without an hour's rest; the last alert of it was ");
        out.append(incident.severity().level())
                .append(", ")
                .append(incident.told())
                .append('\n');
        list(others, other -> listed(related(other)));
        more(incident.more());
    }

    private String related(Related other) {
        StringJoiner text = new StringJoiner("  ");
        add(text, "", other.time() + "  " + other.severity().level() + "  " + line(other.rule()));
        add(text, "", value(other.resource()));
        add(text, "x", other.times() == 1 ? "" : Integer.toString(other.times()));
        return text.toString();
    }

    private void evidence() {
        out.append("\nEVIDENCE\n");
        list(finding.evidence(), item -> listed(records.line(item)));
    }

    private void details() {
        List<Map.Entry<String, String>> facts = facts(finding);
        if (!facts.isEmpty()) {
            out.append("\nDETAILS\n");
            list(facts, fact -> listed(line(fact.getKey()) + "  " + value(fact.getValue())));
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
            step(i + 1 + " ", shown.get(i));
        }
        more(steps.size() - shown.size());
    }

    private void step(String number, Runbook.Step step) {
        switch (step) {
            case Runbook.Step.Sentence(String text) ->
                wrapped(number, Escaping.line(text, SENTENCE * detail.characters()));
            case Runbook.Step.Command(String purpose, String command) -> {
                // A cut command is another command.
                String shown = command.length() <= PROSE * detail.characters() ? command : "(too long to be shown)";
                if (purpose.isEmpty()) {
                    listed(number + shown);
                } else {
                    wrapped(number, line(purpose) + ":");
                    listed("    " + shown);
                }
            }
        }
    }

    private void filter() {
        SuggestedFilter.of(finding).ifPresent(yaml -> {
            out.append("\nSUPPRESS\n");
            wrapped("", SuggestedFilter.ADVICE);
            yaml.lines().forEach(this::listed);
        });
    }

    /// What machines and their keepers know it by.
    private void identity() {
        out.append('\n');
        labelled("ID", finding.id() + "  " + decision.telling().sentence());
        decision.incident().ifPresent(incident -> labelled("", "incident " + incident.id()));
        labelled("", "rule " + line(finding.detection().id()));
        labelled("", "version " + line(finding.detection().version()));
    }

    private void labelled(String label, String text) {
        out.append(label).repeat(' ', LABEL_WIDTH - label.length()).append(text).append('\n');
    }

    private <T> void list(List<T> items, Consumer<T> line) {
        List<T> shown = detail.of(items);
        shown.forEach(line);
        more(items.size() - shown.size());
    }

    private void more(int count) {
        if (count > 0) {
            listed(andMore(count));
        }
    }

    static String andMore(int count) {
        return "... and " + count + " more, in the OCSF record";
    }

    /// What is to be copied stays on one line, however long.
    private void listed(String text) {
        out.append(INDENT).append(text).append('\n');
    }

    /// What is to be read is broken at spaces; the lines after the first hang below its text.
    private void wrapped(String bullet, String text) {
        out.append(INDENT).append(bullet);
        int left = INDENT.length() + bullet.length();
        int column = left;
        for (String word : text.split(" ", -1)) {
            if (column > left && column + word.length() >= WIDTH) {
                out.append('\n').repeat(' ', left);
                column = left;
            }
            if (column > left) {
                out.append(' ');
                column++;
            }
            out.append(word);
            column += word.length();
        }
        out.append('\n');
    }

    private String line(String text) {
        return Escaping.line(text, detail.characters());
    }

    private String value(String text) {
        return Escaping.value(text, detail.characters());
    }

    static void add(StringJoiner joiner, String label, String text) {
        if (!text.isEmpty()) {
            joiner.add(label + text);
        }
    }
}
