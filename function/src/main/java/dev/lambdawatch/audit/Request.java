package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// One call with what its parameters mean.
///
/// @param call     the call
/// @param captures where the reader put the parameters
/// @param estate   what of all that it names is ours
record Request(ApiCall call, Captures captures, Estate estate) {

    /// The value of a captured parameter; empty if the call has none.
    String parameter(String path) {
        int slot = captures.slot(path);
        return call.captured().count(slot) > 0 ? call.captured().value(slot, 0) : "";
    }

    List<String> parameters(String path) {
        int slot = captures.slot(path);
        List<String> values = new ArrayList<>();
        for (int i = 0; i < call.captured().count(slot); i++) {
            values.add(call.captured().value(slot, i));
        }
        return values;
    }

    /// What the call lets whom do; empty for a call that grants nothing.
    Optional<Grant> grant() {
        return switch (call.apiName()) {
            case "AddPermission", "AddLayerVersionPermission" -> permission();
            case "PutResourcePolicy" -> Grant.of(PolicyDocument.statements(parameter(Captures.POLICY)), ours());
            default -> Optional.empty();
        };
    }

    private Optional<Grant> permission() {
        String principal = parameter(Captures.PRINCIPAL);
        if (principal.isEmpty()) {
            return Optional.empty();
        }
        String organization = parameter(Captures.ORGANIZATION);
        Grant.Scope scope = new Grant.Scope(
                parameter(Captures.SOURCE_ACCOUNT),
                parameter(Captures.SOURCE_ARN),
                organization.isEmpty() ? parameter(Captures.LAYER_ORGANIZATION) : organization,
                parameter(Captures.TOKEN),
                parameter(Captures.URL_AUTH).equals("NONE")
                        || parameter(Captures.URL_ONLY).equals("true"));
        return Optional.of(Grant.of(principal, parameter(Captures.ACTION), scope, ours()));
    }

    /// Whose each layer in the request is. Only the request is read: the response lists the layers
    /// of a function on every change of its configuration.
    List<String> layerOwners() {
        Set<String> ours = ours();
        return parameters(Captures.LAYERS).stream()
                .map(layer -> Grant.sourceOf(Grant.accountIn(layer), ours).value())
                .toList();
    }

    private Set<String> ours() {
        return estate.accounts(call);
    }
}
