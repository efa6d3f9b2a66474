package dev.lambdawatch.cloudtrail;

/// Amazon Resource Names as text: `arn:PARTITION:SERVICE:REGION:ACCOUNT:RESOURCE`, where the
/// resource may itself hold colons and slashes. Every answer is empty for what is no ARN.
final class Arn {
    private Arn() {}

    static String partition(String arn) {
        return part(arn, 1);
    }

    static String service(String arn) {
        return part(arn, 2);
    }

    static String region(String arn) {
        return part(arn, 3);
    }

    static String account(String arn) {
        return part(arn, 4);
    }

    static String resource(String arn) {
        int start = resourceStart(arn);
        return start < 0 ? "" : arn.substring(start);
    }

    /// Where the resource begins, or -1.
    static int resourceStart(String arn) {
        return start(arn, 5);
    }

    /// Whether the resource begins so.
    static boolean isResource(String arn, String prefix) {
        int start = resourceStart(arn);
        return start >= 0 && arn.startsWith(prefix, start);
    }

    /// An account that is named, else that of an ARN.
    static String accountOr(String named, String arn) {
        return named.isEmpty() ? account(arn) : named;
    }

    /// What stands behind the last slash: the name without its path.
    static String lastPart(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    private static String part(String arn, int number) {
        int start = start(arn, number);
        return start < 0 || resourceStart(arn) < 0 ? "" : arn.substring(start, arn.indexOf(':', start));
    }

    /// Where a part begins, counted from 0, or -1.
    private static int start(String arn, int number) {
        if (!arn.startsWith("arn:")) {
            return -1;
        }
        int start = 0;
        for (int i = 0; i < number; i++) {
            int colon = arn.indexOf(':', start);
            if (colon < 0) {
                return -1;
            }
            start = colon + 1;
        }
        return start;
    }
}
