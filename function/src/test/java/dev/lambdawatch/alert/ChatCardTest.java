package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ChatCardTest {

    @Test
    void aCodeChangeReadsAsInTheGoldenFile() throws IOException {
        assertThat(ChatCard.of(Samples.codeChange(), Decision.of(new Telling.First())) + "\n")
                .isEqualTo(AlertTextTest.golden("code-change-chat.json"));
    }

    @Test
    void aCommandThatChatWouldChangeIsLeftToTheMail() {
        assertThat(ChatCard.of(Samples.codeChange(), Decision.of(new Telling.First())))
                .contains("Keep evidence: (the command stands in the mail)");
    }

    @Test
    void noTextOfARecordMentionsOrLinksAnybody() {
        for (int seed = 0; seed < 200; seed++) {
            String text = HostileText.from(new Random(seed), 20);
            assertThat(ChatCard.of(Samples.recorded(text, 2), Decision.of(new Telling.First())))
                    .as("seed %d", seed)
                    .doesNotContain("<!", "http://", "https://", "](", "```")
                    .doesNotContainPattern("(?<![A-Za-z0-9])@(here|channel|everyone)");
        }
    }
}
