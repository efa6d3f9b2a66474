package dev.lambdawatch.aws;

import dev.lambdawatch.alert.Incidents;
import dev.lambdawatch.alert.IncidentsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Incidents in a table keep the contract of those in memory.
class DynamoIncidentsIT extends IncidentsContract {
    @RegisterExtension
    static final EmulatedTables TABLES = new EmulatedTables();

    /// In an empty table.
    @Override
    protected Incidents incidents() {
        return new DynamoIncidents(TABLES.dynamoDb(), TABLES.create());
    }
}
