package dev.lambdawatch;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/// What the end-to-end suite needs and a machine may lack: a container engine, LocalStack's image,
/// the SAM CLI.
///
/// Where one is missing, the suite is left out and says so; with `CI=true` that is a failure.
public final class Prerequisites {
    /// The last release that starts without a token. Another may be named by `-Dlocalstack.image`;
    /// `LOCALSTACK_AUTH_TOKEN` is handed on.
    private static final String IMAGE = System.getProperty("localstack.image", "localstack/localstack:4.14.0");

    private Prerequisites() {}

    /// A running LocalStack.
    public static LocalStackContainer emulator() {
        if (!DockerClientFactory.instance().isDockerAvailable()) {
            leaveOut("no container engine answers", "start Docker, or set DOCKER_HOST to an engine");
        }
        try {
            LocalStackContainer emulator = container();
            emulator.start();
            return emulator;
        } catch (RuntimeException e) {
            leaveOut(IMAGE + " does not start (" + rootOf(e) + ")", "docker pull " + IMAGE);
            throw e;
        }
    }

    /// The command that runs the SAM CLI: `-Dsam=PATH`, or `sam` on the path.
    public static Path samCli() {
        Optional<Path> sam = Stream.concat(
                        Stream.ofNullable(System.getProperty("sam")).map(Path::of),
                        Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                                .map(folder -> Path.of(folder, "sam")))
                .filter(Files::isExecutable)
                .findFirst();
        if (sam.isEmpty()) {
            leaveOut(
                    "the SAM CLI is not on the path",
                    "pip install aws-sam-cli==1.170.0 (in a virtual environment), or mvn verify -Dsam=/path/to/sam");
        }
        return sam.orElseThrow();
    }

    @SuppressWarnings("resource") // handed to the caller
    private static LocalStackContainer container() {
        LocalStackContainer container = new LocalStackContainer(
                        DockerImageName.parse(IMAGE).asCompatibleSubstituteFor("localstack/localstack"))
                // The functions ask for arm64; the emulator runs them on whatever machine this is.
                .withEnv("LAMBDA_IGNORE_ARCHITECTURE", "1");
        String token = System.getenv("LOCALSTACK_AUTH_TOKEN");
        return token == null ? container : container.withEnv("LOCALSTACK_AUTH_TOKEN", token);
    }

    private static String rootOf(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return String.valueOf(root.getMessage()).lines().findFirst().orElse("no reason given");
    }

    /// Ends the suite here, and says at the end of the build's output what was not tested.
    private static void leaveOut(String reason, String remedy) {
        String text = "End-to-end tests left out: " + reason + ".\nTo run them: " + remedy + "; then mvn verify again.";
        if ("true".equals(System.getenv("CI"))) {
            Assertions.fail(text);
        }
        System.out.println("\n" + framed(text) + "\n");
        Assumptions.abort(text);
    }

    private static String framed(String text) {
        String rule = "*".repeat(100);
        List<String> lines = new ArrayList<>(List.of(rule));
        text.lines().map(line -> "* " + line).forEach(lines::add);
        lines.add(rule);
        return String.join("\n", lines);
    }
}
