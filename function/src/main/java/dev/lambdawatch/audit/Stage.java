package dev.lambdawatch.audit;

import dev.lambdawatch.sigma.Described;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/// How far a rule has come: a rule's own key `stage`, `on` where it has none.
public enum Stage {
    OFF,
    /// What it finds is counted and told to nobody.
    DRY_RUN,
    ON;

    /// The stage that a rule's file gives it.
    ///
    /// @throws IllegalArgumentException if the file names one that does not exist
    static Stage of(Described rule) {
        return rule.custom().containsKey("stage") ? parse(rule.custom().get("stage") + "") : ON;
    }

    /// The stage of this name.
    ///
    /// @param text `off`, `dry-run` or `on`
    /// @throws IllegalArgumentException for any other text
    public static Stage parse(String text) {
        return Arrays.stream(values())
                .filter(stage -> stage.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a stage is one of "
                        + Arrays.stream(values()).map(Stage::text).collect(Collectors.joining(", "))
                        + ", not '"
                        + text
                        + "'"));
    }

    /// As it stands in a file.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
