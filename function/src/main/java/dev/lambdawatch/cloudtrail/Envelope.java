package dev.lambdawatch.cloudtrail;

import java.util.Set;

/// What EventBridge wrote around a record. Mutable, used again for the next.
///
/// Anybody who may put events on a bus can write a `detail` of his choice under a detail type of
/// his choice; `source` he cannot begin with `aws.`, for PutEvents refuses that, and the account is
/// set by the bus.
final class Envelope {
    private static final Set<String> DETAIL_TYPES = Set.of(
            "AWS API Call via CloudTrail",
            "AWS Console Action via CloudTrail",
            "AWS Console Sign In via CloudTrail",
            "AWS Console Signin via CloudTrail",
            "AWS Insight via CloudTrail",
            "AWS Network Activity Event via CloudTrail",
            "AWS Service Event via CloudTrail");

    private String source = "";
    private String detailType = "";
    private String account = "";

    void clear() {
        source = "";
        detailType = "";
        account = "";
    }

    boolean isField(String name) {
        return name.equals("source") || name.equals("detail-type") || name.equals("account");
    }

    void set(String name, String value) {
        switch (name) {
            case "source" -> source = value;
            case "detail-type" -> detailType = value;
            case "account" -> account = value;
            default -> throw new IllegalArgumentException("no field of an event: " + name);
        }
    }

    boolean isEvent() {
        return !detailType.isEmpty();
    }

    /// Why the record inside must not be believed, or empty.
    ///
    /// @param recipient the record's `recipientAccountId`, or empty
    String refusal(String recipient) {
        if (!DETAIL_TYPES.contains(detailType)) {
            return "an event of detail-type '" + Fields.shortened(detailType) + "', which CloudTrail does not send";
        }
        if (!source.startsWith("aws.")) {
            return "a forged event: its source is '" + Fields.shortened(source) + "', not AWS";
        }
        if (!account.isEmpty() && !recipient.isEmpty() && !account.equals(recipient)) {
            return "a forged event: it comes from account '" + Fields.shortened(account)
                    + "', its record from account '" + Fields.shortened(recipient) + "'";
        }
        return "";
    }
}
