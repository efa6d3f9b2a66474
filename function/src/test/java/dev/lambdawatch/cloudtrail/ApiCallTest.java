package dev.lambdawatch.cloudtrail;

import static dev.lambdawatch.cloudtrail.Records.one;
import static dev.lambdawatch.cloudtrail.Records.record;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a call says about itself: its API, its function, its outcome.
class ApiCallTest {
    private static final String DENIED = "User: arn:aws:iam::111122223333:user/bob is not authorized to perform: ";
    private static final String ORDERS = "arn:aws:lambda:eu-west-1:111122223333:function:orders-api";

    @ParameterizedTest
    @CsvSource({
        "AddPermission20150331v2, AddPermission",
        "CreateEventSourceMapping20150331, CreateEventSourceMapping",
        "CreateFunction20150331, CreateFunction",
        "CreateFunctionUrlConfig, CreateFunctionUrlConfig",
        "DeleteFunction20150331, DeleteFunction",
        "GetFunction20150331v2, GetFunction",
        "GetFunctionCodeSigningConfig, GetFunctionCodeSigningConfig",
        "GetFunctionConfiguration20150331v2, GetFunctionConfiguration",
        "ListFunctions20150331, ListFunctions",
        "ListVersionsByFunction20150331, ListVersionsByFunction",
        "RemovePermission20150331v2, RemovePermission",
        "UpdateEventSourceMapping20150331, UpdateEventSourceMapping",
        "UpdateFunctionCode20150331v2, UpdateFunctionCode",
        "UpdateFunctionConfiguration20150331v2, UpdateFunctionConfiguration",
        "Invoke, Invoke",
        "InvokeExecution, InvokeExecution",
        "UpdateFunctionCode20991231v12, UpdateFunctionCode",
        "UpdateFunctionCode2015033, UpdateFunctionCode2015033",
        "Update20150331Code, Update20150331Code",
        "UpdateFunctionCodev2, UpdateFunctionCodev2",
        "20150331, 20150331",
        "v2, v2"
    })
    void lambdasNamesLoseTheirVersion(String eventName, String apiName) {
        ApiCall call = one(record(eventName));
        assertThat(call.apiName()).isEqualTo(apiName);
        assertThat(call.eventName()).isEqualTo(eventName);
    }

    @Test
    void otherServicesKeepTheirNames() {
        ApiCall call = one(record("CreateFunction20200531", "\"requestParameters\":{\"functionName\":\"f\"}")
                .replace("lambda.amazonaws.com", "cloudfront.amazonaws.com"));
        assertThat(call.apiName()).isEqualTo("CreateFunction20200531");
        assertThat(call.ofLambda()).isFalse();
        assertThat(call.function()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "orders-api, ''",
        "orders-api:live, live",
        "arn:aws:lambda:eu-west-1:111122223333:function:orders-api, ''",
        "arn:aws:lambda:eu-west-1:111122223333:function:orders-api:7, 7",
        "111122223333:function:orders-api, ''",
        "111122223333:function:orders-api:live, live"
    })
    void aFunctionIsNamedInEveryFormOfTheApi(String functionName, String qualifier) {
        assertThat(function("\"requestParameters\":{\"functionName\":\"" + functionName + "\"}"))
                .contains(new FunctionName(ORDERS, "aws", "eu-west-1", "111122223333", "orders-api", qualifier));
    }

    @Test
    void theFirstPlaceThatNamesAFunctionDecides() {
        String resources =
                "\"resources\":[{\"ARN\":\"arn:aws:s3:::b\"},{\"accountId\":\"1\",\"type\":\"AWS::Lambda::Function\",\"ARN\":\"%s\"}]"
                        .formatted(ORDERS.replace("orders-api", "a"));
        String request = "\"requestParameters\":{\"functionName\":\"b\",\"resource\":\"%s\"}"
                .formatted(ORDERS.replace("orders-api", "d"));
        String response =
                "\"responseElements\":{\"functionArn\":\"%s:3\"}".formatted(ORDERS.replace("orders-api", "c"));
        String tagging = "\"requestParameters\":{\"resource\":\"%s\"}".formatted(ORDERS.replace("orders-api", "d"));
        String error =
                "\"errorMessage\":\"%slambda:GetFunction on resource: %s because no identity-based policy allows it\""
                        .formatted(DENIED, ORDERS.replace("orders-api", "e"));
        String run =
                "\"additionalEventData\":{\"functionVersion\":\"%s:23\"}".formatted(ORDERS.replace("orders-api", "f"));
        assertThat(name(run, error, response, request, resources)).isEqualTo("a");
        assertThat(name(run, error, response, request)).isEqualTo("b");
        assertThat(name(run, error, response, tagging)).isEqualTo("c");
        assertThat(name(run, error, tagging)).isEqualTo("d");
        assertThat(name(run, error)).isEqualTo("e");
        assertThat(name(run)).isEqualTo("f");
        assertThat(function(run).orElseThrow().qualifier()).isEqualTo("23");
    }

