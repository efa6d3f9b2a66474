package dev.lambdawatch.cli;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Why something failed, in words: the platform often names a file and leaves out the reason.
final class Failure {
    private Failure() {}

    /// The reason with the file that the failure names, if it names one.
    static String text(Throwable failure) {
        return failure instanceof FileSystemException file && file.getFile() != null
                ? file.getFile() + ": " + reason(file)
                : reason(failure);
    }

    /// The reason alone.
    static String reason(Throwable failure) {
        return switch (failure) {
            case AccessDeniedException _ -> "no permission to read or write it";
            case NoSuchFileException file when file.getReason() == null -> "there is no such file or folder";
            case FileSystemException file when file.getReason() != null -> file.getReason();
            case JacksonException json -> "damaged JSON" + place(json) + ": " + json.getOriginalMessage();
            default -> String.valueOf(failure.getMessage());
        };
    }

    private static String place(JacksonException json) {
        JsonLocation location = json.getLocation();
        return location == null ? "" : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /// Reads what an option of the command line names.
    @FunctionalInterface
    interface Reading<T> {
        T read() throws IOException;
    }

    /// What the reading of a file gives.
    ///
    /// @throws IOException if it fails, naming the file
    static <T> T naming(Path file, Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException(file + ": " + reason(e), e);
        }
    }
}
