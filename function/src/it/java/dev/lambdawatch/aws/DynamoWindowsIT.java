package dev.lambdawatch.aws;

import dev.lambdawatch.sigma.WindowStore;
import dev.lambdawatch.sigma.WindowsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Windows of correlations in a table keep the contract of those in memory.
class DynamoWindowsIT extends WindowsContract {
    @RegisterExtension
    static final EmulatedTables TABLES = new EmulatedTables();

    @Override
    protected WindowStore windows() {
        return new DynamoWindows(TABLES.dynamoDb(), TABLES.create());
    }
}
