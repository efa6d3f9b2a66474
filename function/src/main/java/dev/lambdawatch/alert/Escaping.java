package dev.lambdawatch.alert;

import java.util.regex.Pattern;

/// Makes text that an attacker may have chosen harmless for where it goes.
///
/// A text goes two steps: first it becomes one harmless line for people ([#line], [#value],
/// [#ascii]), then, where the place has a syntax of its own, that line is encoded for it ([#chat],
/// [#html]). Machines and shells get it as it was recorded ([#json], [#shell]). All patterns run in
/// linear time.
final class Escaping {
    /// What a clipped text ends in.
    static final String CUT = "...";

    /// `AKIA` begins the id of a long-term access key, `ASIA` that of a session; both are masked
    /// wherever they stand, also inside a session name.
    private static final Pattern ACCESS_KEY =
            Pattern.compile("(?<![A-Za-z0-9])(A[KS]IA)[A-Z0-9]{9,124}([A-Z0-9]{3})(?![A-Za-z0-9])");

    /// What makes a signed URL a credential.
    private static final Pattern SIGNATURE =
            Pattern.compile("(?i)\\b(X-Amz-(?:Signature|Security-Token|Credential)=)[^&\\s\"']++");

    private static final Pattern SCHEME = Pattern.compile("(?i)\\b(h)tt(ps?)://|://");

    /// A dot of what mail programs take for a host name: followed by a label that could be the
    /// last one. Browsers take three more characters for a dot.
    private static final Pattern HOST_DOT = Pattern.compile("(?<=[\\p{L}\\p{N}-])[.\u3002\uff0e\uff61]"
            + "(?=(?:\\p{L}{2,63}|(?i:xn--)[\\p{L}\\p{N}-]{1,59})(?![\\p{L}\\p{N}-]))");

    private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+\\.amazonaws\\.com");

    private static final String SHELL_PLAIN = "./:@,+_-";

    private Escaping() {}

    /// One line for people: no control, format or unassigned characters, spaces single, keys
    /// masked, at most `limit` characters.
    static String line(String text, int limit) {
        return clip(masked(visible(start(text, limit))), limit);
    }

    /// As [#line], and links are defanged: `hxxps[:]//evil[.]example`.
    static String value(String text, int limit) {
        // Cut last: a cut host name may be another host name.
        return clip(defanged(masked(visible(start(text, limit)))), limit);
    }

    /// As [#value], in printable ASCII: any other character is a `?`.
    static String ascii(String text, int limit) {
        StringBuilder out = new StringBuilder();
        value(text, limit).codePoints().forEach(c -> out.append(c < 0x7f ? (char) c : '?'));
        return out.toString();
    }

