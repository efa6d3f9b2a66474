package dev.lambdawatch.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The accounts that vendors say are theirs, `accounts/vendors.txt` and, of those who publish layers,
/// `accounts/layers.txt`: they name a foreign account in
/// an alert, and tell a vendor's layer from a stranger's.
final class Vendors {
    private static final List<String> TABLES = List.of("/accounts/vendors.txt", "/accounts/layers.txt");
    private static final Map<String, String> NAMES = read();

    private Vendors() {}

    /// The vendor of an account, twelve digits.
    static Optional<String> of(String account) {
        return Optional.ofNullable(NAMES.get(account));
    }

    private static Map<String, String> read() {
        Map<String, String> names = new HashMap<>();
        TABLES.forEach(table -> read(table, names));
        return Map.copyOf(names);
    }

    private static void read(String table, Map<String, String> names) {
        text(table)
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .forEach(line -> {
                    int bar = line.indexOf('|');
                    for (String account : line.substring(bar + 1).strip().split(" ")) {
                        names.put(account, line.substring(0, bar).strip());
                    }
                });
    }

    private static String text(String table) {
        try (InputStream in = Vendors.class.getResourceAsStream(table)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + table);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + table, e);
        }
    }
}
