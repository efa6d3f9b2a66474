package dev.lambdawatch.dns;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContactHistoryInMemoryTest extends ContactHistoryContract {
    @Override
    protected ContactHistory history() {
        return ContactHistory.inMemory(TIME);
    }

    @Test
    void theQuestionsOfEveryNetworkBeginWithIt() {
        assertThat(history().since("vpc-1", TIME.plusSeconds(60))).isEqualTo(TIME);
    }

    @Test
    void beyondItsBoundTheContactThatWasLongestNotRenewedIsForgotten() {
        ContactHistory history = history();
        history.remember("first", "Vercel", TIME);
        history.remember("second", "Vercel", TIME);
        history.remember("first", "Vercel", TIME.plusSeconds(1));
        for (int i = 0; i < 100_000 - 1; i++) {
            history.remember("other " + i, "Netlify", TIME);
        }
        assertThat(history.known("first", "Vercel", TIME)).isEqualTo(ContactHistory.Known.TO_WORKLOAD);
        assertThat(history.known("second", "Vercel", TIME)).isEqualTo(ContactHistory.Known.TO_FLEET);
    }
}
