package dev.lambdawatch.cli;

import java.io.IOException;
import java.io.InputStream;

/// One object to replay: a file or an object in S3.
///
/// @param place   its path or URL, for messages
/// @param size    its bytes as stored, or 0 where that is not known
/// @param content opens it anew
record Source(String place, long size, Opening content) {

    @FunctionalInterface
    interface Opening {
        InputStream open() throws IOException;
    }

    InputStream open() throws IOException {
        return content.open();
    }
}
