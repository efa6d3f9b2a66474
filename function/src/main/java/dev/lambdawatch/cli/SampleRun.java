package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Estate;
import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.audit.Stage;
import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.sigma.Rule;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// One rule against its samples.
///
/// @param finds  samples that it must find, and how many it found
/// @param silent samples on which it must be silent, and on how many it was
/// @param faults what went wrong, one a sample
record SampleRun(Score finds, Score silent, List<String> faults) {

    record Score(int right, int all) {}

    /// Runs the samples in `NAME/finds` and `NAME/silent` beside the rule's file, where `NAME` is
    /// the file's name without its ending.
    static SampleRun of(Rule rule, Path file) throws IOException {
        Path samples = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.ya?ml$", ""));
        // In whatever stage it ships: its samples say what it finds, not whether that is told.
        Rulebook alone = new Rulebook(List.of(rule), List.of(), List.of(), Map.of(rule.name(), Stage.ON));
        Audit audit = Audit.of(alone, Estate.UNKNOWN);
        List<String> faults = new ArrayList<>();
        Score finds = score(audit, samples.resolve("finds"), true, faults);
        Score silent = score(audit, samples.resolve("silent"), false, faults);
        return new SampleRun(finds, silent, faults);
    }

    boolean passed() {
        return finds.all > 0 && silent.all > 0 && faults.isEmpty();
    }

    String verdict() {
        String counts = "finds %d/%d, silent %d/%d".formatted(finds.right, finds.all, silent.right, silent.all);
        if (finds.all == 0 || silent.all == 0) {
            return counts + ": it needs samples of both kinds";
        }
        return faults.isEmpty() ? counts : counts + ": " + String.join("; ", faults);
    }

    private static Score score(Audit audit, Path folder, boolean wanted, List<String> faults) throws IOException {
        if (!Files.isDirectory(folder)) {
            return new Score(0, 0);
        }
        int right = 0;
        int all = 0;
        try (Stream<Path> samples = Files.list(folder)) {
            for (Path sample : samples.sorted().toList()) {
                all++;
                if (found(audit, sample, faults) == wanted) {
                    right++;
                } else {
                    faults.add((wanted ? "does not find " : "is not silent on ") + sample.getFileName());
                }
            }
        }
        return new Score(right, all);
    }

    private static boolean found(Audit audit, Path sample, List<String> faults) throws IOException {
        AtomicInteger findings = new AtomicInteger();
        try (InputStream in = Files.newInputStream(sample)) {
            audit.reader().read(sample.toString(), in, new Calls() {
                @Override
                public void call(ApiCall call) {
                    audit.examine(call, finding -> findings.incrementAndGet());
                }

                @Override
                public void skipped(String place, long index, String reason) {
                    faults.add(place + " record " + index + ": " + reason);
                }
            });
        }
        return findings.get() > 0;
    }
}
