package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Denial;
import dev.lambdawatch.cloudtrail.FunctionName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// One call with what its parameters mean.
///
/// @param call     the call
/// @param captures where the reader put the parameters
/// @param estate   what of all that it names is ours
/// @param caller   what is known of whoever made it
/// @param flood    if this invocation makes a flood of those of its principal
record Request(ApiCall call, Captures captures, Estate estate, Acquaintance caller, Optional<Flood> flood) {

    /// The value of a captured parameter; empty if the call has none.
    String parameter(String path) {
        int slot = captures.slot(path);
        return call.captured().count(slot) > 0 ? call.captured().value(slot, 0) : "";
    }

    List<String> parameters(String path) {
        int slot = captures.slot(path);
        int count = call.captured().count(slot);
        if (count <= 0) {
            return List.of();
        }
        List<String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(call.captured().value(slot, i));
        }
        return values;
    }

    /// What the call lets whom do; empty for a call that grants nothing.
    Optional<Grant> grant() {
        return switch (call.apiName()) {
            case "AddPermission", "AddLayerVersionPermission" -> permission();
            case "PutResourcePolicy" -> Grant.of(PolicyDocument.statements(parameter(Captures.POLICY)), ourAccounts());
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
        return Optional.of(Grant.of(principal, parameter(Captures.ACTION), scope, ourAccounts()));
    }

    /// Whose each layer in the request is. Only the request is read: the response lists the layers
    /// of a function on every change of its configuration.
    List<String> layerOwners() {
        List<String> layers = parameters(Captures.LAYERS);
        if (layers.isEmpty()) {
            return List.of();
        }
        Set<String> ours = ourAccounts();
        return layers.stream()
                .map(layer -> Grant.sourceOf(Grant.accountIn(layer), ours).value())
                .toList();
    }

    /// What the call acts on: the function's ARN, else the first resource that the request names;
    /// empty if it names none.
    String resource() {
        return call.function()
                .map(FunctionName::arn)
                .orElseGet(() -> Captures.RESOURCES.stream()
                        .map(this::parameter)
                        .filter(name -> !name.isEmpty())
                        .findFirst()
                        .orElse(""));
    }

    /// Whether this monitor lives on something that the call acts on, or was refused to act on.
    boolean ours() {
        if (estate.isEmpty()) {
            return false;
        }
        return estate.owns(call.function().map(FunctionName::arn).orElse(""))
                || estate.owns(call.denial().map(Denial::resource).orElse(""))
                || named().anyMatch(estate::owns);
    }

    private Stream<String> named() {
        return Captures.RESOURCES.stream().flatMap(path -> parameters(path).stream());
    }

    /// Where new code comes from, for a call that sets some and was not refused.
    Optional<Code> code() {
        return call.succeeded() ? Code.of(this) : Optional.empty();
    }

    /// Whose each resource at these paths is; nothing for one whose ARN names no account.
    List<String> owners(List<String> paths) {
        if (paths.stream().noneMatch(this::isPresent)) {
            return List.of();
        }
        Set<String> ours = ourAccounts();
        return paths.stream()
                .flatMap(path -> parameters(path).stream())
                .map(Grant::accountIn)
                .filter(account -> !account.isEmpty())
                .map(account -> Grant.ownerOf(account, ours).value())
                .toList();
    }

    /// What the call does to a function's network: `left` its VPC, or `changed`; empty if nothing.
    String vpc() {
        if (!isPresent(Captures.SUBNETS) && !isPresent(Captures.SECURITY_GROUPS)) {
            return "";
        }
        return isPresent(Captures.SUBNETS) && parameters(Captures.SUBNETS).isEmpty() ? "left" : "changed";
    }

    private boolean isPresent(String path) {
        return call.captured().count(captures.slot(path)) >= 0;
    }

    /// All that stands at a path, as one text: an object as its JSON, a list with commas.
    String text(String path) {
        List<String> values = parameters(path);
        if (values.isEmpty()) {
            return "";
        }
        return values.getLast().startsWith("{") ? values.getLast() : String.join(", ", values);
    }

    private Set<String> ourAccounts() {
        return estate.ours(call);
    }
}
