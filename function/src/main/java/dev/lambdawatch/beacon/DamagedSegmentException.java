package dev.lambdawatch.beacon;

import java.io.IOException;

/// Bytes that are no segment, or no longer one. Reading them again will not help; the others can
/// still be read.
public final class DamagedSegmentException extends IOException {
    private static final long serialVersionUID = 1L;

    DamagedSegmentException(String message) {
        super(message);
    }

    DamagedSegmentException(String message, Throwable cause) {
        super(message, cause);
    }
}
