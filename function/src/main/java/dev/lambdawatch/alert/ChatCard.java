package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// A finding as a custom notification of Amazon Q Developer in chat applications, version 1.0:
/// what Slack and Teams show.
///
/// The incident's id is the thread, so that what raises it answers its first alert; a finding of no
/// incident is a thread of its own. A command that chat
/// would change is not shown: the mail has it.
final class ChatCard {
    private static final Detail CARD = new Detail(2, 160);
    private static final int REASONS = 4;
    private static final int STEPS = 3;
    private static final int LINE = 300;

    private ChatCard() {}

    /// The JSON of the notification, at most some 8 KB.
    static String of(Finding finding, Decision decision) {
        return JsonLine.of(
                8 * LINE,
                json -> json.put("version", "1.0")
                        .put("source", "custom")
                        .put("id", finding.id())
                        .object(
                                "content",
                                content -> content.put("textType", "client-markdown")
                                        .put("title", Escaping.chat(AlertText.subject(finding)))
                                        .put("description", description(finding, decision))
                                        .texts("nextSteps", nextSteps(finding))
                                        .texts("keywords", keywords(finding)))
                        .object(
                                "metadata",
                                metadata -> metadata.put("threadId", thread(finding, decision))
                                        .put("summary", value(finding.headline()))
                                        .put(
                                                "eventType",
                                                value(finding.detection().name()))
                                        .texts("relatedResources", keywords(List.of(finding.resource())))));
    }

    /// At most twelve lines.
    private static String description(Finding finding, Decision decision) {
        List<String> lines = new ArrayList<>();
        AlertText.head(finding, CARD).forEach((label, text) -> lines.add(label + ": " + text));
        List<Reason> reasons = finding.reasons();
        reasons.stream()
                .limit(REASONS)
                .map(reason -> "WHY: " + AlertText.reason(reason, CARD.characters()))
                .forEach(lines::add);
        related(finding, decision).ifPresent(lines::add);
        lines.add("ID: " + finding.id() + ", " + decision.telling().sentence());
        return String.join("\n", lines.stream().map(ChatCard::shown).toList());
    }

    /// The severest of the other findings of the incident, and how many there are.
    private static Optional<String> related(Finding finding, Decision decision) {
        List<Related> others = decision.others(finding);
        return others.stream()
                .max(Comparator.comparing(Related::severity))
                .map(severest -> "RELATED: %d findings of the same principal since %s, %s %s among them"
                        .formatted(
                                others.size(),
                                others.getFirst().time(),
                                severest.severity().level(),
                                severest.rule()));
    }

    private static String thread(Finding finding, Decision decision) {
        return decision.incident().map(Incident::id).orElse(finding.id());
    }

    private static List<String> nextSteps(Finding finding) {
        return Runbook.of(finding).stream()
                .map(step -> switch (step) {
                    case Runbook.Step.Sentence(String text) -> shown(text);
                    case Runbook.Step.Command command -> command(command);
                })
                .filter(text -> !text.isEmpty())
                .limit(STEPS)
                .toList();
    }

    private static String command(Runbook.Step.Command command) {
        String line = command.line();
        String shown = line.equals(shown(line)) ? line : "(the command stands in the mail)";
        return command.purpose().isEmpty() ? shown : shown(command.purpose()) + ": " + shown;
    }

    private static String shown(String line) {
        return Escaping.chat(Escaping.line(line, LINE));
    }

    private static String value(String text) {
        return Escaping.chat(Escaping.value(text, CARD.characters()));
    }

    private static List<String> keywords(Finding finding) {
        return keywords(
                List.of(finding.severity().level(), finding.detection().name(), AlertText.accountName(finding)));
    }

    private static List<String> keywords(List<String> words) {
        return words.stream()
                .filter(word -> !word.isEmpty())
                .map(ChatCard::value)
                .toList();
    }
}
