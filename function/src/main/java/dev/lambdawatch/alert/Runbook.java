package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Subject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The next steps of a detection with the values of one finding filled in.
///
/// A command is printed only if it can be run as it stands: every placeholder has a value, each
/// value may be an argument ([Escaping#isArgument]), and none stands inside quotes of the command,
/// where quoting it would break it. Otherwise a sentence says what was missing. A comment at the
/// command's end (`# keep the evidence`) says what it is for.
///
/// Besides the finding's facts there are `account`, `region`, `resource`, `id`, `rule`, `first`,
/// `last`, `principal`, `source`, and where they apply `function`, `interface`, `destination`,
/// `port`.
final class Runbook {

    /// A step as it is shown.
    sealed interface Step {
        record Sentence(String text) implements Step {}

        /// A line for a shell.
        ///
        /// @param purpose what it is for, from the command's own comment; may be empty
        /// @param line    as it is to be run
        record Command(String purpose, String line) implements Step {}
    }

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_.-]*)}");
    private static final Pattern FUNCTION = Pattern.compile("arn:[a-z-]+:lambda:[^:]*:[^:]*:function:([^:]+)(:.*)?");
    private static final String COMMAND = "$ ";

    /// A command and its comment, unless there are quotes in what looks like one.
    private static final Pattern COMMENT = Pattern.compile("(.*?\\S)\\s+#\\s+([^'\"`]+)");

    private static final int VALUE = 256;
    private static final char NONE = '\0';

    private final Map<String, String> values;

    private Runbook(Map<String, String> values) {
        this.values = values;
    }

    static List<Step> of(Finding finding) {
        Runbook runbook = new Runbook(values(finding));
        return finding.detection().runbook().stream().map(runbook::step).toList();
    }

    private static Map<String, String> values(Finding finding) {
        Map<String, String> values = new LinkedHashMap<>(finding.facts());
        values.put("account", finding.account());
        values.put("region", finding.region());
        values.put("resource", finding.resource());
        values.put("id", finding.id());
        values.put("rule", finding.detection().id());
        values.put("first", finding.first().toString());
        values.put("last", finding.last().toString());
        values.put("principal", finding.subject().key());
        function(finding).ifPresent(name -> values.put("function", name));
        if (finding.subject() instanceof Subject.Workload workload) {
            values.put("interface", workload.interfaceId());
        }
        switch (finding.evidence().getFirst()) {
            case Evidence.Call call -> values.put("source", call.sourceAddress());
            case Evidence.Connections pair -> {
                values.put("source", pair.sourceAddress());
                values.put("destination", pair.destinationAddress());
                values.put("port", Integer.toString(pair.destinationPort()));
            }
            case Evidence.Lookups lookups -> values.put("source", lookups.sourceAddress());
            case Evidence.Report report -> {
                values.put("source", report.address());
                values.put("destination", report.remote());
            }
        }
        return values;
    }

    /// The name of the function that the finding is about, if it is about one.
    static Optional<String> function(Finding finding) {
        Matcher arn = FUNCTION.matcher(finding.resource());
        return arn.matches() ? Optional.of(arn.group(1)) : Optional.empty();
    }

    private Step step(String template) {
        if (!template.startsWith(COMMAND)) {
            return new Step.Sentence(sentence(template));
        }
        Matcher parts = COMMENT.matcher(template.substring(COMMAND.length()));
        boolean commented = parts.matches();
        String command = commented ? parts.group(1) : template.substring(COMMAND.length());
        String purpose = commented ? capitalized(sentence(parts.group(2))) : "";
        Set<String> missing = new TreeSet<>();
        PLACEHOLDER.matcher(command).results().map(match -> match.group(1)).forEach(name -> {
            if (!Escaping.isArgument(values.getOrDefault(name, ""))) {
                missing.add(name);
            }
        });
        if (missing.isEmpty() && !quotesAPlaceholder(command)) {
            return new Step.Command(purpose, filled(command, Escaping::shell));
        }
        String reason = missing.isEmpty()
                ? "a placeholder stands inside quotes"
                : "the records give no usable " + String.join(", ", missing);
        return new Step.Sentence((commented ? purpose : "Command") + " (left out: " + reason + ")");
    }

    private String sentence(String template) {
        return filled(template, value -> Escaping.value(value, VALUE));
    }

    private static String capitalized(String text) {
        return text.isEmpty() ? "" : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private String filled(String template, UnaryOperator<String> escape) {
        return PLACEHOLDER.matcher(template).replaceAll(match -> {
            String value = values.getOrDefault(match.group(1), "");
            return Matcher.quoteReplacement(value.isEmpty() ? "(not recorded)" : escape.apply(value));
        });
    }

    /// Whether a placeholder stands where the shell would not take its quotes as such: inside
    /// quotes, or behind a backslash or a dollar sign. Inside `"$(...)"` the shell starts anew.
    private static boolean quotesAPlaceholder(String command) {
        Matcher placeholder = PLACEHOLDER.matcher(command);
        Deque<Character> open = new ArrayDeque<>();
        char before = NONE;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            char inside = open.isEmpty() ? NONE : open.peek();
            boolean unsafe = "'\"`".indexOf(inside) >= 0 || before == '\\' || before == '$';
            if (unsafe && placeholder.region(i, command.length()).lookingAt()) {
                return true;
            }
            boolean escaped = before == '\\' && inside != '\'';
            if (!escaped && c == inside) {
                open.pop();
            } else if (!escaped && inside != '\'') {
                if (c == '"' || c == '`' || (c == '\'' && inside != '"')) {
                    open.push(c);
                } else if (c == '(' && before == '$') {
                    open.push(')');
                }
            }
            before = escaped ? NONE : c;
        }
        return false;
    }
}
