package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.FunctionName;
import dev.lambdawatch.cloudtrail.Principal;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// What an alert can say about a call, by the names that a rule's texts use.
final class Facts {
    private Facts() {}

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
        principal(facts, call.principal());
        put(facts, "source", call.sourceAddress());
        put(facts, "user_agent", call.userAgent());
        put(facts, "account", call.account());
        put(facts, "region", call.region());
        put(facts, "time", call.time().toString());
        put(facts, "event_id", call.eventId());
        parameters(facts, request);
        return facts;
    }

    private static void principal(Map<String, String> facts, Principal principal) {
        put(facts, "principal", principal.key());
        put(facts, "principal_name", nameOf(principal));
        put(facts, "principal_kind", principal.kind().name().toLowerCase(Locale.ROOT));
        put(facts, "invoked_by", principal.invokedBy());
    }

    /// The user, or the role and the session; failing both, the key.
    static String nameOf(Principal principal) {
        String name = principal.name().isEmpty() ? principal.key() : principal.name();
        return principal.sessionName().isEmpty() ? name : name + "/" + principal.sessionName();
    }

    private static void parameters(Map<String, String> facts, Request request) {
        put(facts, "layers", String.join(", ", request.parameters(Captures.LAYERS)));
        put(facts, "grantee", request.grant().map(Grant::grantee).orElse(""));
        put(facts, "granted_action", request.parameter(Captures.ACTION));
        put(facts, "statement_id", request.parameter(Captures.STATEMENT_ID));
        put(facts, "code_sha256", request.parameter(Captures.CODE_HASH));
        if (request.call().apiName().equals("UpdateFunctionCode")
                && request.call().succeeded()) {
            put(facts, "code_source", codeSource(request));
        }
    }

    private static String codeSource(Request request) {
        String bucket = request.parameter(Captures.CODE_BUCKET);
        String image = request.parameter(Captures.IMAGE);
        if (!bucket.isEmpty()) {
            return "s3://" + bucket + "/" + request.parameter(Captures.CODE_KEY);
        }
        return image.isEmpty() ? "a zip sent with the call" : image;
    }

    private static void put(Map<String, String> facts, String name, String value) {
        if (!value.isEmpty()) {
            facts.put(name, value);
        }
    }
}
