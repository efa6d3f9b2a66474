package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.FunctionName;
import dev.lambdawatch.cloudtrail.Principal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What an alert can say about a call, by the names that a rule's texts use.
final class Facts {
    private static final String ROLE = "requestParameters.role";

    /// Parameters that are told as they stand in the record.
    private static final Map<String, String> PARAMETERS = parameters();

    private Facts() {}

    private static Map<String, String> parameters() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put(Captures.STATEMENT_ID, "statement_id");
        names.put("requestParameters.layerName", "layer_name");
        names.put("requestParameters.versionNumber", "layer_version");
        names.put("requestParameters.authType", "url_auth_type");
        names.put("requestParameters.cors.allowOrigins", "url_origins");
        names.put(ROLE, "role");
        names.put("requestParameters.handler", "handler");
        names.put("requestParameters.runtime", "runtime_of_function");
        names.put(Captures.EVENT_SOURCE, "event_source");
        names.put("requestParameters.name", "name");
        names.put("requestParameters.functionVersion", "function_version");
        names.put("requestParameters.routingConfig.additionalVersionWeights", "weight");
        names.put("requestParameters.qualifier", "qualifier");
        names.put("requestParameters.reservedConcurrentExecutions", "concurrency");
        names.put(Captures.SUCCESSES, "destination_of_successes");
        names.put(Captures.FAILURES, "destination_of_failures");
        names.put(Captures.SUBNETS, "subnets");
        names.put(Captures.SECURITY_GROUPS, "security_groups");
        names.put("requestParameters.loggingConfig", "function_log_group");
        names.put("requestParameters.rule", "rule_name");
        names.put("requestParameters.targets.arn", "targets");
        names.put("requestParameters.codeSigningConfigArn", "code_signing_config");
        names.put("requestParameters.logGroupName", "log_group");
        names.put("requestParameters.retentionInDays", "retention_days");
        names.put("requestParameters.userName", "user_name");
        names.put("requestParameters.roleName", "role_name");
        names.put("requestParameters.policyArn", "policy_arn");
        names.put("requestParameters.key", "object_key");
        return names;
    }

    /// The paths of the records that facts are read from.
    static Set<String> paths() {
        return PARAMETERS.keySet();
    }

    /// Only facts that the call has; in the order in which people read them.
    static Map<String, String> of(Request request) {
        ApiCall call = request.call();
        Map<String, String> facts = new LinkedHashMap<>();
        put(facts, "api", call.apiName());
        put(facts, "event_name", call.eventName());
        put(facts, "service", call.service());
        put(facts, "outcome", call.outcome().name().toLowerCase(Locale.ROOT));
        put(facts, "error_code", call.errorCode());
        put(facts, "error_message", call.errorMessage());
        put(facts, "function_name", call.function().map(FunctionName::name).orElse(""));
        put(facts, "function_arn", call.function().map(FunctionName::arn).orElse(""));
        put(facts, "resource_name", request.resource());
        principal(facts, call.principal());
        put(facts, "runtime", Workload.of(call).map(Workload::value).orElse(""));
        put(facts, "source", call.sourceAddress());
        put(
                facts,
                "source_network",
                Network.of(call.sourceAddress()).map(Network::value).orElse(""));
        put(facts, "user_agent", call.userAgent());
        put(facts, "account", call.account());
        put(facts, "region", call.region());
        put(facts, "time", call.time().toString());
        put(facts, "event_id", call.eventId());
        put(facts, "shared_event_id", call.sharedEventId());
        parameters(facts, request);
        request.flood().ifPresent(flood -> {
            put(facts, "invocations", Long.toString(flood.calls()));
            put(facts, "usual_invocations", Long.toString(flood.usual()));
        });
        facts.putAll(request.caller().facts());
        return facts;
    }

    private static void principal(Map<String, String> facts, Principal principal) {
        put(facts, "principal", principal.key());
        put(facts, "principal_name", nameOf(principal));
        put(facts, "principal_kind", principal.kind().name().toLowerCase(Locale.ROOT));
        put(facts, "principal_role", principal.issuerArn().isEmpty() ? "" : principal.name());
        // How the caller is called in CloudTrail's event history.
        put(facts, "history_user", principal.sessionName().isEmpty() ? principal.name() : principal.sessionName());
        put(facts, "invoked_by", principal.invokedBy());
    }

    /// The user, or the role and the session; failing both, the key.
    static String nameOf(Principal principal) {
        String name = principal.name().isEmpty() ? principal.key() : principal.name();
        return principal.sessionName().isEmpty() ? name : name + "/" + principal.sessionName();
    }

    private static void parameters(Map<String, String> facts, Request request) {
        put(facts, "layers", layers(request));
        put(facts, "grantee", request.grant().map(Grant::grantee).orElse(""));
        put(facts, "granted_action", request.grant().map(Grant::action).orElse(""));
        put(facts, "code_sha256", request.parameter(Captures.CODE_HASH));
        put(facts, "code_source", request.code().map(Code::place).orElse(""));
        PARAMETERS.forEach((path, name) -> put(facts, name, request.text(path)));
        put(facts, "role_of_function", lastPart(request.parameter(ROLE)));
    }

    private static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static String layers(Request request) {
        return request.parameters(Captures.LAYERS).stream()
                .map(layer -> Grant.named(layer, Grant.accountIn(layer)))
                .collect(Collectors.joining(", "));
    }

    private static void put(Map<String, String> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, value);
        }
    }
}
