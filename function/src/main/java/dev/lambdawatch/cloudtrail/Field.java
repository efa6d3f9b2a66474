package dev.lambdawatch.cloudtrail;

/// The fields of a record that an [ApiCall] is made of, each with its path in the record.
enum Field {
    ADDITIONAL_FUNCTION_VERSION("additionalEventData.functionVersion"),
    CATEGORY("eventCategory"),
    CONSOLE_CREDENTIAL("sessionCredentialFromConsole"),
    DIGEST_START_TIME("digestStartTime"),
    ERROR_CODE("errorCode"),
    ERROR_MESSAGE("errorMessage"),
    EVENT_ID("eventID"),
    EVENT_NAME("eventName"),
    EVENT_SOURCE("eventSource"),
    EVENT_TIME("eventTime"),
    EVENT_TYPE("eventType"),
    IDENTITY_ACCESS_KEY("userIdentity.accessKeyId"),
    IDENTITY_ACCOUNT("userIdentity.accountId"),
    IDENTITY_ARN("userIdentity.arn"),
    IDENTITY_CREDENTIALS_OF("userIdentity.inScopeOf.sourceArn"),
    IDENTITY_CREDENTIALS_TYPE("userIdentity.inScopeOf.issuerType"),
    IDENTITY_EC2_DELIVERY("userIdentity.sessionContext.ec2RoleDelivery"),
    IDENTITY_INVOKED_BY("userIdentity.invokedBy"),
    IDENTITY_ISSUER_ARN("userIdentity.sessionContext.sessionIssuer.arn"),
    IDENTITY_MFA("userIdentity.sessionContext.attributes.mfaAuthenticated"),
    IDENTITY_ON_BEHALF_OF("userIdentity.onBehalfOf.userId"),
    IDENTITY_PRINCIPAL_ID("userIdentity.principalId"),
    IDENTITY_PROVIDER("userIdentity.identityProvider"),
    IDENTITY_TYPE("userIdentity.type"),
    IDENTITY_USER_NAME("userIdentity.userName"),
    IDENTITY_WEB_PROVIDER("userIdentity.sessionContext.webIdFederationData.federatedProvider"),
    MANAGEMENT_EVENT("managementEvent"),
    READ_ONLY("readOnly"),
    RECIPIENT_ACCOUNT("recipientAccountId"),
    REGION("awsRegion"),
    REQUEST_FUNCTION_NAME("requestParameters.functionName"),
    REQUEST_ID("requestID"),
    REQUEST_QUALIFIER("requestParameters.qualifier"),
    REQUEST_RESOURCE("requestParameters.resource"),
    REQUEST_RESOURCE_ARN("requestParameters.resourceArn"),
    RESOURCE_ARN("resources.ARN"),
    RESPONSE_FUNCTION_ARN("responseElements.functionArn"),
    SHARED_EVENT_ID("sharedEventID"),
    SOURCE_ADDRESS("sourceIPAddress"),
    USER_AGENT("userAgent");

    private final String path;

    Field(String path) {
        this.path = path;
    }

    /// Whether each record has another value here.
    boolean isOfOneRecord() {
        return switch (this) {
            case EVENT_ID, EVENT_TIME, REQUEST_ID, SHARED_EVENT_ID -> true;
            default -> false;
        };
    }

    /// Counted from 0, for arrays that have a place for each.
    @SuppressWarnings("EnumOrdinal") // the number lives no longer than the process
    int number() {
        return ordinal();
    }

    /// Dotted.
    String path() {
        return path;
    }
}
