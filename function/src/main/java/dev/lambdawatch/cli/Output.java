package dev.lambdawatch.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Where a command prints its result: to standard output, or to a file.
final class Output {
    @Spec(Spec.Target.MIXEE)
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec command;

    @Option(names = "--output", paramLabel = "FILE", description = "Write there instead of to standard output.")
    private Optional<Path> file = Optional.empty();

    /// What is printed.
    @FunctionalInterface
    interface Result {
        void print(PrintWriter out) throws IOException;
    }

    boolean isFile() {
        return file.isPresent();
    }

    /// Prints it whole.
    ///
    /// @throws IOException if the file cannot be written, naming it
    void print(Result result) throws IOException {
        if (file.isEmpty()) {
            PrintWriter out = command.commandLine().getOut();
            result.print(out);
            out.flush();
            return;
        }
        try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(file.get()))) {
            result.print(out);
            if (out.checkError()) {
                throw new IOException("cannot write to " + file.get());
            }
        }
    }
}
