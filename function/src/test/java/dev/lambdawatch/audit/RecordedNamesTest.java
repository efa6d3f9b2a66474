package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.Sigma;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RecordedNamesTest {
    private static final List<Rule> BARE = rules("UpdateFunctionCode");
    private static final List<Rule> RECORDED = rules("UpdateFunctionCode20150331v2");

    @Test
    void aRuleHoldsWhicheverNameItWrites() {
        assertThat(found(BARE)).isEqualTo(1);
        assertThat(found(RECORDED)).isEqualTo(1);
    }

    @Test
    void withRecordedNamesOnlyItHoldsOnTheRecordedName() {
        assertThat(found(RecordedNames.only(BARE))).isZero();
        assertThat(found(RecordedNames.only(RECORDED))).isEqualTo(1);
    }

    private static int found(List<Rule> rules) {
        List<Finding> findings = new ArrayList<>();
        Calling.read(Audit.of(rules, Set.of(), ""), """
                {"eventVersion":"1.11","userIdentity":{"type":"IAMUser","accountId":"111122223333",
                 "arn":"arn:aws:iam::111122223333:user/bob","userName":"bob"},"eventTime":"2026-01-01T10:00:28Z",
                 "eventSource":"lambda.amazonaws.com","eventName":"UpdateFunctionCode20150331v2","awsRegion":"eu-west-1",
                 "sourceIPAddress":"203.0.113.50","userAgent":"x","requestParameters":{"functionName":"orders-api"},
                 "eventID":"00000000-0000-4000-9000-000000000001","recipientAccountId":"111122223333"}""", findings::add);
        return findings.size();
    }

    private static List<Rule> rules(String eventName) {
        return Sigma.parse("rule.yml", """
                title: Code changed
                logsource: {product: aws, service: cloudtrail}
                detection:
                  selection: {eventSource: lambda.amazonaws.com, eventName: %s}
                  condition: selection
                """.formatted(eventName)).rules();
    }
}
