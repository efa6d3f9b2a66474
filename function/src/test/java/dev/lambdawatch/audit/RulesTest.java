package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.sigma.Correlation;
import dev.lambdawatch.sigma.Described;
import dev.lambdawatch.sigma.Rule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Each shipped rule against its own samples: `rules/NAME/finds/` must be found by it and
/// `rules/NAME/silent/` must not.
class RulesTest {
    private static final Path RULES = Path.of("src/main/resources/rules");
    private static final Path SAMPLES = Path.of("src/test/resources/rules");
    private static final List<Rule> SHIPPED = ShippedRules.all();
    private static final Estate ESTATE = new Estate(
            Set.of("111122223333"),
            "arn:aws:lambda:eu-west-1:111122223333:function:lambdawatch-",
            Set.of("arn:aws:cloudtrail:eu-west-1:111122223333:trail/org-trail", "fl-0a1b2c3d4e5f60718"));
    private static final Audit SINGLE_CALLS = Audit.of(new Rulebook(SHIPPED, List.of(), List.of(), allOn()), ESTATE);

    @Test
    void theListNamesEveryRuleFile() throws IOException {
        assertThat(Files.readAllLines(RULES.resolve("list.txt"))).isEqualTo(names(RULES, ".yml"));
    }

    @Test
    void aRuleIsNamedLikeItsFile() throws IOException {
        assertThat(everything().map(rule -> rule.name() + ".yml").sorted().toList())
                .isEqualTo(names(RULES, ".yml"));
    }

    @Test
    void everyRuleSaysWhatAResponderNeeds() {
        for (Described rule : everything().toList()) {
            assertThat(rule.custom())
                    .as(rule.name())
                    .containsKeys("headline", "why", "runbook", "attack_version", "lane");
            assertThat(rule.custom().get("lane")).as(rule.name()).isIn("A", "B");
            assertThat(rule.falsePositives()).as(rule.name()).isNotEmpty();
            assertThat(rule.tags()).as(rule.name()).anyMatch(tag -> tag.matches("attack\\.t\\d{4}.*"));
        }
    }

    /// Version 19 of ATT&CK split defence evasion; SigmaHQ's rules carry the new ids since April 2026.
    @Test
    void techniquesAreThoseOfTheVersionThatARuleNames() {
        for (Described rule : everything().toList()) {
            assertThat(rule.custom()).as(rule.name()).containsEntry("attack_version", "19");
            assertThat(rule.tags())
                    .as(rule.name())
                    .doesNotContain("attack.defense-evasion", "attack.t1070.001", "attack.t1070.002")
                    .noneMatch(tag -> tag.startsWith("attack.t1562"));
        }
    }

    @Test
    void aRuleInDryRunSaysSo() {
        assertThat(SHIPPED.stream().filter(rule -> rule.name().endsWith("_strict")))
                .isNotEmpty()
                .allMatch(rule -> Stage.of(rule) == Stage.DRY_RUN);
        assertThat(SHIPPED.stream().filter(rule -> !rule.name().endsWith("_strict")))
                .allMatch(rule -> Stage.of(rule) == Stage.ON);
    }

    @Test
    void aRuleNamesTheDerivedFieldsThatItReads() throws IOException {
        for (Rule rule : SHIPPED) {
            String yaml = Files.readString(RULES.resolve(rule.name() + ".yml"));
            Set<String> read = new TreeSet<>();
            for (DerivedField field : DerivedField.values()) {
                if (yaml.contains(" " + field.path() + ":")) {
                    read.add(field.path());
                }
            }
            assertThat(new TreeSet<>((List<?>) rule.custom().get("derived_fields")))
                    .as(rule.name())
                    .isEqualTo(read);
        }
    }

    @TestFactory
    Stream<DynamicTest> findsItsSamples() {
        return samples(
                "finds",
                (rule, sample, found) ->
                        assertThat(found).as("%s must find %s", rule, sample).contains(rule));
    }

    @TestFactory
    Stream<DynamicTest> isSilentOnOthers() {
        return samples(
                "silent",
                (rule, sample, found) -> assertThat(found)
                        .as("%s must be silent on %s", rule, sample)
                        .doesNotContain(rule));
    }

    private static Stream<Described> everything() {
        return Stream.concat(SHIPPED.stream(), ShippedRules.correlations().stream());
    }

    /// Rules in dry-run have samples like all others.
    private static Map<String, Stage> allOn() {
        return SHIPPED.stream().collect(Collectors.toMap(Rule::name, rule -> Stage.ON));
    }

    @FunctionalInterface
    private interface Verdict {
        void check(String rule, Path sample, List<String> found);
    }

    private static Stream<DynamicTest> samples(String kind, Verdict verdict) {
        return everything()
                .map(rule -> DynamicTest.dynamicTest(rule.name() + " " + kind, () -> {
                    Path folder = SAMPLES.resolve(rule.name()).resolve(kind);
                    assertThat(folder).as("samples of %s", rule.name()).isDirectory();
                    List<String> names = names(folder, remembers(rule) ? ".jsonl" : ".json");
                    assertThat(names).as("samples in %s", folder).isNotEmpty();
                    for (String name : names) {
                        Path sample = folder.resolve(name);
                        verdict.check(rule.name(), sample, found(auditFor(rule), sample));
                    }
                }));
    }

    /// What remembers calls has samples of several, each of which meets an audit of its own.
    private static boolean remembers(Described rule) {
        return switch (rule) {
            case Correlation _ -> true;
            case Rule one -> DerivedField.restsOnHabits(one.condition().fields());
        };
    }

    private static Audit auditFor(Described rule) {
        return remembers(rule) ? Audit.of(ShippedRules.book(), ESTATE) : SINGLE_CALLS;
    }

    private static List<String> found(Audit audit, Path sample) {
        List<Finding> findings = new ArrayList<>();
        int calls = Calling.read(audit, sample, findings::add);
        assertThat(calls).as("calls in %s", sample).isPositive();
        return findings.stream().map(finding -> finding.detection().name()).toList();
    }

    private static List<String> names(Path folder, String suffix) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(suffix) || name.endsWith(suffix + ".gz"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
