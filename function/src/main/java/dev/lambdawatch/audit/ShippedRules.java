package dev.lambdawatch.audit;

import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Parsed;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.Sigma;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The rules that come with the product, one Sigma file each.
public final class ShippedRules {
    private ShippedRules() {}

    /// The rules, in the order of their names.
    public static List<Rule> all() {
        return book().rules();
    }

    /// What the rules add up to over time, in the order of the names.
    public static List<Correlation> correlations() {
        return book().correlations();
    }

    /// Rules and correlations, each in the stage that its file says, without filters.
    public static Rulebook book() {
        return Once.BOOK;
    }

    /// Read when it is first asked for, and then kept: nothing in it changes.
    private static final class Once {
        private static final Rulebook BOOK = read();
    }

    private static Rulebook read() {
        List<Parsed> files = parsed();
        return new Rulebook(
                files.stream().flatMap(parsed -> parsed.rules().stream()).toList(),
                files.stream().flatMap(parsed -> parsed.correlations().stream()).toList(),
                List.of(),
                Map.of());
    }

    private static List<Parsed> parsed() {
        List<Parsed> files = new ArrayList<>();
        // A class path cannot list a folder, so the folder's names stand in a file; a test holds them equal.
        for (String name : read("list.txt").lines().toList()) {
            Parsed parsed = Sigma.parse(name, read(name));
            if (!parsed.refusals().isEmpty()) {
                throw new IllegalStateException("a shipped rule is refused: " + parsed.refusals());
            }
            files.add(parsed);
        }
        return List.copyOf(files);
    }

    private static String read(String name) {
        try (InputStream resource = ShippedRules.class.getResourceAsStream("/rules/" + name)) {
            if (resource == null) {
                throw new IllegalStateException("the jar lacks rules/" + name);
            }
            return new String(resource.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read rules/" + name, e);
        }
    }
}
