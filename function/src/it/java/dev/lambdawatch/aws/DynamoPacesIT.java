package dev.lambdawatch.aws;

import dev.lambdawatch.audit.PaceStore;
import dev.lambdawatch.audit.PacesContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Paces in a table keep the contract of those in memory.
class DynamoPacesIT extends PacesContract {
    @RegisterExtension
    static final EmulatedTables TABLES = new EmulatedTables();

    /// In an empty table.
    @Override
    protected PaceStore paces() {
        return new DynamoPaces(TABLES.dynamoDb(), TABLES.create());
    }
}
