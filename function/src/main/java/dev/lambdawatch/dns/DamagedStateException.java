package dev.lambdawatch.dns;

import java.io.IOException;

/// Bytes that are no stored state, or no longer one. Reading them again will not help; the others
/// can still be read.
public final class DamagedStateException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedStateException(String message) {
        super(message);
    }

    DamagedStateException(String message, Throwable cause) {
        super(message, cause);
    }
}
