package dev.lambdawatch.join;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class FunctionPageTest {
    private static final String ORDERS = "arn:aws:lambda:eu-west-1:111122223333:function:orders-api";

    @Test
    void functionsWithSubnetsAreReadAndAllElseIsPassedOver() throws IOException {
        FunctionPage page = page("""
                {"Functions": [
                  {"FunctionArn": "%s", "Environment": {"Variables": {"FunctionArn": "not this"}}, "Timeout": 3,
                   "LastModified": "2026-03-03T14:32:10.123+0000",
                   "VpcConfig": {"SubnetIds": ["subnet-1", "subnet-2"], "SecurityGroupIds": ["sg-1"]}},
                  {"FunctionArn": "%1$s-alone", "VpcConfig": {"SubnetIds": []}}],
                 "NextMarker": "more"}
                """.formatted(ORDERS));
        assertThat(page.functions())
                .containsExactly(
                        new AttachedFunction(ORDERS, "2026-03-03T14:32:10.123+0000", List.of("subnet-1", "subnet-2")));
        assertThat(page.next()).isEqualTo("more");
    }

    @Test
    void aVersionOfAFunctionIsTheFunction() {
        assertThat(new AttachedFunction(ORDERS + ":$LATEST", "", List.of()).arn())
                .isEqualTo(ORDERS);
        assertThat(new AttachedFunction(ORDERS + ":7", "", List.of()).arn()).isEqualTo(ORDERS);
    }

    @Test
    void versionsOfAFunctionAreOneInAllSubnetsOfThem() throws IOException {
        SubnetFunctions functions = SubnetFunctions.listed(List.of(
                new AttachedFunction(ORDERS + ":$LATEST", "2026-03-03", List.of("subnet-1")),
                new AttachedFunction(ORDERS + ":7", "2026-03-02", List.of("subnet-1", "subnet-2"))));
        assertThat(functions.in("subnet-1")).containsExactly(ORDERS);
        assertThat(functions.in("subnet-2")).containsExactly(ORDERS);
    }

    @Test
    void whatIsNoPageIsRefusedWithTheReason() {
        assertRefused("[]", "a page of functions is a JSON object; this is none");
        assertRefused("{\"Events\": []}", "a page of functions has a list 'Functions'; this has none");
        assertRefused("{\"Functions\": {}}", "a page of functions has a list 'Functions'; this has none");
        assertRefused("{\"Functions\": [7]}", "a function is a JSON object; this is none");
        assertRefused(
                "{\"Functions\": [{\"FunctionArn\": \"orders-api\", \"VpcConfig\": {\"SubnetIds\": [\"subnet-1\"]}}]}",
                "'orders-api' is no function's ARN");
    }

    private static void assertRefused(String text, String reason) {
        assertThatThrownBy(() -> page(text)).isInstanceOf(IOException.class).hasMessage(reason);
    }

    private static FunctionPage page(String text) throws IOException {
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            return FunctionPage.read(parser).orElseThrow();
        }
    }
}
