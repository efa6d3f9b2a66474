package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.CloudTrail;
import dev.lambdawatch.cloudtrail.FunctionName;
import dev.lambdawatch.finding.FindingSink;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.RuleSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Holds API calls against rules. Immutable, so that one instance serves many threads.
public final class Audit {
    private final RuleSet rules;
    private final Captures captures;
    private final FieldPlan plan;
    private final Map<Rule, RuleFinding> findings;
    private final Set<String> accounts;
    private final String ownFunctions;

    private Audit(List<Rule> rules, Set<String> accounts, String ownFunctions) {
        this.rules = RuleSet.of(rules);
        this.captures = new Captures(this.rules.fields());
        this.plan = new FieldPlan(this.rules.fields(), captures);
        this.findings = new HashMap<>();
        rules.forEach(rule -> findings.put(rule, RuleFinding.of(rule)));
        this.accounts = Set.copyOf(accounts);
        this.ownFunctions = ownFunctions;
    }

    /// An audit by these rules.
    ///
    /// @param rules        what to look for
    /// @param accounts     the accounts known as ours (an Organization's), twelve digits each;
    ///     may be empty, then only the account that receives a call is ours
    /// @param ownFunctions how the ARN of each function of this monitor begins; empty where it
    ///     is not deployed
    /// @throws IllegalArgumentException if a rule names a derived field that does not exist, or
    ///     words its texts in a form that we cannot read
    public static Audit of(List<Rule> rules, Set<String> accounts, String ownFunctions) {
        return new Audit(rules, accounts, ownFunctions);
    }

    /// A reader that captures what these rules read.
    public CloudTrail reader() {
        return CloudTrail.capturing(captures.paths(), accounts);
    }

    /// Hands every finding of a call to the sink. The call must come from [#reader()].
    ///
    /// An exception of the sink ends the call's examination and is the caller's to handle.
    public void examine(ApiCall call, FindingSink sink) {
        if (isOwnInvocation(call)) {
            return;
        }
        Request request = new Request(call, captures, accounts);
        AuditEvent event = new AuditEvent(plan, request);
        rules.match(event, rule -> sink.accept(finding(rule).of(request, () -> rules.explain(rule, event))));
    }

    private RuleFinding finding(Rule rule) {
        RuleFinding finding = findings.get(rule);
        if (finding == null) {
            throw new IllegalStateException("the rules found '" + rule.title() + "', which they do not hold");
        }
        return finding;
    }

    /// With data events on, each delivery to this monitor is itself an Invoke that would be
    /// delivered: the loop ends here, whatever trail and event rule let through.
    private boolean isOwnInvocation(ApiCall call) {
        return !ownFunctions.isEmpty()
                && call.apiName().startsWith("Invoke")
                && call.function().map(FunctionName::arn).orElse("").startsWith(ownFunctions);
    }
}