    /// A [#line] or [#value] for chat: nothing that Slack or Teams take for Markdown, a link or a
    /// mention. Their escapes differ, so the characters are replaced by others that look alike.
    static String chat(String line) {
        StringBuilder out = new StringBuilder(line.length() + 16);
        char before = ' ';
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            out.append(chatCharacter(c, before));
            before = c;
        }
        return out.toString();
    }

    private static String chatCharacter(char c, char before) {
        boolean insideWord = Character.isLetterOrDigit(before);
        return switch (c) {
            case '<' -> "‹";
            case '>' -> "›";
            case '[' -> "(";
            case ']' -> ")";
            case '`' -> "'";
            case '*' -> "∗";
            case '~' -> "∼";
            case '|' -> "¦";
            case '\\' -> "/";
            case '&' -> "+";
            case '#' -> insideWord ? "#" : "(#)";
            case '@' -> insideWord ? "@" : "(at)";
            case '_' -> insideWord ? "_" : "-";
            default -> String.valueOf(c);
        };
    }

    /// A [#line] or [#value] between tags or in a quoted attribute of HTML.
    static String html(String line) {
        StringBuilder out = new StringBuilder(line.length() + 16);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    /// Text for machines: as recorded but for halves of surrogate pairs, which no encoder takes,
    /// and for signatures of URLs. The JSON generator escapes the rest.
    static String json(String text, int limit) {
        String whole = SIGNATURE.matcher(clip(text, limit)).replaceAll("$1" + CUT);
        for (int i = 0; i < whole.length(); i++) {
            if (Character.isSurrogate(whole.charAt(i))) {
                return withoutHalves(whole);
            }
        }
        return whole;
    }

    private static String withoutHalves(String text) {
        StringBuilder out = new StringBuilder(text.length());
        text.codePoints().forEach(c -> out.appendCodePoint(isHalf(c) ? 0xfffd : c));
        return out.toString();
    }

    /// One word of a POSIX shell. Quotes protect from the shell only: see [#isArgument].
    static String shell(String value) {
        boolean plain =
                !value.isEmpty() && value.chars().allMatch(c -> isAsciiLetterOrDigit(c) || SHELL_PLAIN.indexOf(c) >= 0);
        return plain ? value : "'" + value.replace("'", "'\\''") + "'";
    }

    /// Whether a value may stand in a command at all: it survives [#line] unchanged, so that what
    /// is seen is what runs; it is no option (`--endpoint-url`) and no reference that the AWS CLI
    /// would load (`file://`).
    static boolean isArgument(String value) {
        return !value.isEmpty()
                && value.length() <= 512
                && !value.startsWith("-")
                && !value.contains("://")
                && value.equals(line(value, 512));
    }

    /// The text with at most `limit` characters, cut between code points and marked as cut.
    static String clip(String text, int limit) {
        if (text.length() <= limit) {
            return text;
        }
        int end = Math.max(0, limit - CUT.length());
        if (end > 0 && Character.isHighSurrogate(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(0, end) + CUT.substring(0, Math.min(limit, CUT.length()));
    }

    /// As much of a text as can matter, so that a long one costs no more than a short one: the rest
    /// could show only if nine tenths of this were hidden characters and spaces.
    private static String start(String text, int limit) {
        return text.length() > 10L * limit ? clip(text, 10 * limit) : text;
    }

    private static String visible(String text) {
        StringBuilder out = new StringBuilder(text.length());
        boolean space = false;
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            if (Character.isWhitespace(c) || Character.isSpaceChar(c)) {
                space = true;
            } else if (!isHidden(c)) {
                if (space && !out.isEmpty()) {
                    out.append(' ');
                }
                space = false;
                out.appendCodePoint(isHalf(c) ? 0xfffd : c);
            }
        }
        return out.toString();
    }

    /// Characters that nobody sees and that change what is seen: control, format (bidirectional
    /// marks, zero-width joiners, tags), private, unassigned; fillers and variation selectors,
    /// which Unicode counts among letters and marks.
    private static boolean isHidden(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL, Character.FORMAT, Character.PRIVATE_USE, Character.UNASSIGNED -> true;
            default ->
                c == 0x034f
                        || c == 0x115f
                        || c == 0x1160
                        || c == 0x17b4
                        || c == 0x17b5
                        || c == 0x3164
                        || c == 0xffa0
                        || (c >= 0x180b && c <= 0x180f)
                        || (c >= 0xfe00 && c <= 0xfe0f)
                        || (c >= 0xe0100 && c <= 0xe01ef);
        };
    }

    private static String masked(String text) {
        String keys = ACCESS_KEY.matcher(text).replaceAll("$1" + CUT + "$2");
        return SIGNATURE.matcher(keys).replaceAll("$1" + CUT);
    }

    private static String defanged(String text) {
        String schemes = SCHEME.matcher(text)
                .replaceAll(
                        match -> match.group(1) == null ? "[:]//" : match.group(1) + "xx" + match.group(2) + "[:]//");
        return HOST_DOT.matcher(schemes).replaceAll(match -> isLegible(schemes, match.start()) ? "." : "[.]");
    }

    /// Whether the dot stands in a mail address, or in the name of an AWS service such as
    /// `lambda.amazonaws.com` (one label only: attackers own names below `amazonaws.com` too).
    private static boolean isLegible(String text, int dot) {
        int start = dot;
        while (start > 0 && isHostCharacter(text.charAt(start - 1))) {
            start--;
        }
        int end = dot;
        while (end < text.length() && isHostCharacter(text.charAt(end))) {
            end++;
        }
        boolean mailAddress = start > 0 && text.charAt(start - 1) == '@';
        return mailAddress || SERVICE.matcher(text).region(start, end).matches();
    }

    private static boolean isHostCharacter(char c) {
        return c == '.' || c == '-' || Character.isLetterOrDigit(c);
    }

    private static boolean isHalf(int c) {
        return c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE;
    }

    private static boolean isAsciiLetterOrDigit(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
