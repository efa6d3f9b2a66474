package dev.lambdawatch.sigma;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The text of one document and where it stands.
///
/// @param linesBefore lines of the file before it
record Source(String file, String text, int linesBefore) {

    /// The documents of a file. A line `---` separates them wherever it stands: YAML forbids it
    /// within a document, even in a block of text. So a document that is broken does not hide the
    /// next.
    static List<Source> of(String file, String yaml) {
        List<Source> sources = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        int begins = 0;
        int line = 0;
        for (String content : yaml.lines().toList()) {
            if (isSeparator(content)) {
                sources.add(new Source(file, text.toString(), begins));
                text.setLength(0);
                begins = line;
            }
            text.append(content).append('\n');
            line++;
        }
        sources.add(new Source(file, text.toString(), begins));
        return sources.stream().filter(source -> !source.isEmpty()).toList();
    }

    private static boolean isSeparator(String line) {
        return line.startsWith("---") && (line.length() == 3 || Character.isWhitespace(line.charAt(3)));
    }

    /// Nothing but comments, directives and separators.
    private boolean isEmpty() {
        return text.lines()
                .map(String::strip)
                .allMatch(line -> line.isEmpty()
                        || line.startsWith("#")
                        || line.startsWith("%")
                        || line.equals("---")
                        || line.equals("..."));
    }

    /// File and line: `rules/a.yml:12`.
    ///
    /// @param line of the file, from 1
    String place(int line) {
        return file + ":" + line;
    }

    /// 64 hexadecimal digits of the SHA-256 of the text, whatever ends its lines.
    String hash() {
        return Sha256.hex(text.strip().getBytes(StandardCharsets.UTF_8));
    }
}
