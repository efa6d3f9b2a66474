package dev.lambdawatch.aws;

import dev.lambdawatch.join.FunctionHistoryContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A history in a table keeps the contract of the one in memory.
class DynamoFunctionHistoryIT extends FunctionHistoryContract {
    @RegisterExtension
    static final EmulatedTables TABLES = new EmulatedTables();

    DynamoFunctionHistoryIT() {
        super(new DynamoFunctionHistory(TABLES.dynamoDb(), TABLES.create()));
    }
}
