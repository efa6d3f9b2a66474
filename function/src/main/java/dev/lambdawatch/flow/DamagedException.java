package dev.lambdawatch.flow;

import java.io.IOException;

/// The object itself is damaged, as opposed to a stream that failed: reading it again would not
/// help, and what was read before stays.
final class DamagedException extends IOException {
    private static final long serialVersionUID = 1;

    private final boolean last;

    /// @param last whether what is behind the damage cannot be read either
    DamagedException(String message, boolean last) {
        super(message);
        this.last = last;
    }

    boolean isLast() {
        return last;
    }
}
