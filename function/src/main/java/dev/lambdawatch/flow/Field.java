package dev.lambdawatch.flow;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// A field of a flow log that we read, under AWS's name for it in the header.
///
/// The names are those of the record formats of versions 2 to 11, in Amazon's "Flow log records"
/// table.
enum Field {
    ACCOUNT_ID("account-id", Kind.NAME),
    INTERFACE_ID("interface-id", Kind.NAME),
    SRCADDR("srcaddr", Kind.ADDRESS),
    DSTADDR("dstaddr", Kind.ADDRESS),
    SRCPORT("srcport", Kind.NUMBER),
    DSTPORT("dstport", Kind.NUMBER),
    PROTOCOL("protocol", Kind.NUMBER),
    PACKETS("packets", Kind.NUMBER),
    BYTES("bytes", Kind.NUMBER),
    START("start", Kind.NUMBER),
    END("end", Kind.NUMBER),
    ACTION("action", Kind.WORD),
    LOG_STATUS("log-status", Kind.WORD),
    VPC_ID("vpc-id", Kind.NAME),
    SUBNET_ID("subnet-id", Kind.NAME),
    INSTANCE_ID("instance-id", Kind.NAME),
    TCP_FLAGS("tcp-flags", Kind.NUMBER),
    PKT_SRCADDR("pkt-srcaddr", Kind.ADDRESS),
    PKT_DSTADDR("pkt-dstaddr", Kind.ADDRESS),
    REGION("region", Kind.NAME),
    PKT_SRC_AWS_SERVICE("pkt-src-aws-service", Kind.NAME),
    PKT_DST_AWS_SERVICE("pkt-dst-aws-service", Kind.NAME),
    FLOW_DIRECTION("flow-direction", Kind.WORD),
    ECS_TASK_ID("ecs-task-id", Kind.NAME),
    RESOURCE_ID("resource-id", Kind.NAME),
    INTERFACE_TYPE("interface-type", Kind.NAME);

    /// How the value of a field is read.
    enum Kind {
        ADDRESS,
        NUMBER,
        /// One of a few fixed words.
        WORD,
        /// An identifier that repeats from record to record.
        NAME
    }

    /// What a record cannot do without.
    static final Set<Field> NEEDED = Set.of(SRCADDR, DSTADDR, SRCPORT, DSTPORT, PROTOCOL, START);

    /// Fields that stand in a header and that we do not read.
    private static final List<String> UNREAD = List.of(
            "version",
            "type",
            "az-id",
            "sublocation-type",
            "sublocation-id",
            "ecs-cluster-arn",
            "ecs-cluster-name",
            "ecs-container-instance-arn",
            "ecs-container-instance-id",
            "ecs-container-id",
            "ecs-second-container-id",
            "ecs-service-name",
            "ecs-task-definition-arn",
            "ecs-task-arn",
            "traffic-path",
            "reject-reason",
            "encryption-status",
            "instance-tag",
            "instance-tag-2",
            "interface-tag",
            "interface-tag-2",
            "asg-tag",
            "asg-tag-2",
            "next-hop-interface-id",
            "next-hop-subnet-id",
            "next-hop-az-id",
            "next-hop-vpc-id",
            "next-hop-interface-type");

    /// Every name in a header that AWS has given so far, by its length.
    private static final byte[][][] NAMES = names();

    final String header;
    final Kind kind;

    Field(String header, Kind kind) {
        this.header = header;
        this.kind = kind;
    }

    /// Whether these bytes are a name that AWS gives to a field, read by us or not.
    static boolean isKnown(byte[] text, int from, int to) {
        if (to - from >= NAMES.length) {
            return false;
        }
        for (byte[] name : NAMES[to - from]) {
            if (Arrays.equals(name, 0, name.length, text, from, to)) {
                return true;
            }
        }
        return false;
    }

    /// Whether we read the field of this name.
    static boolean isRead(String name) {
        return Arrays.stream(values()).anyMatch(field -> field.header.equals(name));
    }

    private static byte[][][] names() {
        List<byte[]> names = Stream.concat(Arrays.stream(values()).map(field -> field.header), UNREAD.stream())
                .map(name -> name.getBytes(StandardCharsets.US_ASCII))
                .toList();
        int longest = names.stream().mapToInt(name -> name.length).max().orElse(0);
        return IntStream.rangeClosed(0, longest)
                .mapToObj(length ->
                        names.stream().filter(name -> name.length == length).toArray(byte[][]::new))
                .toArray(byte[][][]::new);
    }
}
