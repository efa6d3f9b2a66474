package dev.lambdawatch.aws;

import dev.lambdawatch.sigma.WindowStore;
import dev.lambdawatch.sigma.WindowsContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// Windows of correlations in a table keep the contract of those in memory.
class DynamoWindowsIT extends WindowsContract {
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

    @Override
    protected WindowStore windows() {
        return new DynamoWindows(tables.dynamoDb, tables.create());
    }
}