    @Test
    void aWebFunctionIsNotTheFunctionOfTheSameName() {
        String arn = "arn:aws:lambda:eu-west-1:111122223333:web-function/orders-api";
        FunctionName function =
                function("\"resources\":[{\"ARN\":\"" + arn + "\"}]").orElseThrow();
        assertThat(function.arn()).isEqualTo(arn);
        assertThat(function.name()).isEqualTo("orders-api");
    }

    @Test
    void aLayerOrAStarIsNoFunction() {
        assertThat(function("\"requestParameters\":{\"layerName\":\"tools\"}")).isEmpty();
        assertThat(function("\"resources\":[{\"ARN\":\"arn:aws:lambda:eu-west-1:111122223333:layer:tools\"}]"))
                .isEmpty();
        assertThat(function("\"errorMessage\":\"" + DENIED + "lambda:CreateEventSourceMapping on resource: *\""))
                .isEmpty();
        for (String none : List.of("", "*", ":", "arn:", "arn:aws:lambda", "arn:aws:lambda:::function:")) {
            assertThat(function("\"requestParameters\":{\"functionName\":\"" + none + "\"}"))
                    .as(none)
                    .isEmpty();
        }
    }

    @Test
    void theQualifierMayStandBesideTheName() {
        assertThat(function("\"requestParameters\":{\"functionName\":\"orders-api\",\"qualifier\":\"live\"}")
                        .orElseThrow()
                        .qualifier())
                .isEqualTo("live");
    }

    @Test
    void aRegionThatDoesNotExistIsKeptAsItIs() {
        ApiCall call = one(record(
                "GetFunction20150331v2",
                "\"awsRegion\":\"ap-westeast-2r\",\"recipientAccountId\":\"111122223333\"",
                "\"requestParameters\":{\"functionName\":\"f\"}"));
        assertThat(call.function().orElseThrow().arn())
                .isEqualTo("arn:aws:lambda:ap-westeast-2r:111122223333:function:f");
    }

