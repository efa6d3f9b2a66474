package dev.lambdawatch.cloudtrail;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/// One API call as CloudTrail recorded it. Text is as recorded and may have been chosen by an
/// attacker; what the record does not say is empty.
///
/// @param eventId         unique for each copy of a record
/// @param time            of the call, by the second
/// @param service         `eventSource`: `lambda.amazonaws.com`
/// @param eventName       as recorded: `UpdateFunctionCode20150331v2`
/// @param apiName         the API's own name: `UpdateFunctionCode`. Differs from `eventName` for
///     Lambda only, which writes a version behind it
/// @param region          as recorded; may not exist
/// @param account         `recipientAccountId`: the account whose trail this is
/// @param sourceAddress   an IP address, a service's DNS name or `AWS Internal`; may be empty
/// @param userAgent       of the caller's choosing
/// @param errorCode       empty for a call that succeeded
/// @param denial          present for a denied call, whatever its wording
/// @param readOnly        whether the API only reads
/// @param managementEvent `false` for data events such as `Invoke`
/// @param eventType       `AwsApiCall`, `AwsServiceEvent`, `AwsConsoleSignIn`, ...
/// @param category        `Management` or `Data`; empty in old records
/// @param requestId       joins the two records of an asynchronous `Invoke`
/// @param sharedEventId   joins the copies that two accounts get of one call, or empty
/// @param console         whether the call came from the console
/// @param function        the Lambda function meant, if the record tells
/// @param captured        the values at the paths that the reader was asked for
public record ApiCall(
        String eventId,
        Instant time,
        String service,
        String eventName,
        String apiName,
        String region,
        String account,
        Principal principal,
        String sourceAddress,
        String userAgent,
        String errorCode,
        String errorMessage,
        Optional<Denial> denial,
        boolean readOnly,
        boolean managementEvent,
        String eventType,
        String category,
        String requestId,
        String sharedEventId,
        boolean console,
        Optional<FunctionName> function,
        Captured captured) {
    /// `eventSource` of Lambda's own API. CloudFront has a `CreateFunction` too.
    public static final String LAMBDA = "lambda.amazonaws.com";

    private static final int DATE_DIGITS = 8;

    /// How a call ended.
    public enum Outcome {
        SUCCEEDED,
        DENIED,
        /// Refused for another reason than missing permission: throttled, not found, invalid.
        FAILED
    }

    /// The call of a record without [defect][Fields#defect].
    static ApiCall of(Fields fields, Captured captured, Set<String> knownAccounts) {
        String service = fields.get(Field.EVENT_SOURCE);
        String eventName = fields.get(Field.EVENT_NAME);
        boolean lambda = service.equals(LAMBDA);
        String apiName = lambda ? baseName(eventName) : eventName;
        Identity identity = new Identity(fields, knownAccounts);
        String errorCode = fields.get(Field.ERROR_CODE);
        String errorMessage = fields.get(Field.ERROR_MESSAGE);
        String category = fields.get(Field.CATEGORY);
        return new ApiCall(
                fields.get(Field.EVENT_ID),
                fields.time().orElseThrow(),
                service,
                eventName,
                apiName,
                fields.get(Field.REGION),
                fields.get(Field.RECIPIENT_ACCOUNT),
                identity.principal(),
                fields.get(Field.SOURCE_ADDRESS),
                fields.get(Field.USER_AGENT),
                errorCode,
                errorMessage,
                Denial.of(errorCode, errorMessage),
                fields.isTrue(Field.READ_ONLY, reads(apiName)),
                fields.isTrue(Field.MANAGEMENT_EVENT, !category.equals("Data")),
                fields.get(Field.EVENT_TYPE),
                category,
                fields.get(Field.REQUEST_ID),
                fields.get(Field.SHARED_EVENT_ID),
                identity.isConsole(),
                lambda ? FunctionName.of(fields) : Optional.empty(),
                captured);
    }

    /// `UpdateFunctionCode` of `UpdateFunctionCode20150331v2`: Lambda's records write the date of the
    /// API behind its name, with or without a version, and some write nothing.
    static String baseName(String eventName) {
        int end = eventName.length();
        int digits = end;
        while (digits > 0 && isDigit(eventName.charAt(digits - 1))) {
            digits--;
        }
        if (digits < end && digits > 0 && eventName.charAt(digits - 1) == 'v' && endsInDate(eventName, digits - 1)) {
            return eventName.substring(0, digits - 1 - DATE_DIGITS);
        }
        return endsInDate(eventName, end) ? eventName.substring(0, end - DATE_DIGITS) : eventName;
    }

    /// Whether eight digits stand before an index, and something before them.
    private static boolean endsInDate(String text, int end) {
        for (int i = end - DATE_DIGITS; i < end; i++) {
            if (i < 1 || !isDigit(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /// Old records do not say; names do.
    private static boolean reads(String apiName) {
        return apiName.startsWith("Get") || apiName.startsWith("List") || apiName.startsWith("Describe");
    }

    public Outcome outcome() {
        if (denied()) {
            return Outcome.DENIED;
        }
        return succeeded() ? Outcome.SUCCEEDED : Outcome.FAILED;
    }

    public boolean denied() {
        return denial.isPresent();
    }

    public boolean succeeded() {
        return errorCode.isEmpty();
    }

    /// Whether Lambda's API was called.
    public boolean ofLambda() {
        return service.equals(LAMBDA);
    }

    /// Whether the caller belongs to another account than the one that was called: the owner of the
    /// function, or else the account whose trail this is.
    public boolean crossAccount() {
        String caller = principal.account();
        String owner = function.map(FunctionName::account).orElse(account);
        return !caller.isEmpty() && !owner.isEmpty() && !caller.equals(owner);
    }

    /// Equal for the copies that caller and owner get of one call, and for no other pair of calls.
    public String twinId() {
        return sharedEventId.isEmpty() ? eventId : sharedEventId;
    }
}
