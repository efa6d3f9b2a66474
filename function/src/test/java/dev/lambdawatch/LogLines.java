package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.LambdaLogger;
import java.util.List;

/// A function's log as a list of its lines.
record LogLines(List<String> lines) implements LambdaLogger {
    @Override
    public void log(String message) {
        lines.add(message);
    }

    @Override
    public void log(byte[] message) {
        throw new UnsupportedOperationException("only texts are logged");
    }
}
