package dev.lambdawatch.audit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The accounts that vendors say are theirs, `accounts/vendors.txt`: they name a foreign account in
/// an alert, and tell a vendor's layer from a stranger's.
final class Vendors {
    private static final String TABLE = "/accounts/vendors.txt";
    private static final Map<String, String> NAMES = read();

    private Vendors() {}

    /// The vendor of an account, twelve digits.
    static Optional<String> of(String account) {
        return Optional.ofNullable(NAMES.get(account));
    }

    private static Map<String, String> read() {
        Map<String, String> names = new HashMap<>();
        text().lines().filter(line -> !line.isBlank() && !line.startsWith("#")).forEach(line -> {
            int bar = line.indexOf('|');
            for (String account : line.substring(bar + 1).strip().split(" ")) {
                names.put(account, line.substring(0, bar).strip());
            }
        });
        return Map.copyOf(names);
    }

    private static String text() {
        try (InputStream in = Vendors.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + TABLE);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + TABLE, e);
        }
    }
}
