package dev.lambdawatch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The SAM CLI, run in the project's root as a user runs it. What it prints is kept under
/// `target/e2e/` and shown where a command fails.
final class SamCli {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Path WORK = ROOT.resolve("target/e2e");
    private static final Pattern OUTPUT =
            Pattern.compile("\"OutputKey\": \"(?<key>[^\"]+)\",\\s+\"OutputValue\": \"(?<value>[^\"]*)\"");

    private final Path command;
    private final Map<String, String> environment;

    /// @param environment endpoint, Region and credentials
    SamCli(Path command, Map<String, String> environment) {
        this.command = command;
        this.environment = Map.copyOf(environment);
    }

    void build() {
        // Away from .aws-sam, where a user's own build may be waiting for its deployment.
        run("build", "--no-cached", "--build-dir", WORK.resolve("build").toString());
    }

    /// Deploys what was built.
    ///
    /// @param parameters of the template: `Name=value`
    void deploy(String stack, String... parameters) {
        deploy(WORK.resolve("build/template.yaml"), stack, parameters);
    }

    /// Deploys a template as it is, named from the project's root.
    void deployPlain(String template, String stack, String... parameters) {
        deploy(ROOT.resolve(template), stack, parameters);
    }

    private void deploy(Path template, String stack, String... parameters) {
        List<String> line = new ArrayList<>(List.of(
                "deploy",
                // Beside the built template there is none.
                "--config-file",
                ROOT.resolve("samconfig.toml").toString(),
                "--template-file",
                template.toString(),
                "--stack-name",
                stack,
                "--no-confirm-changeset",
                "--no-progressbar",
                "--parameter-overrides"));
        line.addAll(List.of(parameters));
        run(line.toArray(String[]::new));
    }

    /// The outputs of a deployed stack by their names.
    Map<String, String> outputs(String stack) {
        Map<String, String> outputs = new TreeMap<>();
        Matcher output = OUTPUT.matcher(run("list", "stack-outputs", "--stack-name", stack, "--output", "json"));
        while (output.find()) {
            outputs.put(output.group("key"), output.group("value"));
        }
        return outputs;
    }

    private String run(String... arguments) {
        List<String> line = new ArrayList<>(List.of(command.toString()));
        line.addAll(List.of(arguments));
        try {
            Files.createDirectories(WORK);
            Path log = WORK.resolve("sam-" + arguments[0] + ".log");
            ProcessBuilder process = new ProcessBuilder(line)
                    .directory(ROOT.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            process.environment().keySet().removeIf(name -> name.startsWith("AWS_"));
            process.environment().putAll(environment);
            process.environment().put("SAM_CLI_TELEMETRY", "0");
            int code = process.start().waitFor();
            String printed = Files.readString(log);
            if (code != 0) {
                throw new IllegalStateException("sam " + arguments[0] + " ended with " + code + ":\n" + printed);
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while sam ran", e);
        }
    }
}
