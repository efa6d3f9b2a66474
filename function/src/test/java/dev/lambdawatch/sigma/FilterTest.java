package dev.lambdawatch.sigma;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FilterTest {
    private static final Instant NOW = Instant.parse("2026-11-01T00:00:00Z");

    private static final Rule RULE = Sigma.parse("rule.yml", """
                    title: Code changed by anyone
                    name: code_changed
                    id: 5b0c1f0e-1111-4222-8333-000000000001
                    logsource: {product: aws, service: cloudtrail}
                    detection:
                        selection: {eventName: UpdateFunctionCode}
                        condition: selection
                    """).rules().getFirst();

    private static final String FILTER = """
            title: Hot-fix of payments
            id: 5b0c1f0e-1111-4222-8333-000000000002
            logsource: {product: aws, service: cloudtrail}
            filter:
                rules: [code_changed]
                selection:
                    userIdentity.sessionContext.sessionIssuer.userName|startswith: 'Deploy'
                    sourceIPAddress|cidr: 203.0.113.0/24
                condition: not selection
            owner: payments
            ticket: CHG-123
            expires: '2026-11-22T00:00:00Z'
            reason: incident 7
            """;

    private static final String BY_DEPLOY_ROLE = """
            {"eventName": "UpdateFunctionCode", "sourceIPAddress": "203.0.113.50",
             "userIdentity": {"sessionContext": {"sessionIssuer": {"userName": "DeployProd"}}}}
            """;

    private static final String BY_DEPLOY_ROLE_FROM_ELSEWHERE = BY_DEPLOY_ROLE.replace("203.0.113.50", "198.51.100.7");

    @Test
    void whatAFilterApprovesIsFoundAndNamedAsSuppressed() {
        Filter filter = filter(FILTER);
        assertThat(suppressing(filter, BY_DEPLOY_ROLE, NOW)).contains(filter);
    }

    @Test
    void aDeployRoleFromElsewhereIsNotSuppressedAndTheReasonIsThere() {
        Filter filter = filter(FILTER);
        assertThat(suppressing(filter, BY_DEPLOY_ROLE_FROM_ELSEWHERE, NOW)).isEmpty();
        RuleSet rules = RuleSet.of(List.of(RULE), List.of(filter), List.of());
        assertThat(rules.explain(filter, SampleEvent.of(BY_DEPLOY_ROLE_FROM_ELSEWHERE, rules.fields())))
                .containsExactly(new Match("sourceIPAddress", "not in 203.0.113.0/24", "198.51.100.7"));
    }

    @Test
    void theNearestFilterIsTheOneOnWhichMostHeld() {
        Filter byPlace = filter(FILTER.replaceAll(" *userIdentity.*\n", "").replace("203.0.113.0/24", "10.0.0.0/8"));
        Filter byRoleAndPlace = filter(FILTER);
        RuleSet rules = RuleSet.of(List.of(RULE), List.of(byPlace, byRoleAndPlace), List.of());

        Optional<NearMiss> nearest =
                rules.nearest(RULE, SampleEvent.of(BY_DEPLOY_ROLE_FROM_ELSEWHERE, rules.fields()), NOW);

        assertThat(nearest)
                .contains(new NearMiss(
                        byRoleAndPlace, 1, List.of(new Match("sourceIPAddress", "in 203.0.113.0/24", "198.51.100.7"))));
    }

    @Test
    void ofSeveralApprovalsInAFilterTheNearestIsNamedWithAllValuesThatItTakes() {
        Filter filter = filter(FILTER.replace("condition: not selection", """
                other:
                        userIdentity.sessionContext.sessionIssuer.userName: DeployProd
                        eventName: [CreateFunction, DeleteFunction]
                    condition: not selection and not other""")
                .replace("startswith: 'Deploy'", "startswith: 'Release'"));
        RuleSet rules = RuleSet.of(List.of(RULE), List.of(filter), List.of());

        assertThat(rules.nearest(RULE, SampleEvent.of(BY_DEPLOY_ROLE_FROM_ELSEWHERE, rules.fields()), NOW))
                .contains(new NearMiss(
                        filter,
                        1,
                        List.of(new Match("eventName", "CreateFunction or DeleteFunction", "UpdateFunctionCode"))));
    }

    @Test
    void aFilterOnWhichNothingHeldOrThatHasExpiredIsNotNear() {
        Filter filter = filter(FILTER.replace("'Deploy'", "'Release'"));
        RuleSet rules = RuleSet.of(List.of(RULE), List.of(filter), List.of());
        assertThat(rules.nearest(RULE, SampleEvent.of(BY_DEPLOY_ROLE_FROM_ELSEWHERE, rules.fields()), NOW))
                .isEmpty();

        RuleSet expired = RuleSet.of(List.of(RULE), List.of(filter(FILTER)), List.of());
        assertThat(expired.nearest(
                        RULE,
                        SampleEvent.of(BY_DEPLOY_ROLE_FROM_ELSEWHERE, expired.fields()),
                        Instant.parse("2027-01-01T00:00:00Z")))
                .isEmpty();
    }

    @Test
    void anExpiredFilterIsIgnoredAndReported() {
        Filter filter = filter(FILTER);
        Instant later = Instant.parse("2026-11-22T00:00:00Z");
        assertThat(suppressing(filter, BY_DEPLOY_ROLE, later)).isEmpty();
        RuleSet rules = RuleSet.of(List.of(RULE), List.of(filter), List.of());
        assertThat(rules.idleFilters(later))
                .extracting(Notice::text)
                .containsExactly("expired at 2026-11-22T00:00:00Z and is ignored; owner: payments");
        assertThat(rules.idleFilters(NOW)).isEmpty();
    }

    @Test
    void aFilterWithoutEndOwnerOrTicketIsRefused() {
        assertThat(refusal(FILTER.replaceAll("expires:.*", ""))).isEqualTo("there is no 'expires'");
        assertThat(refusal(FILTER.replaceAll("owner:.*", ""))).isEqualTo("there is no 'owner'");
        assertThat(refusal(FILTER.replaceAll("ticket:.*", "ticket:"))).isEqualTo("there is no 'ticket'");
        assertThat(refusal(FILTER.replace("2026-11-22T00:00:00Z", "never"))).contains("'never'");
        assertThat(refusal(FILTER.replace("[code_changed]", ""))).contains("no 'rules'");
        assertThat(refusal(FILTER.replaceAll(" *rules:.*\n", ""))).contains("no 'rules'");
    }

    @Test
    void aFilterMeansRulesByNameIdOrTitleOrAllOfItsLogSource() {
        for (String rules : List.of(
                "[code_changed]",
                "5b0c1f0e-1111-4222-8333-000000000001",
                "[other, Code changed by anyone]",
                "any",
                "[]")) {
            Filter filter = filter(FILTER.replace("[code_changed]", rules));
            assertThat(filter.appliesTo(RULE)).as(rules).isTrue();
        }
        Filter other = filter(FILTER.replace("[code_changed]", "[layer_added]"));
        assertThat(suppressing(other, BY_DEPLOY_ROLE, NOW)).isEmpty();
        assertThat(RuleSet.of(List.of(RULE), List.of(other), List.of()).idleFilters(NOW))
                .extracting(Notice::text)
                .containsExactly("means no rule: layer_added");
    }

    @Test
    void aFilterOfAnotherLogSourceDoesNotApply() {
        assertThat(filter(FILTER.replace("service: cloudtrail", "service: vpcflow"))
                        .appliesTo(RULE))
                .isFalse();
        assertThat(filter(FILTER.replace(", service: cloudtrail", "")).appliesTo(RULE))
                .isTrue();
    }

    @Test
    void aFilterWithoutNotKeepsOnlyWhatItSelectsAndIsRemarked() {
        Parsed parsed = Sigma.parse("filter.yml", FILTER.replace("not selection", "selection"));
        Filter filter = parsed.filters().getFirst();
        assertThat(suppressing(filter, BY_DEPLOY_ROLE, NOW)).isEmpty();
        assertThat(suppressing(filter, BY_DEPLOY_ROLE_FROM_ELSEWHERE, NOW)).contains(filter);
        assertThat(parsed.notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).startsWith("the condition has no 'not'"));
    }

    @Test
    void aFilterThatKnowsTheCallerOnlyByTheNameOfTheSessionIsRemarked() {
        String selection = """
                selection:
                    userIdentity.arn|endswith: '/alice'
                    requestParameters.functionName: orders
            """;
        String byName = FILTER.replaceFirst(" *selection:\n.*\n.*\n", selection);
        assertThat(Sigma.parse("filter.yml", byName).notices())
                .singleElement()
                .satisfies(notice -> assertThat(notice.text()).contains("sessionIssuer"));
        for (String trueOfMany : List.of("userIdentity.type: AssumedRole", "lambdawatch.principalKind: automation")) {
            assertThat(Sigma.parse("filter.yml", byName.replace("requestParameters.functionName: orders", trueOfMany))
                            .notices())
                    .as(trueOfMany)
                    .hasSize(1);
        }
        String byWholeArn = byName.replace("arn|endswith: '/alice'", "arn: 'arn:aws:iam::111122223333:user/alice'");
        assertThat(Sigma.parse("filter.yml", byWholeArn).notices()).isEmpty();
        assertThat(Sigma.parse("filter.yml", FILTER).notices()).isEmpty();
    }

    @Test
    void everyFilterMustAgree() {
        Filter narrow = filter(FILTER);
        Filter wide = filter(FILTER.replaceAll(" *sourceIPAddress.*\n", ""));
        RuleSet rules = RuleSet.of(List.of(RULE), List.of(narrow, wide), List.of());
        assertThat(rules.suppressing(RULE, SampleEvent.of(BY_DEPLOY_ROLE_FROM_ELSEWHERE, rules.fields()), NOW))
                .contains(wide);
    }

    @Test
    void furtherFieldsAreNumberedFirst() {
        assertThat(RuleSet.of(List.of(RULE), List.of(filter(FILTER)), List.of("eventID"))
                        .fields())
                .containsExactly(
                        "eventID",
                        "eventName",
                        "userIdentity.sessionContext.sessionIssuer.userName",
                        "sourceIPAddress");
    }

    @Test
    void everythingInAFilterIsKept() {
        Filter filter = filter(FILTER);
        assertThat(filter.owner()).isEqualTo("payments");
        assertThat(filter.ticket()).isEqualTo("CHG-123");
        assertThat(filter.custom()).containsOnlyKeys("reason");
        assertThat(filter.hash()).hasSize(64);
    }

    private static Optional<Filter> suppressing(Filter filter, String json, Instant now) {
        RuleSet rules = RuleSet.of(List.of(RULE), List.of(filter), List.of());
        assertThat(Sample.found(rules, json)).containsExactly(RULE);
        return rules.suppressing(RULE, SampleEvent.of(json, rules.fields()), now);
    }

    private static Filter filter(String yaml) {
        Parsed parsed = Sigma.parse("filter.yml", yaml);
        assertThat(parsed.refusals()).isEmpty();
        return parsed.filters().getFirst();
    }

    private static String refusal(String yaml) {
        return Sigma.parse("filter.yml", yaml).refusals().getFirst().reason();
    }

    /// The slip of the pen would leave the exception out of the rule, or approve of all that is called so.
    @Test
    void aSearchThatTheConditionDoesNotAskIsNamed() {
        String misspelt = FILTER.replaceFirst("(?m)^( +)condition:", "$1fliter: {x: y}\n$1_part: {x: y}\n$1condition:");
        assertThat(Sigma.parse("filter.yml", misspelt).notices())
                .extracting(Notice::text)
                .containsExactly("the condition does not ask the search 'fliter'");
    }
}
