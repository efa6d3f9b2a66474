package dev.lambdawatch.aws;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.dns.ContactHistory;
import dev.lambdawatch.dns.ContactHistoryContract;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Contacts in a table keep the contract of those in memory, for all functions that share it.
class DynamoContactHistoryIT extends ContactHistoryContract {
    private static final Duration DAY = Duration.ofDays(1);

    @RegisterExtension
    static final EmulatedTables TABLES = new EmulatedTables();

    /// In an empty table.
    @Override
    protected ContactHistory history() {
        return in(TABLES.create());
    }

    @Test
    void whatOneFunctionRemembersAnotherKnowsThatHadAskedBefore() {
        String table = TABLES.create();
        ContactHistory one = in(table);
        ContactHistory other = in(table);
        assertThat(other.known("web", "Vercel", TIME)).isEqualTo(ContactHistory.Known.TO_NOBODY);

        one.remember("web", "Vercel", TIME);
        assertThat(other.known("web", "Vercel", TIME)).isEqualTo(ContactHistory.Known.TO_WORKLOAD);

        one.remember("web", "Vercel", TIME.plus(DAY.multipliedBy(25)));
        assertThat(other.known("web", "Vercel", TIME.plus(DAY.multipliedBy(50))))
                .isEqualTo(ContactHistory.Known.TO_WORKLOAD);
    }

    @Test
    void theQuestionsOfANetworkBeginOnceForAllFunctions() {
        String table = TABLES.create();
        assertThat(in(table).since("vpc-1", TIME)).isEqualTo(TIME);
        assertThat(in(table).since("vpc-1", TIME.plus(DAY.multipliedBy(3)))).isEqualTo(TIME);
        assertThat(in(table).since("vpc-2", TIME.plus(DAY))).isEqualTo(TIME.plus(DAY));
        assertThat(in(table).since("", TIME.plus(DAY))).isEqualTo(TIME.plus(DAY));
    }

    private static ContactHistory in(String table) {
        return new DynamoContactHistory(TABLES.dynamoDb(), table);
    }
}
