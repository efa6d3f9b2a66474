package dev.lambdawatch.aws;

import dev.lambdawatch.audit.HabitStore;
import dev.lambdawatch.audit.HabitsContract;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Habits in a table keep the contract of those in memory.
class DynamoHabitsIT extends HabitsContract {
    @RegisterExtension
    static final EmulatedTables TABLES = new EmulatedTables();

    /// In an empty table.
    @Override
    protected HabitStore habits() {
        return new DynamoHabits(TABLES.dynamoDb(), TABLES.create());
    }
}
