package dev.lambdawatch.alert;

import java.util.List;
import java.util.Random;

/// Texts as an attacker would choose them, from a seed.
final class HostileText {
    private static final List<String> PIECES = List.of(
            "<script>alert(1)</script>",
            "<!channel>",
            "@here",
            "@everyone",
            "[click](https://evil.example/x)",
            "*bold* _it_ `code` ~s~",
            "'; rm -rf / #",
            "$(id)",
            "`id`",
            "\r\nBcc: victim@example.com",
            "\u0000\u0007\u001b[31m",
            "\u202e\u2066\u200b\u200d\ufeff",
            "\ud83d\ude00",
            "\ud83d",
            "\ude00",
            "\u2028\u2029\u0085",
            "AKIAIOSFODNN7EXAMPLE",
            "www.evil.com",
            "%s %n {account} {hostile}",
            "\\u0022\"\\\\",
            "</td>&amp;",
            "--endpoint-url",
            "a",
            " ",
            "e\u0301\u4e2d\u6587",
            "\udb40\udc41\udb40\udc42",
            "]]>");

    private HostileText() {}

    /// Up to so many pieces, some of them single characters from anywhere.
    static String from(Random random, int pieces) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(pieces + 1); i > 0; i--) {
            if (random.nextBoolean()) {
                text.append(PIECES.get(random.nextInt(PIECES.size())));
            } else {
                text.append((char) random.nextInt(0x10000));
            }
        }
        return text.toString();
    }
}
