package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.alert.Alert;
import dev.lambdawatch.alert.Alerts;
import dev.lambdawatch.alert.Chronicle;
import dev.lambdawatch.alert.Incidents;
import dev.lambdawatch.alert.Policy;
import dev.lambdawatch.alert.Sightings;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.sigma.Correlation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Attacks as they run, from the tools' and reports' own order of calls, and what daily work looks
/// like beside them: `sequences/*.jsonl`.
class SequencesTest {
    private static final Path SEQUENCES = Path.of("src/test/resources/sequences");

    @ParameterizedTest
    @CsvSource({
        "s01_pacu_enumeration, lambda_enumerated, MEDIUM",
        "s02_pacu_backdoor, lambda_function_created_with_inline_code, HIGH",
        "s02_pacu_backdoor, lambda_trigger_by_rule, MEDIUM",
        "s03_administrators_role, lambda_role_powerful, HIGH",
        "s03_administrators_role, lambda_code_changed_then_invoked, CRITICAL",
        "s04_code_overwritten, lambda_code_changed, HIGH",
        "s05_opened_to_everyone, lambda_policy_public, CRITICAL",
        "s06_foreign_layer, lambda_layer_foreign, HIGH",
        "s07_listed_read_invoked, lambda_listed_read_invoked, MEDIUM",
        "s08_stolen_key, enumeration_denied, MEDIUM",
        "s09_writes_denied, lambda_changes_denied, MEDIUM",
        "s10_scarleteel, lambda_enumerated_then_downloaded, HIGH",
        "s11_takeover_in_eight_minutes, lambda_code_changed, HIGH",
        "s11_takeover_in_eight_minutes, lambda_code_changed_then_invoked, CRITICAL",
        "s12_public_url, lambda_url_public, HIGH",
        "s13_monitor_silenced, monitor_tampered, CRITICAL",
        "s14_enumerate_and_test, lambda_listed_then_invoked, MEDIUM",
        "s15_enumerate_denied, lambda_list_functions_denied, MEDIUM",
        "l11_regions, lambda_enumerated_across_regions, MEDIUM",
        "l12_code_of_many, lambda_code_downloaded_in_bulk, MEDIUM",
        "l13_configuration_of_many, lambda_configuration_read_in_bulk, MEDIUM",
        "l16_key_in_two_places, function_credentials_elsewhere, HIGH",
        "l18_many_deleted, lambda_functions_deleted, HIGH"
    })
    void anAttackIsFound(String sequence, String rule, Severity severity) {
        assertThat(findings(SEQUENCES.resolve(sequence + ".jsonl")))
                .anyMatch(finding -> finding.detection().name().equals(rule) && finding.severity() == severity);
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void anAttackIsOneIncident(Path sequence) {
        Chronicle chronicle = Chronicle.of(findings(sequence), Policy.STANDARD);

        assertThat(chronicle.size()).isEqualTo(1);
        assertThat(findings(sequence))
                .filteredOn(finding -> finding.severity().atLeast(Severity.MEDIUM))
                .allMatch(finding -> chronicle.of(finding).isPresent());
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void anAttackIsToldOnceForEachSeverityThatItReaches(Path sequence) {
        List<Alert> alerts = alerts(findings(sequence));

        assertThat(alerts)
                .extracting(alert -> Severity.parse(alert.attributes().getOrDefault("severity", "")))
                .isNotEmpty()
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void theSameRecordsByTheOtherLaneTellNothingMore(Path sequence) {
        List<Finding> once = findings(sequence);
        List<Finding> twice = new ArrayList<>(once);
        twice.addAll(once);

        assertThat(alerts(twice)).hasSameSizeAs(alerts(once));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "silent_attack_on_other_services",
                "silent_console_page_in_every_region",
                "silent_console_page_of_a_function",
                "silent_console_page_of_root",
                "silent_deployment",
                "silent_deployment_by_pipelines",
                "silent_dry_run",
                "silent_exercise_without_its_detonation",
                "silent_reads_slowly",
                "silent_service_linked_roles",
                "silent_service_permitted_for_one_source",
                "silent_step_functions_and_events",
                "silent_terraform_of_a_person"
            })
    void dailyWorkIsSilent(String sequence) {
        assertThat(findings(SEQUENCES.resolve(sequence + ".jsonl")).stream()
                        .filter(finding -> finding.severity().atLeast(Severity.MEDIUM))
                        .map(finding -> finding.detection().name()))
                .isEmpty();
    }

    @Test
    void aBurstIsToldWithAllItsCalls() {
        Finding burst = findings(SEQUENCES.resolve("s09_writes_denied.jsonl")).stream()
                .filter(finding -> finding.detection().name().equals("lambda_changes_denied"))
                .findFirst()
                .orElseThrow();

        assertThat(burst.headline()).isEqualTo("3 different changes of Lambda denied to bob in 4 min");
        assertThat(burst.evidence()).hasSize(3);
        assertThat(burst.facts())
                .containsEntry("apis", "UpdateFunctionCode, UpdateFunctionConfiguration, AddPermission");
    }

    @Test
    void theWholeBurstIsItsEvidence() {
        Finding burst = Finding.merge(findings(SEQUENCES.resolve("s01_pacu_enumeration.jsonl")).stream()
                .filter(finding -> finding.detection().name().equals("lambda_enumerated"))
                .toList());

        // Of 24 reads those that deployment tools make as well, GetFunction and GetPolicy, do not count.
        assertThat(burst.evidence()).hasSize(16);
        assertThat(burst.headline()).startsWith("Lambda looked over by bob: 14 different reads");
    }

    @Test
    void everyCorrelationThatIsToldHasASequence() throws IOException {
        Set<String> found = new TreeSet<>();
        try (Stream<Path> files = Files.list(SEQUENCES)) {
            files.flatMap(file -> findings(file).stream())
                    .forEach(finding -> found.add(finding.detection().name()));
        }
        assertThat(ShippedRules.correlations().stream().map(Correlation::name))
                .filteredOn(name -> !name.equals("reads_denied"))
                .isSubsetOf(found);
    }

    @Test
    void everySequenceHasItsLineHere() throws IOException {
        String lines = Files.readString(Path.of("src/test/java/dev/lambdawatch/audit/SequencesTest.java"));
        try (Stream<Path> files = Files.list(SEQUENCES)) {
            assertThat(files.map(file -> file.getFileName().toString().replace(".jsonl", "")))
                    .allMatch(name -> lines.contains('"' + name + '"') || lines.contains('"' + name + ','));
        }
    }

    /// What people are told of findings as they come.
    private static List<Alert> alerts(List<Finding> findings) {
        List<Alert> told = new ArrayList<>();
        AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
        Alerts alerts = Alerts.of(
                Policy.STANDARD, Sightings.inMemory(), Incidents.inMemory(), told::add, (_, _) -> {}, now::get);
        for (Finding finding : findings) {
            now.set(finding.last());
            alerts.accept(finding);
        }
        return told;
    }

    static Stream<Path> attacks() throws IOException {
        try (Stream<Path> files = Files.list(SEQUENCES)) {
            return files.filter(file -> file.getFileName().toString().matches("s\\d\\d_.*")).sorted().toList().stream();
        }
    }

    private static List<Finding> findings(Path sequence) {
        Audit audit = Audit.of(
                ShippedRules.book(),
                new Estate(Set.of(), "arn:aws:lambda:eu-west-1:111122223333:function:lambdawatch-", Set.of()));
        List<Finding> findings = new ArrayList<>();
        Calling.read(audit, sequence, findings::add);
        return findings;
    }
}
