package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OwnCallsTest {
    private static final String OWN = "arn:aws:lambda:eu-west-1:111122223333:function:lambdawatch-";
    private static final String ROLE = "arn:aws:iam::111122223333:role/lambdawatch-BeaconRole-AB12";

    @Test
    void itsListingOfFunctionsIsNoFinding() {
        assertThat(found(ROLE, LISTING)).isEmpty();
    }

    @Test
    void aListingByAnotherFunctionIs() {
        assertThat(found(ROLE, LISTING.replace("BeaconRole", "AuditRole")))
                .containsExactly("lambda_list_functions_by_workload");
        assertThat(found("", LISTING)).containsExactly("lambda_list_functions_by_workload");
    }

    @Test
    void soIsOneByWhoeverTookItsCredentialsAway() {
        assertThat(found(ROLE, LISTING.replace("3.248.0.10", "198.51.100.7")))
                .contains("lambda_list_functions_by_workload", "runtime_credentials_outside");
        assertThat(found(ROLE, LISTING.replace("lambdawatch exec-env/AWS_Lambda_java25", "aws-cli/2.32.3")))
                .contains("lambda_list_functions_by_workload");
    }

    @Test
    void soIsAnyOtherCallOfItsRole() {
        assertThat(found(ROLE, LISTING.replace("ListFunctions20150331", "GetFunctionConfiguration20150331v2")))
                .containsExactly("lambda_configuration_read");
    }

    private static List<String> found(String listingRole, String record) {
        OwnCalls ownCalls = new OwnCalls(Canary.NONE, listingRole);
        Audit audit = Audit.of(ShippedRules.book(), new Estate(Set.of(), OWN, Set.of(), "", ownCalls));
        return Calling.rules(audit, record);
    }

    private static final String LISTING = """
            {"eventVersion":"1.11","userIdentity":{"type":"AssumedRole","principalId":"AROAEXAMPLE:lambdawatch-BeaconFunction-EF56",
             "arn":"arn:aws:sts::111122223333:assumed-role/lambdawatch-BeaconRole-AB12/lambdawatch-BeaconFunction-EF56",
             "accountId":"111122223333","accessKeyId":"ASIAEXAMPLE","sessionContext":{"sessionIssuer":{"type":"Role",
             "principalId":"AROAEXAMPLE","arn":"arn:aws:iam::111122223333:role/lambdawatch-BeaconRole-AB12",
             "accountId":"111122223333","userName":"lambdawatch-BeaconRole-AB12"},"attributes":{}},
             "inScopeOf":{"issuerType":"AWS::Lambda::Function","sourceArn":"%sBeaconFunction-EF56"}},
             "eventTime":"2026-01-01T10:20:28Z","eventSource":"lambda.amazonaws.com",
             "eventName":"ListFunctions20150331","awsRegion":"eu-west-1","sourceIPAddress":"3.248.0.10",
             "userAgent":"lambdawatch exec-env/AWS_Lambda_java25","requestParameters":{"maxItems":50},"responseElements":null,
             "requestID":"00000000-0000-4000-8000-000000000001","eventID":"00000000-0000-4000-9000-000000000001",
             "readOnly":true,"eventType":"AwsApiCall","managementEvent":true,"recipientAccountId":"111122223333",
             "eventCategory":"Management"}""".formatted(OWN);
}
