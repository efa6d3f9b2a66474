package dev.lambdawatch.audit;

import dev.lambdawatch.sigma.Parsed;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.Sigma;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The rules that come with the product, one Sigma file each.
public final class ShippedRules {
    private ShippedRules() {}

    /// All of them, in the order of their names.
    public static List<Rule> all() {
        List<Rule> rules = new ArrayList<>();
        // A class path cannot list a folder, so the folder's names stand in a file; a test holds them equal.
        for (String name : read("list.txt").lines().toList()) {
            Parsed parsed = Sigma.parse(name, read(name));
            if (!parsed.refusals().isEmpty()) {
                throw new IllegalStateException("a shipped rule is refused: " + parsed.refusals());
            }
            rules.addAll(parsed.rules());
        }
        return List.copyOf(rules);
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
