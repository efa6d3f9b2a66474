package dev.lambdawatch.cli;

import dev.lambdawatch.finding.Severity;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.TypeConversionException;

/// `lambdawatch`: see the package for its contract.
@Command(
        name = "lambdawatch",
        description = "Watches AWS Lambda for abuse and VPC flow logs for beacons through serverless platforms.",
        subcommands = {
            ReplayCommand.class,
            DemoCommand.class,
            RulesCommand.class,
            LearnCommand.class,
            BacktestCommand.class,
            RangesCommand.class
        },
        mixinStandardHelpOptions = true,
        versionProvider = Main.Version.class,
        scope = ScopeType.INHERIT,
        exitCodeOnInvalidInput = Main.BAD_USAGE,
        exitCodeOnExecutionException = Main.FAILED)
public final class Main {
    static final int FAILED = 1;
    static final int FINDING_MET = 2;
    static final int BAD_USAGE = 64;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(writer(FileDescriptor.out), writer(FileDescriptor.err), arguments));
    }

    /// Runs a command and returns its exit code.
    static int run(PrintWriter out, PrintWriter err, String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setOut(out);
        line.setErr(err);
        line.setCaseInsensitiveEnumValuesAllowed(true);
        // A file may be called `@x`, and what is in it is no argument.
        line.setExpandAtFiles(false);
        line.registerConverter(Severity.class, Main::severity);
        line.registerConverter(Instant.class, Main::instant);
        line.setExecutionExceptionHandler((failure, command, result) -> {
            // What failed is often a file that somebody else named: nothing of it may steer a terminal.
            command.getErr().println("lambdawatch: " + Terminal.plain(Failure.text(failure)));
            return FAILED;
        });
        if (arguments.length == 0) {
            line.usage(err);
            return BAD_USAGE;
        }
        int code = line.execute(arguments);
        out.flush();
        err.flush();
        if (out.checkError()) {
            err.println("lambdawatch: cannot write to standard output");
            err.flush();
            return FAILED;
        }
        return code;
    }

    private static Severity severity(String level) {
        try {
            return Severity.parse(level);
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }

    private static Instant instant(String time) {
        try {
            return Instant.parse(time);
        } catch (DateTimeException _) {
            throw new TypeConversionException("a time is wanted, as 2026-01-31T10:00:00Z, not '" + time + "'");
        }
    }

    private static PrintWriter writer(FileDescriptor to) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(to), StandardCharsets.UTF_8));
    }

    /// The version that the jar was built as.
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            String version = Main.class.getPackage().getImplementationVersion();
            return new String[] {"lambdawatch " + (version == null ? "(not packaged)" : version)};
        }
    }
}
