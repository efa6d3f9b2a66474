package dev.lambdawatch.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Which paths of a record the reader captures, and in which slot: those that the rules name, and
/// those that we read ourselves for derived fields and for an alert's text.
final class Captures {
    static final String ACTION = "requestParameters.action";
    static final String CODE_BUCKET = "requestParameters.s3Bucket";
    static final String CODE_HASH = "responseElements.codeSha256";
    static final String CODE_KEY = "requestParameters.s3Key";
    static final String EVENT_SOURCE = "requestParameters.eventSourceArn";
    static final String FAILURES = "requestParameters.destinationConfig.onFailure.destination";
    static final String IMAGE = "requestParameters.imageUri";
    static final String INTERFACE = "additionalEventData.customerEniId";
    static final String LAYERS = "requestParameters.layers";
    static final String LAYER_ORGANIZATION = "requestParameters.organizationId";
    static final String NEW_CODE_BUCKET = "requestParameters.code.s3Bucket";
    static final String NEW_CODE_KEY = "requestParameters.code.s3Key";
    static final String NEW_IMAGE = "requestParameters.code.imageUri";
    static final String ORGANIZATION = "requestParameters.principalOrgID";
    static final String POLICY = "requestParameters.policy";
    static final String PRINCIPAL = "requestParameters.principal";
    static final String SECURITY_GROUPS = "requestParameters.vpcConfig.securityGroupIds";
    static final String SOURCE_ACCOUNT = "requestParameters.sourceAccount";
    static final String SOURCE_ARN = "requestParameters.sourceArn";
    static final String STATEMENT_ID = "requestParameters.statementId";
    static final String SUBNETS = "requestParameters.vpcConfig.subnetIds";
    static final String SUCCESSES = "requestParameters.destinationConfig.onSuccess.destination";
    static final String TOKEN = "requestParameters.eventSourceToken";
    static final String URL_AUTH = "requestParameters.functionUrlAuthType";
    static final String URL_ONLY = "requestParameters.invokedViaFunctionUrl";

    /// Where the results of a function go.
    static final List<String> DESTINATIONS = List.of(FAILURES, SUCCESSES);

    /// The parameters by which the APIs of other services name what they act on, in the order in
    /// which one stands for the call.
    static final List<String> RESOURCES = List.of(
            "requestParameters.layerName",
            "requestParameters.codeSigningConfigArn",
            "requestParameters.rule",
            "requestParameters.name",
            "requestParameters.topicArn",
            "requestParameters.subscriptionArn",
            "requestParameters.queueUrl",
            "requestParameters.tableName",
            "requestParameters.bucketName",
            "requestParameters.logGroupName",
            "requestParameters.stackName",
            "requestParameters.stackSetName",
            "requestParameters.alarmName",
            "requestParameters.alarmNames",
            "requestParameters.trailName",
            "requestParameters.eventBusName",
            "requestParameters.userName",
            "requestParameters.roleName",
            "requestParameters.groupName",
            "requestParameters.keyId",
            "requestParameters.DeleteFlowLogsRequest.FlowLogId.content");

    private static final List<String> OURS = List.of(
            ACTION,
            CODE_BUCKET,
            CODE_HASH,
            CODE_KEY,
            EVENT_SOURCE,
            FAILURES,
            IMAGE,
            INTERFACE,
            LAYERS,
            LAYER_ORGANIZATION,
            NEW_CODE_BUCKET,
            NEW_CODE_KEY,
            NEW_IMAGE,
            ORGANIZATION,
            POLICY,
            PRINCIPAL,
            SECURITY_GROUPS,
            SOURCE_ACCOUNT,
            SOURCE_ARN,
            STATEMENT_ID,
            SUBNETS,
            SUCCESSES,
            TOKEN,
            URL_AUTH,
            URL_ONLY);

    private final List<String> paths;
    private final Map<String, Integer> slots = new HashMap<>();

    /// @param fields the fields that the rules name, derived ones among them
    Captures(List<String> fields) {
        Set<String> unique = new LinkedHashSet<>();
        fields.stream().filter(field -> !field.startsWith(DerivedField.PREFIX)).forEach(unique::add);
        unique.addAll(OURS);
        unique.addAll(RESOURCES);
        unique.addAll(Facts.paths());
        unique.addAll(FunctionActs.paths());
        paths = new ArrayList<>(unique);
        for (int slot = 0; slot < paths.size(); slot++) {
            slots.put(paths.get(slot), slot);
        }
    }

    List<String> paths() {
        return List.copyOf(paths);
    }

    /// The slot of a captured path.
    ///
    /// @throws IllegalArgumentException if it is not captured
    int slot(String path) {
        Integer slot = slots.get(path);
        if (slot == null) {
            throw new IllegalArgumentException("'" + path + "' is not captured");
        }
        return slot;
    }
}
