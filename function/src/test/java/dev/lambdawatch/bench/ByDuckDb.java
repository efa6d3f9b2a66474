package dev.lambdawatch.bench;

import dev.lambdawatch.flow.FlowDay;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// [RegularPairs] by DuckDB, through JDBC, in one thread.
///
/// ```
/// ByDuckDb FILE.log.gz
/// ```
final class ByDuckDb {
    private static final Set<String> NUMBERS =
            Set.of("srcport", "dstport", "protocol", "packets", "bytes", "start", "end", "tcp-flags");

    private static final String COUNTED = """
            CREATE TEMP TABLE counted AS
            SELECT instance, destination, dstport, protocol, count(*) AS n
            FROM opened GROUP BY ALL
            """;

    /// Only pairs with enough connections get a list of their times: grouping twice is cheaper than
    /// to keep a list for each.
    private static final String REGULAR = """
            WITH busy AS (
              SELECT instance, destination, dstport, protocol, list(start) AS starts, count(*) AS n,
                     count(DISTINCT start // 3600) AS hours, avg(bytes) AS bytes
              FROM opened GROUP BY ALL HAVING count(*) >= 12),
            times AS (SELECT * EXCLUDE (starts), unnest(starts) AS start FROM busy),
            gaps AS (
              SELECT *, start - lag(start) OVER (PARTITION BY instance, destination, dstport, protocol ORDER BY start) AS gap
              FROM times)
            SELECT concat_ws(' ', instance, destination, dstport, protocol)
            FROM gaps GROUP BY instance, destination, dstport, protocol, n, hours, bytes
            HAVING (n > 30 AND stddev_samp(gap) < 5 AND avg(gap) BETWEEN 30 AND 600)
                OR (hours >= 3 AND bytes < 4096 AND n >= 2 * hours)
            """;

    private ByDuckDb() {}

    public static void main(String[] arguments) throws SQLException {
        System.out.println(of(Path.of(arguments[0])).line());
    }

    static RegularPairs of(Path file) throws SQLException {
        try (Connection database = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = database.createStatement()) {
            statement.execute("SET threads = 1");
            statement.execute(opened(file));
            statement.execute(COUNTED);
            return new RegularPairs(
                    number(statement, "SELECT count(*) FROM counted"),
                    number(statement, "SELECT sum(n) FROM counted"),
                    regular(statement));
        }
    }

    private static String opened(Path file) {
        return """
                CREATE TEMP TABLE opened AS
                SELECT "instance-id" AS instance, "pkt-dstaddr" AS destination, dstport, protocol, start, bytes
                FROM read_csv('%s', delim=' ', header=true, quote='', escape='', nullstr='-', auto_detect=false,
                              strict_mode=false, columns={%s})
                WHERE "log-status" = 'OK' AND action = 'ACCEPT' AND "flow-direction" = 'egress'
                  AND (protocol = 17 OR (protocol = 6 AND ("tcp-flags" & 18) = 2))
                  AND NOT starts_with("pkt-dstaddr", '10.') AND NOT starts_with("pkt-dstaddr", 'fd')
                """.formatted(file.toString().replace("'", "''"), columns());
    }

    private static String columns() {
        return Stream.of(FlowDay.HEADER.split(" "))
                .map(name -> "'%s': '%s'".formatted(name, NUMBERS.contains(name) ? "BIGINT" : "VARCHAR"))
                .collect(Collectors.joining(", "));
    }

    private static long number(Statement statement, String query) throws SQLException {
        try (ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static List<String> regular(Statement statement) throws SQLException {
        List<String> regular = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(REGULAR)) {
            while (rows.next()) {
                regular.add(rows.getString(1));
            }
        }
        return regular;
    }
}
