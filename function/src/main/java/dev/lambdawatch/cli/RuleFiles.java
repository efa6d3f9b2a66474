package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.content.Library;
import dev.lambdawatch.rule.Screening;
import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Notice;
import dev.lambdawatch.sigma.Parsed;
import dev.lambdawatch.sigma.Refusal;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.Sigma;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A folder of Sigma files: every `.yml` and `.yaml` at or below it, in the order of their names; or
/// one file, whatever its name.
///
/// @param files what each holds
record RuleFiles(List<RuleFile> files) {

    /// @param path   the file
    /// @param parsed what it holds; a document that is not in force is among the refusals
    record RuleFile(Path path, Parsed parsed) {

        /// What of it can be used.
        Rulebook.Screened screened() {
            return Screening.of(new Rulebook(parsed.rules(), parsed.correlations(), parsed.filters(), Map.of()));
        }
    }

    /// Reads them all; a file that is no text is refused like one that is no Sigma.
    ///
    /// @throws IOException if the folder, or anything in it, cannot be read, naming it: to go on with
    ///     fewer rules or filters than there are would be to find less, or more, than was asked for
    static RuleFiles below(Path folder) throws IOException {
        FileTree tree = FileTree.at(folder);
        for (IOException failure : tree.unreadable().values()) {
            throw failure;
        }
        List<RuleFile> files = new ArrayList<>();
        for (Path path : tree.files().keySet()) {
            if (path.equals(folder) || isSigma(path)) {
                files.add(new RuleFile(path, parsed(path)));
            }
        }
        return new RuleFiles(files);
    }

    private static boolean isSigma(Path path) {
        return path.toString().endsWith(".yml") || path.toString().endsWith(".yaml");
    }

    List<Rule> rules() {
        return files.stream().flatMap(file -> file.parsed().rules().stream()).toList();
    }

    List<Correlation> correlations() {
        return files.stream()
                .flatMap(file -> file.parsed().correlations().stream())
                .toList();
    }

    List<Filter> filters() {
        return files.stream().flatMap(file -> file.parsed().filters().stream()).toList();
    }

    List<Refusal> refusals() {
        return files.stream().flatMap(file -> file.parsed().refusals().stream()).toList();
    }

    List<Notice> notices() {
        return files.stream().flatMap(file -> file.parsed().notices().stream()).toList();
    }

    /// Says what is not in force, and what its author should look at.
    void warn(Diagnostics diagnostics) {
        refusals()
                .forEach(refusal -> diagnostics.warn(
                        refusal.place() + ": '" + refusal.title() + "' is refused: " + refusal.reason()));
        notices()
                .forEach(notice ->
                        diagnostics.warn(notice.place() + ": look at '" + notice.title() + "': " + notice.text()));
    }

    /// As the deployed monitor reads it: a file that is too large is refused there as well.
    private static Parsed parsed(Path path) throws IOException {
        long bytes = Files.size(path);
        if (bytes > Library.LARGEST_FILE) {
            String reason = "a file has at most " + Library.LARGEST_FILE + " bytes, this has " + bytes;
            Refusal refusal = new Refusal(path.toString(), "", reason);
            return new Parsed(List.of(), List.of(), List.of(), List.of(refusal), List.of());
        }
        try {
            return Sigma.parse(path.toString(), Files.readString(path));
        } catch (CharacterCodingException e) {
            throw new IOException(path + ": a Sigma file is UTF-8 text, this is not", e);
        }
    }
}
