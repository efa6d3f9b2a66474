package dev.lambdawatch.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lambdawatch.join.AttachedFunction;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class ListedFunctionsTest {
    private static final Instant START = Instant.parse("2026-03-03T14:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final AtomicInteger listings = new AtomicInteger();

    @Test
    void aSubnetsFunctionsComeWithThoseModifiedLastFirst() throws IOException {
        ListedFunctions functions = new ListedFunctions(
                () -> List.of(
                        attached("old", "2025-01-01T00:00:00.000+0000", "subnet-1", "subnet-2"),
                        attached("new", "2026-03-03T13:00:00.000+0000", "subnet-1"),
                        attached("mid", "2026-01-01T00:00:00.000+0000", "subnet-1")),
                now::get);

        assertThat(functions.in("subnet-1")).containsExactly(arn("new"), arn("mid"), arn("old"));
        assertThat(functions.in("subnet-2")).containsExactly(arn("old"));
        assertThat(functions.in("subnet-3")).isEmpty();
    }

    @Test
    void theyAreListedOnceInHalfAnHour() throws IOException {
        ListedFunctions functions = new ListedFunctions(
                () -> {
                    listings.incrementAndGet();
                    return List.of();
                },
                now::get);

        functions.in("subnet-1");
        now.set(START.plus(ListedFunctions.FRESH).minusMillis(1));
        functions.in("subnet-2");
        assertThat(listings).hasValue(1);

        now.set(START.plus(ListedFunctions.FRESH));
        functions.in("subnet-1");
        assertThat(listings).hasValue(2);
    }

    @Test
    void aRefusalIsNotAskedForAgainEither() {
        ListedFunctions functions = new ListedFunctions(
                () -> {
                    throw new IOException("refused " + listings.incrementAndGet());
                },
                now::get);

        assertThatThrownBy(() -> functions.in("subnet-1"))
                .isInstanceOf(IOException.class)
                .hasMessage("refused 1");
        assertThatThrownBy(() -> functions.in("subnet-2"))
                .isInstanceOf(IOException.class)
                .hasMessage("refused 1");
    }

    private static String arn(String function) {
        return "arn:aws:lambda:eu-west-1:111122223333:function:" + function;
    }

    private static AttachedFunction attached(String function, String modified, String... subnets) {
        return new AttachedFunction(arn(function), modified, List.of(subnets));
    }
}
