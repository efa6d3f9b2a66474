package dev.lambdawatch;

import static dev.lambdawatch.CloudFormation.at;
import static dev.lambdawatch.CloudFormation.json;
import static dev.lambdawatch.CloudFormation.list;
import static dev.lambdawatch.CloudFormation.map;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.event.ruler.Ruler;

/// The way of a call through an Organization: the forwarder's rule on the default bus of a member,
/// then the monitor's rule on the central bus. A pattern that differs on the way loses calls, and
/// nothing says so.
class ForwarderTest {
    private static final CloudFormation MONITOR = read("../template.yaml");
    private static final CloudFormation FORWARDER = read("../infrastructure/member-forwarder.yaml");

    private static final Object AUDIT = Map.of("Fn::Sub", "${AuditFunction.Alias}");

    private static final Map<String, Map<String, Object>> FORWARDING = FORWARDER.resources("AWS::Events::Rule");
    private static final Map<String, Map<String, Object>> CENTRAL = MONITOR.resources("AWS::Events::Rule");

    @ParameterizedTest
    @ValueSource(strings = {"ManagementCalls", "TamperingCalls", "GuardDutyFindings"})
    void whatTheAuditHearsAtHomeItHearsFromEverywhere(String kind) {
        Object atHome =
                at(MONITOR.resources("AWS::Serverless::Function"), "AuditFunction", "Events", kind, "Properties");

        assertThat(json(at(FORWARDING, kind + "Rule", "EventPattern"))).isEqualTo(json(at(atHome, "Pattern")));
        assertThat(json(at(CENTRAL, "Central" + kind + "Rule", "EventPattern"))).isEqualTo(json(at(atHome, "Pattern")));
        assertThat(at(FORWARDING, kind + "Rule", "State")).isEqualTo(at(atHome, "State"));
        assertThat(at(CENTRAL, "Central" + kind + "Rule", "State")).isEqualTo(at(atHome, "State"));
    }

    @ParameterizedTest
    @CsvSource({"aws.guardduty, Lambda, true", "aws.guardduty, Instance, false", "orders.shop, Lambda, false"})
    void ofGuardDutyOnlyFindingsAboutFunctionsAreForwarded(String source, String resource, boolean forwarded)
            throws Exception {
        String event = """
                {"version": "0", "source": "%s", "detail-type": "GuardDuty Finding", "account": "444455556666",
                 "resources": [], "detail": {"resource": {"resourceType": "%s"}}}
                """.formatted(source, resource);

        assertThat(Ruler.matchesRule(event, json(at(FORWARDING, "GuardDutyFindingsRule", "EventPattern"))))
                .isEqualTo(forwarded);
    }

    @Test
    void aCentralRuleMayWakeTheFunctionThatItNames() {
        CENTRAL.forEach((id, rule) -> {
            if (at(rule, "Targets", "0", "Arn").equals(AUDIT)) {
                Map<String, Object> permission =
                        map(at(MONITOR.resources("AWS::Lambda::Permission"), id.replace("Rule", "Permission")));
                assertThat(at(permission, "FunctionName")).isEqualTo(AUDIT);
                assertThat(at(permission, "SourceArn")).isEqualTo(Map.of("Fn::GetAtt", id + ".Arn"));
            }
        });
    }

    @Test
    void onlyTheOrganizationSendsToTheCentralBus() {
        Object statement = at(MONITOR.resources("AWS::Events::EventBusPolicy"), "CentralBusPolicy", "Statement");

        assertThat(at(statement, "Action")).isEqualTo("events:PutEvents");
        assertThat(at(statement, "Condition", "StringEquals", "aws:PrincipalOrgID"))
                .isEqualTo(Map.of("Ref", "OrganizationId"));
    }

    @Test
    void everyRuleShowsTheRoleAndKeepsWhatItCannotSend() {
        FORWARDING.forEach((id, rule) -> {
            for (Object target : list(at(rule, "Targets"))) {
                assertThat(at(target, "Arn")).as(id).isEqualTo(Map.of("Ref", "CentralBusArn"));
                assertThat(at(target, "RoleArn")).as(id).isEqualTo(Map.of("Fn::GetAtt", "ForwarderRole.Arn"));
                assertThat(at(target, "DeadLetterConfig", "Arn"))
                        .as(id)
                        .isEqualTo(Map.of("Fn::GetAtt", "UndeliveredQueue.Arn"));
            }
        });
    }

    @Test
    void theForwardersAlarmIsHeardOnTheCentralBus() {
        Map<String, Object> sent = map(at(FORWARDING, "OwnAlarmRule", "EventPattern"));
        map(at(sent, "detail")).remove("alarmName");

        assertThat(json(sent)).isEqualTo(json(at(CENTRAL, "CentralForwarderAlarmsRule", "EventPattern")));
    }

    @Test
    void aStackSetTakesTheForwarderAndASecondRegionDoesNotCollideWithTheFirst() {
        assertThat(FORWARDER.root()).doesNotContainKey("Transform");
        assertThat(at(FORWARDER.resources("AWS::IAM::Role"), "ForwarderRole"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .doesNotContainKey("RoleName");
    }

    @Test
    void theForwarderMaySendAndNothingElse() {
        List<?> statements = list(at(
                FORWARDER.resources("AWS::IAM::Role"),
                "ForwarderRole",
                "Policies",
                "0",
                "PolicyDocument",
                "Statement"));

        assertThat(statements).hasSize(1);
        assertThat(at(statements, "0", "Action")).isEqualTo("events:PutEvents");
        assertThat(at(statements, "0", "Resource")).isEqualTo(Map.of("Ref", "CentralBusArn"));
    }

    private static CloudFormation read(String file) {
        try {
            return CloudFormation.read(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
