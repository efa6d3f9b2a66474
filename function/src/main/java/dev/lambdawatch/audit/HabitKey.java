package dev.lambdawatch.audit;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/// Names a habit.
///
/// @param respect what it is about
/// @param of      whose it is: `arn:aws:lambda:...:orders-api UpdateFunctionCode`; of at most
///     [#LONGEST] characters
public record HabitKey(Respect respect, String of) {
    /// Longer names end in a hash.
    public static final int LONGEST = 512;

    /// In which respect somebody or something may be usual.
    public enum Respect {
        /// Whether changes and invocations of an account are recorded at all, and since when.
        ACCOUNT,
        /// What a principal does in an account.
        CALLER,
        /// Who does one thing to a function.
        FUNCTION,
        /// From where a principal calls.
        NETWORK,
        /// In which Regions of an account functions are changed or invoked.
        REGION
    }

    public HabitKey {
        of = shortened(of);
    }

    /// A text, or the beginning of a long one and its hash: an attacker chooses names.
    static String shortened(String text) {
        if (text.length() <= LONGEST) {
            return text;
        }
        String hash =
                UUID.nameUUIDFromBytes(text.getBytes(StandardCharsets.UTF_8)).toString();
        return text.substring(0, LONGEST - hash.length() - 1) + "~" + hash;
    }

    /// One line that differs for every key.
    @Override
    public String toString() {
        return respect + " " + of;
    }
}
