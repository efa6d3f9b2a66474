package dev.lambdawatch.aws;

import dev.lambdawatch.alert.Incidents;
import dev.lambdawatch.alert.IncidentsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Incidents in a table keep the contract of those in memory.
class DynamoIncidentsIT extends IncidentsContract {
    private static EmulatedTables tables;

    @BeforeAll
    static void start() {
        tables = EmulatedTables.start();
    }

    @AfterAll
    static void stop() {
        if (tables != null) { // it is null where the suite is left out
            tables.close();
        }
    }

    /// In an empty table.
    @Override
    protected Incidents incidents() {
        return new DynamoIncidents(tables.dynamoDb, tables.create());
    }
}
