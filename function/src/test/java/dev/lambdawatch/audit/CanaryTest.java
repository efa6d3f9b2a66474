package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CanaryTest {
    private static final String OWN = "arn:aws:lambda:eu-west-1:111122223333:function:lambdawatch-";
    private static final Canary CANARY = new Canary("arn:aws:iam::111122223333:role/lambdawatch-CanaryRole-AB12", OWN);

    private static final String NOT_FOUND = """
            "errorCode":"ResourceNotFoundException","errorMessage":"Function not found: %slambdawatch-canary-2026-01-01T10",
            "requestParameters":{"functionName":"lambdawatch-canary-2026-01-01T10"},""".formatted(OWN);

    /// Holds no request, as the records of denied calls do; the function stands in the message.
    private static final String DENIED = """
            "errorCode":"AccessDenied","errorMessage":"User: arn:aws:sts::111122223333:assumed-role/x/y is not authorized \
            to perform: lambda:GetFunctionConfiguration on resource: %scanary-2026-01-01T10 because no identity-based policy \
            allows the lambda:GetFunctionConfiguration action","requestParameters":null,""".formatted(OWN);

    private static final String SUCCEEDED = """
            "requestParameters":{"functionName":"lambdawatch-canary-2026-01-01T10"},""";

    @Test
    void itAsksForAFunctionOfTheHour() {
        assertThat(CANARY.function(Instant.parse("2026-01-01T10:59:59.999Z")))
                .isEqualTo("lambdawatch-canary-2026-01-01T10");
    }

    @Test
    void itsCallIsNoFindingHoweverItEnded() {
        assertThat(found(CANARY, call(NOT_FOUND))).isEmpty();
        assertThat(found(CANARY, call(DENIED))).isEmpty();
        assertThat(found(CANARY, call(SUCCEEDED))).isEmpty();
    }

    @Test
    void theSameCallByAnotherPrincipalIsJudged() {
        assertThat(found(CANARY, call(DENIED).replace("CanaryRole-AB12", "AuditRole-CD34")))
                .containsExactly("lambda_read_denied");
    }

    @Test
    void anyOtherCallOfItsRoleIsJudged() {
        assertThat(found(CANARY, call(DENIED).replace("canary-2026-01-01T10", "canary-2026-01-01T08")))
                .as("of another hour")
                .containsExactly("lambda_read_denied");
        assertThat(found(
                        CANARY,
                        call(DENIED).replace("function:lambdawatch-canary-2026-01-01T10", "function:orders-api")))
                .as("of another function")
                .containsExactly("lambda_read_denied");
        assertThat(found(
                        CANARY,
                        call(DENIED).replace("\"GetFunctionConfiguration20150331v2\"", "\"GetFunction20150331v2\"")))
                .as("another API")
                .containsExactly("lambda_read_denied");
        assertThat(found(CANARY, call(SUCCEEDED).replace("lambdawatch-canary-2026-01-01T10", "orders-api")))
                .as("with success")
                .containsExactly("lambda_configuration_read");
    }

    @Test
    void anHourThatTurnsOnTheWayMakesNoDifference() {
        assertThat(found(CANARY, call(DENIED).replace("10:20:28Z", "11:00:00Z")))
                .isEmpty();
        assertThat(found(CANARY, call(DENIED).replace("10:20:28Z", "09:59:59Z")))
                .isEmpty();
    }

    /// A replay does not know the role.
    @Test
    void whereItIsNotKnownItsCallIsOneThatFailed() {
        assertThat(found(Canary.NONE, call(NOT_FOUND))).isEmpty();
    }

    private static List<String> found(Canary canary, String record) {
        Audit audit = Audit.of(ShippedRules.book(), new Estate(Set.of(), OWN, Set.of(), "", new OwnCalls(canary, "")));
        return Calling.rules(audit, record);
    }

    private static String call(String ending) {
        return """
                {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:lambdawatch-CanaryFunction-EF56",
                 "arn":"arn:aws:sts::111122223333:assumed-role/lambdawatch-CanaryRole-AB12/lambdawatch-CanaryFunction-EF56",
                 "accountId":"111122223333","accessKeyId":"ASIAEXAMPLE","sessionContext":{"sessionIssuer":{"type":"Role",
                 "principalId":"AROAEXAMPLE","arn":"arn:aws:iam::111122223333:role/lambdawatch-CanaryRole-AB12",
                 "accountId":"111122223333","userName":"lambdawatch-CanaryRole-AB12"},"attributes":{}},
                 "inScopeOf":{"issuerType":"AWS::Lambda::Function","sourceArn":"%sCanaryFunction-EF56"}},
                 "eventTime":"2026-01-01T10:20:28Z","eventSource":"lambda.amazonaws.com",
                 "eventName":"GetFunctionConfiguration20150331v2","awsRegion":"eu-west-1","sourceIPAddress":"3.248.0.10",
                 "userAgent":"lambdawatch exec-env/AWS_Lambda_java25",%s"responseElements":null,
                 "requestID":"00000000-0000-4000-8000-000000000001","eventID":"00000000-0000-4000-9000-000000000001",
                 "readOnly":true,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333",
                 "eventCategory":"Management"}""".formatted(OWN, ending);
    }
}
