package dev.lambdawatch.aws;

import dev.lambdawatch.alert.FindingStore;
import dev.lambdawatch.alert.Incidents;
import dev.lambdawatch.alert.Publisher;
import dev.lambdawatch.alert.Sightings;
import dev.lambdawatch.audit.HabitStore;
import dev.lambdawatch.audit.PaceStore;
import dev.lambdawatch.content.ContentStore;
import dev.lambdawatch.dns.ContactHistory;
import dev.lambdawatch.join.FunctionHistory;
import dev.lambdawatch.join.SubnetFunctions;
import dev.lambdawatch.sigma.WindowStore;
import dev.lambdawatch.stored.StateStore;
import java.time.InstantSource;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sns.SnsClient;

/// The door of this room: what implements each port, with the Region, credentials and endpoint that
/// the environment gives. What lies in one service shares its client, made when it is first asked for.
public final class Aws {
    private Aws() {}

    /// Loaded by those functions only that have a table.
    private static final class Tables {
        static final DynamoDbClient CLIENT = DynamoDbClient.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .build();
    }

    private static final class Topics {
        static final SnsClient CLIENT =
                SnsClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    }

    /// Objects in S3.
    public static S3Objects objects() {
        // Flow logs and trail files carry a checksum of their own inside gzip; validating S3's as well
        // costs some 6 % of a read's CPU (elastic/elasticsearch#147353).
        return new S3Objects(S3Client.builder()
                .httpClient(UrlConnectionHttpClient.create())
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                // An emulator at a host name does not serve a host name a bucket.
                .forcePathStyle(System.getenv("AWS_ENDPOINT_URL") != null)
                .build());
    }

    /// Reads the accounts of an Organization.
    ///
    /// @param id   `o-...`
    /// @param root whose accounts are read, `r-...`
    public static OrganizationTree organization(String id, String root) {
        return new OrganizationTree(
                OrganizationsApi.fromEnvironment(UrlConnectionHttpClient.create()), id, root, OrganizationTree.PAUSE);
    }

    /// Asks Lambda's API.
    public static LambdaApi lambda() {
        return LambdaApi.fromEnvironment(UrlConnectionHttpClient.create());
    }

    /// Which functions of our account and Region are attached to which subnet, listed at most every
    /// half hour.
    public static SubnetFunctions subnetFunctions(InstantSource clock) {
        return new ListedFunctions(lambda()::attached, clock);
    }

    /// Sends alerts to a topic.
    public static Publisher topic(String arn) {
        return new SnsTopic(Topics.CLIENT, arn);
    }

    /// Remembers what was told in a table whose key is the text `pk`.
    public static Sightings sightings(String table) {
        return new DynamoSightings(Tables.CLIENT, table);
    }

    /// Remembers incidents in the same table.
    public static Incidents incidents(String table) {
        return new DynamoIncidents(Tables.CLIENT, table);
    }

    /// Remembers the windows of correlations in the same table.
    public static WindowStore windows(String table) {
        return new DynamoWindows(Tables.CLIENT, table);
    }

    /// Remembers who usually does what in the same table.
    public static HabitStore habits(String table) {
        return new DynamoHabits(Tables.CLIENT, table);
    }

    /// Remembers how often who usually invokes functions in the same table.
    public static PaceStore paces(String table) {
        return new DynamoPaces(Tables.CLIENT, table);
    }

    /// Remembers changes of functions and the interfaces that they use in the same table.
    public static FunctionHistory functionHistory(String table) {
        return new DynamoFunctionHistory(Tables.CLIENT, table);
    }

    /// Remembers which workload asked for which platform in the same table.
    public static ContactHistory contactHistory(String table) {
        return new DynamoContactHistory(Tables.CLIENT, table);
    }

    /// Keeps by name in a bucket what was read of logs.
    public static StateStore state(S3Objects objects, String bucket) {
        return new S3State(objects, bucket);
    }

    /// Keeps findings under `findings/` of a bucket.
    public static FindingStore findings(S3Objects objects, String bucket) {
        return new S3Findings(objects, bucket);
    }

    /// The rules, filters and settings that people put into a bucket.
    public static ContentStore content(S3Objects objects, String bucket) {
        return new S3Content(objects, bucket);
    }

    /// Sends plain texts to a topic.
    public static PlainTopic plainTopic(String arn) {
        return new PlainTopic(Topics.CLIENT, arn);
    }
}
