package dev.lambdawatch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/// A small file that the command line names, read whole.
final class GivenFile {
    private GivenFile() {}

    /// The bytes of a file.
    ///
    /// @param most how many it may have
    /// @throws IOException if it cannot be read, or has more
    static byte[] bytes(Path file, int most) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new IOException(
                        String.format(Locale.ROOT, "such a file has at most %,d bytes, this has more", most));
            }
            return bytes;
        }
    }
}
