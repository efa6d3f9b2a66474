package dev.lambdawatch.aws;

import dev.lambdawatch.join.FunctionHistoryContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/// A history in a table keeps the contract of the one in memory.
class DynamoFunctionHistoryIT extends FunctionHistoryContract {
    private static EmulatedTables tables;

    DynamoFunctionHistoryIT() {
        super(new DynamoFunctionHistory(tables.dynamoDb, tables.create()));
    }

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
}
