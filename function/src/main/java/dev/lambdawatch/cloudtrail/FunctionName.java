package dev.lambdawatch.cloudtrail;

import java.util.Optional;

/// Which Lambda function a call is about.
///
/// @param arn       without qualifier: `arn:aws:lambda:eu-west-1:111122223333:function:orders-api`,
///     or `...:web-function/name`
/// @param partition `aws`, `aws-cn`, `aws-us-gov`, ...
/// @param region    as recorded; published samples hold Regions that do not exist
/// @param account   the account that owns the function
/// @param name      `orders-api`
/// @param qualifier version or alias, or empty
public record FunctionName(String arn, String partition, String region, String account, String name, String qualifier) {
    private static final String FUNCTION = "function:";
    private static final String WEB_FUNCTION = "web-function/";

    private static final String ON_RESOURCE = "on resource: ";

    /// The function of a record of Lambda's API: the first of these that names one. A record of a
    /// denied call has no request, one of a data event names its resource.
    static Optional<FunctionName> of(Fields fields) {
        String partition = partition(fields);
        String region = fields.get(Field.REGION);
        String account = fields.get(Field.RECIPIENT_ACCOUNT);
        return ofArn(fields.get(Field.RESOURCE_ARN))
                .or(() -> parse(fields.get(Field.REQUEST_FUNCTION_NAME), partition, region, account))
                .or(() -> ofArn(fields.get(Field.RESPONSE_FUNCTION_ARN)))
                .or(() -> ofArn(fields.get(Field.REQUEST_RESOURCE)))
                .or(() -> ofArn(fields.get(Field.REQUEST_RESOURCE_ARN)))
                .or(() -> ofArn(resourceOf(fields.get(Field.ERROR_MESSAGE))))
                .or(() -> ofArn(fields.get(Field.ADDITIONAL_FUNCTION_VERSION)))
                .map(function -> function.orQualifier(fields.get(Field.REQUEST_QUALIFIER)));
    }

    private static String resourceOf(String errorMessage) {
        int start = errorMessage.indexOf(ON_RESOURCE);
        if (start < 0) {
            return "";
        }
        int end = errorMessage.indexOf(' ', start + ON_RESOURCE.length());
        return errorMessage.substring(start + ON_RESOURCE.length(), end < 0 ? errorMessage.length() : end);
    }

    /// The partition of the caller, else that of its Region.
    private static String partition(Fields fields) {
        String callers = Arn.partition(fields.get(Field.IDENTITY_ARN));
        if (!callers.isEmpty()) {
            return callers;
        }
        String region = fields.get(Field.REGION);
        if (region.startsWith("cn-")) {
            return "aws-cn";
        }
        return region.startsWith("us-gov-") ? "aws-us-gov" : "aws";
    }

    /// A full ARN of a function; empty for anything else.
    static Optional<FunctionName> ofArn(String arn) {
        if (!Arn.service(arn).equals("lambda")) {
            return Optional.empty();
        }
        String partition = Arn.partition(arn);
        String region = Arn.region(arn);
        String account = Arn.account(arn);
        String resource = Arn.resource(arn);
        if (resource.startsWith(WEB_FUNCTION) && resource.length() > WEB_FUNCTION.length()) {
            String name = resource.substring(WEB_FUNCTION.length());
            return Optional.of(new FunctionName(arn, partition, region, account, name, ""));
        }
        return resource.startsWith(FUNCTION)
                ? ofName(resource.substring(FUNCTION.length()), partition, region, account)
                : Optional.empty();
    }

    /// Any form in which Lambda's API takes a function: full ARN, `account:function:name`, `name`,
    /// each with or without `:qualifier`. What the form leaves out comes from the record.
    static Optional<FunctionName> parse(String text, String partition, String region, String account) {
        if (text.startsWith("arn:")) {
            return ofArn(text);
        }
        int function = text.indexOf(":" + FUNCTION);
        return function < 0
                ? ofName(text, partition, region, account)
                : ofName(
                        text.substring(function + 1 + FUNCTION.length()),
                        partition,
                        region,
                        text.substring(0, function));
    }

    private static Optional<FunctionName> ofName(String text, String partition, String region, String account) {
        int colon = text.indexOf(':');
        String name = colon < 0 ? text : text.substring(0, colon);
        if (name.isEmpty() || name.equals("*")) {
            return Optional.empty();
        }
        String arn = "arn:" + partition + ":lambda:" + region + ":" + account + ":" + FUNCTION + name;
        return Optional.of(
                new FunctionName(arn, partition, region, account, name, colon < 0 ? "" : text.substring(colon + 1)));
    }

    private FunctionName orQualifier(String other) {
        return qualifier.isEmpty() && !other.isEmpty()
                ? new FunctionName(arn, partition, region, account, name, other)
                : this;
    }
}