    @Test
    void thePartitionIsTheCallersElseTheRegions() {
        String request = "\"requestParameters\":{\"functionName\":\"f\"}";
        String region = "\"awsRegion\":\"cn-north-1\"";
        assertThat(one(record("GetPolicy", request, region))
                        .function()
                        .orElseThrow()
                        .partition())
                .isEqualTo("aws-cn");
        assertThat(one(record("GetPolicy", request, "\"userIdentity\":{\"arn\":\"arn:aws-us-gov:iam::1:user/b\"}"))
                        .function()
                        .orElseThrow()
                        .partition())
                .isEqualTo("aws-us-gov");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    lambda:UpdateFunctionCode on resource: arn:aws:lambda:r:1:function:f because no identity-based policy allows the lambda:UpdateFunctionCode action | lambda:UpdateFunctionCode | arn:aws:lambda:r:1:function:f | identity-based | false
                    lambda:ListFunctions on resource: * with an explicit deny in a service control policy                    | lambda:ListFunctions | * | service control | true
                    lambda:ListFunctions on resource: * with an explicit deny in an identity-based policy: arn:aws:iam::1:policy/p | lambda:ListFunctions | * | identity-based | true
                    lambda:ListFunctions on resource: * because no permissions boundary allows the lambda:ListFunctions action | lambda:ListFunctions | * | permissions boundary | false
                    lambda:GetFunction on resource: a because no VPC endpoint policy allows the lambda:GetFunction action    | lambda:GetFunction | a | VPC endpoint | false
                    lambda:GetFunction on resource: a because no session policy allows the lambda:GetFunction action         | lambda:GetFunction | a | session | false
                    lambda:GetFunction on resource: a with an explicit deny                                                  | lambda:GetFunction | a | '' | true
                    lambda:GetFunction with an explicit deny in a resource-based policy                                      | lambda:GetFunction | '' | resource-based | true
                    lambda:GetFunction on resource: a                                                                        | lambda:GetFunction | a | '' | false
                    iam:PassRole                                                                                             | iam:PassRole | '' | '' | false
                    """)
    void aDenialTellsActionResourceAndPolicy(
            String message, String action, String resource, String policyKind, boolean explicit) {
        assertThat(denial("AccessDenied", DENIED + message))
                .contains(new Denial("arn:aws:iam::111122223333:user/bob", action, resource, policyKind, explicit));
    }

    @Test
    void theCallerCannotForgeThePolicyByTheNameOfHisResource() {
        String message = DENIED + "lambda:GetFunction on resource: x with an explicit deny in a session policy"
                + " because no identity-based policy allows the lambda:GetFunction action";
        assertThat(denial("AccessDenied", message).orElseThrow().policyKind()).isEqualTo("identity-based");
        assertThat(denial("AccessDenied", message).orElseThrow().explicit()).isFalse();
    }

    @Test
    void wordingThatNobodyKnowsIsADenialAllTheSame() {
        Denial silent = new Denial("", "", "", "", false);
        assertThat(denial("AccessDenied", "Access Denied")).contains(silent);
        assertThat(denial("AccessDeniedException", "")).contains(silent);
        assertThat(denial("Client.UnauthorizedOperation", "You are not authorized to perform this operation."))
                .contains(silent);
        assertThat(denial("VpceAccessDenied", "x")).contains(silent);
        assertThat(denial("AuthorizationError", DENIED + "SNS:Publish on resource: t"))
                .isPresent();
    }

    @Test
    void otherFailuresAreNoDenials() {
        for (String code : List.of(
                "ThrottlingException",
                "ResourceNotFoundException",
                "InvalidParameterValueException",
                "ResourceConflictException")) {
            ApiCall call = one(record("CreateFunction20150331", "\"errorCode\":\"" + code + "\""));
            assertThat(call.outcome()).isEqualTo(ApiCall.Outcome.FAILED);
            assertThat(call.denied()).isFalse();
        }
        assertThat(one(record("Invoke")).outcome()).isEqualTo(ApiCall.Outcome.SUCCEEDED);
    }

    @Test
    void aCallToAnotherAccountsFunctionIsCrossAccountInBothCopies() {
        String caller =
                "\"userIdentity\":{\"type\":\"AWSAccount\",\"accountId\":\"444455556666\",\"principalId\":\"x\"}";
        String resource = "\"resources\":[{\"ARN\":\"" + ORDERS + "\"}]";
        assertThat(one(record("Invoke", caller, resource, "\"recipientAccountId\":\"444455556666\""))
                        .crossAccount())
                .isTrue();
        assertThat(one(record("Invoke", caller, resource, "\"recipientAccountId\":\"111122223333\""))
                        .crossAccount())
                .isTrue();
        assertThat(one(record("Invoke", caller, "\"recipientAccountId\":\"444455556666\""))
                        .crossAccount())
                .isFalse();
        assertThat(one(record("Invoke")).crossAccount()).isFalse();
    }

    @Test
    void booleansMayBeText() {
        ApiCall call = one(record("Invoke", "\"readOnly\":\"true\",\"managementEvent\":\"false\""));
        assertThat(call.readOnly()).isTrue();
        assertThat(call.managementEvent()).isFalse();
    }

    @Test
    void whatOldRecordsDoNotSayFollowsFromTheName() {
        assertThat(one(record("ListFunctions20150331")).readOnly()).isTrue();
        assertThat(one(record("UpdateFunctionCode20150331v2")).readOnly()).isFalse();
        assertThat(one(record("UpdateFunctionCode20150331v2")).managementEvent())
                .isTrue();
        assertThat(one(record("Invoke", "\"eventCategory\":\"Data\"")).managementEvent())
                .isFalse();
    }

    @Test
    void timesMayHaveMilliseconds() {
        assertThat(one(record("Invoke").replace("10:00:28Z", "10:00:28.250Z")).time())
                .isEqualTo(Instant.parse("2026-01-01T10:00:28.250Z"));
        assertThat(one(record("Invoke")).time()).isEqualTo(Instant.parse("2026-01-01T10:00:28Z"));
    }

    @Test
    void twinsShareAnId() {
        assertThat(one(record("Invoke", "\"sharedEventID\":\"s\"")).twinId()).isEqualTo("s");
        assertThat(one(record("Invoke")).twinId()).isEqualTo("1");
    }

    private static Optional<FunctionName> function(String... fields) {
        String place = "\"awsRegion\":\"eu-west-1\",\"recipientAccountId\":\"111122223333\"";
        return one(record("GetFunction20150331v2", place, String.join(",", fields)))
                .function();
    }

    private static String name(String... fields) {
        return function(fields).orElseThrow().name();
    }

    private static Optional<Denial> denial(String errorCode, String errorMessage) {
        return one(record("X", "\"errorCode\":\"" + errorCode + "\",\"errorMessage\":\"" + errorMessage + "\""))
                .denial();
    }
}
