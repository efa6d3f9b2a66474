package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Examines calls that come together, those of one trail file or event. What they add up to is
/// counted in memory and written at the end, so what is remembered of many calls costs as much as
/// of one. Mutable, for one thread.
public final class Examiner {
    /// Calls that are held, each as often as correlations count it, until what they add up to is
    /// written: some 30 MB of calls of a usual size.
    private static final int HELD = 10_000;

    /// And the characters of what rules may ask of these calls.
    private static final long HELD_CHARACTERS = 16_000_000;

    private final Audit audit;
    private final Audit.Notes notes;
    private long characters;
    private @Nullable RuntimeException failure;

    Examiner(Audit audit, Audit.Notes notes) {
        this.audit = audit;
        this.notes = notes;
    }

    /// Hands every finding of a call to the verdicts. The call must come from [Audit#reader()].
    ///
    /// An exception of the verdicts ends the call's examination and is the caller's to handle.
    ///
    /// @param now      decides which filters are in force
    /// @param verdicts hear of it at once; and until [#remember] ends, of what the call adds up to
    ///     with calls that another function has written of meanwhile
    public void examine(ApiCall call, Instant now, Verdicts verdicts) {
        int before = notes.windows().held();
        try {
            audit.examine(call, now, verdicts, notes);
        } finally {
            makeRoom(call, notes.windows().held() > before);
        }
    }

    private void makeRoom(ApiCall call, boolean isHeld) {
        characters += isHeld ? call.captured().characters() : 0;
        if (notes.windows().held() >= HELD || characters >= HELD_CHARACTERS) {
            writeWindows();
        }
    }

    private void writeWindows() {
        characters = 0;
        try {
            notes.windows().write();
        } catch (RuntimeException e) {
            failure = failure == null ? e : failure;
        }
    }

    /// Remembers what was counted: to be called when all calls are examined, once. A replay need not.
    ///
    /// @throws RuntimeException if what is remembered could not be read or written; then the same
    ///     calls have to come again
    public void remember() {
        writeWindows();
        notes.paces().remember();
        if (failure != null) {
            throw failure;
        }
    }
}
