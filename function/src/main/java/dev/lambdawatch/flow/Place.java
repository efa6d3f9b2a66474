package dev.lambdawatch.flow;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the key of an object tells about its records.
final class Place {
    /// AWS's layouts, plain and Hive, anchored on `AWSLogs/` because a prefix may have any depth.
    private static final Pattern REGION =
            Pattern.compile("AWSLogs/.*?(?:/vpcflowlogs/|/aws-region=)(?<region>[a-z]{2}[a-z0-9-]{1,30})/");

    private Place() {}

    /// The Region in the key, or empty.
    static String region(String place) {
        Matcher matcher = REGION.matcher(place);
        return matcher.find() ? matcher.group("region") : "";
    }
}
