package dev.lambdawatch.sigma;

import java.io.Serial;

/// Ends the reading of one document; the door turns it into a [Refusal].
final class RefusedException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    private final int line;

    /// @param line of the file, from 1
    RefusedException(int line, String reason) {
        super(reason);
        this.line = line;
    }

    int line() {
        return line;
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
