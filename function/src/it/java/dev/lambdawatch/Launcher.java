package dev.lambdawatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The project's own command line, run as a user runs it.
final class Launcher {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Launcher() {}

    /// What `replay --format ocsf` prints for a folder: a finding a line.
    static String replay(Path folder) {
        try {
            Process process = new ProcessBuilder(
                            "./lambdawatch", "replay", "--format", "ocsf", "--quiet", folder.toString())
                    .directory(ROOT.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int code = process.waitFor();
            if (code != 0) {
                throw new AssertionError("replay ended with " + code + " and printed: " + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while replay ran", e);
        }
    }
}
