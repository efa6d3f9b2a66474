package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Reason;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A finding as a custom notification of Amazon Q Developer in chat applications, version 1.0:
/// what Slack and Teams show.
///
/// The finding's id is the thread, so that a repeat answers the first alert. A command that chat
/// would change is not shown: it stands in the mail.
final class ChatCard {
    private static final Detail CARD = new Detail(2, 160);
    private static final int REASONS = 4;
    private static final int STEPS = 3;
    private static final int TITLE = 200;
    private static final int LINE = 300;

    private ChatCard() {}

    /// The JSON of the notification, at most some 8 KB.
    static String of(Finding finding, Telling telling) {
        return JsonLine.of(
                8 * LINE,
                json -> json.put("version", "1.0")
                        .put("source", "custom")
                        .put("id", finding.id())
                        .object(
                                "content",
                                content -> content.put("textType", "client-markdown")
                                        .put("title", Escaping.chat(AlertText.subject(finding), TITLE))
                                        .put("description", description(finding, telling))
                                        .texts("nextSteps", nextSteps(finding))
                                        .texts("keywords", keywords(finding)))
                        .object(
                                "metadata",
                                metadata -> metadata.put("threadId", finding.id())
                                        .put("summary", Escaping.chat(finding.headline(), TITLE))
                                        .put(
                                                "eventType",
                                                Escaping.chat(
                                                        finding.detection().name(), TITLE))
                                        .texts("relatedResources", keywords(List.of(finding.resource())))));
    }

    /// At most twelve lines.
    private static String description(Finding finding, Telling telling) {
        List<String> lines = new ArrayList<>();
        AlertText.head(finding, CARD).forEach((label, text) -> lines.add(label + ": " + text));
        List<Reason> reasons = finding.reasons();
        reasons.stream()
                .limit(REASONS)
                .map(reason -> "WHY: " + AlertText.reason(reason, CARD.characters()))
                .forEach(lines::add);
        lines.add("ID: " + finding.id() + ", " + telling.sentence());
        return String.join(
                "\n", lines.stream().map(text -> Escaping.chat(text, LINE)).toList());
    }

    private static List<String> nextSteps(Finding finding) {
        return Runbook.of(finding).stream()
                .map(ChatCard::shown)
                .flatMap(Optional::stream)
                .limit(STEPS)
                .toList();
    }

    private static Optional<String> shown(Runbook.Step step) {
        return switch (step) {
            case Runbook.Step.Sentence(String text) -> Optional.of(Escaping.chat(text, LINE));
            case Runbook.Step.Command(String line) ->
                line.equals(Escaping.chat(line, LINE)) ? Optional.of(line) : Optional.empty();
        };
    }

    private static List<String> keywords(Finding finding) {
        return keywords(
                List.of(finding.severity().level(), finding.detection().name(), AlertText.accountName(finding)));
    }

    private static List<String> keywords(List<String> words) {
        return words.stream()
                .filter(word -> !word.isEmpty())
                .map(word -> Escaping.chat(word, CARD.characters()))
                .toList();
    }
}
