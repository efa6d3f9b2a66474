package dev.lambdawatch.rule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.audit.Rulebook;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Parsed;
import dev.lambdawatch.sigma.Refusal;
import dev.lambdawatch.sigma.Rule;
import dev.lambdawatch.sigma.Sigma;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScreeningTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "{category: dns} ; {Image: x} ; a row of a Resolver log has no field 'Image'",
                "{category: dns_query} ; {platform: x} ; a row of a Resolver log has no field 'platform'",
                "{category: dns} ; {query|fieldref: Host} ; a row of a Resolver log has no field 'Host'",
                "{category: dns} ; [evil] ; a row of a Resolver log is asked by its fields, not searched for keywords",
                "{product: aws, service: vpcflow} ; {action: REJECT} ; a beacon has no field 'action'",
                "{product: aws, service: vpcflow} ; {query: x} ; a beacon has no field 'query'",
                "{product: windows} ; {Image: x} ; \"{product: windows} is no log that is read here; there are {product: aws, service: cloudtrail}, {product: aws, service: vpcflow} and {category: dns}\"",
            })
    void aRuleThatAsksWhatIsNotThereIsRefusedAndTheOthersCount(String logsource, String selection, String reason) {
        Rulebook.Screened screened = screened(rule("bad", logsource, selection) + "---\n"
                + rule("row", "{category: dns}", "{query|endswith: .example, rcode: NOERROR}") + "---\n"
                + rule("beacon", "{product: aws, service: vpcflow}", "{dst-port: 443, period_seconds|lt: 60}") + "---\n"
                + rule("call", "{product: aws, service: cloudtrail}", "{noSuchField: x}"));
        assertThat(screened.refusals()).extracting(Refusal::title).containsExactly("bad");
        assertThat(screened.refusals()).extracting(Refusal::reason).containsExactly(reason);
        assertThat(screened.book().rules()).extracting(Rule::title).containsExactly("row", "beacon", "call");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{category: dns} ; {dst_port: 53} ; dst_port",
                "{product: aws, service: vpcflow} ; {query: x} ; query",
                "{product: aws, service: vpcflow} ; {log-status: OK} ; log-status",
            })
    void aFilterThatAsksWhatIsNotThereIsRefused(String logsource, String selection, String field) {
        Rulebook.Screened screened = screened(filter("bad", logsource, selection));
        assertThat(screened.refusals())
                .singleElement()
                .satisfies(refusal -> assertThat(refusal.reason()).endsWith(" has no field '" + field + "'"));
        assertThat(screened.book().filters()).isEmpty();
    }

    @Test
    void filtersMayAskRowsContactsAndTunnels() {
        Rulebook.Screened screened =
                screened(filter("row", "{category: dns}", "{query: x, srcids.instance: i-1}") + "---\n"
                        + filter("contact", "{category: dns}", "{platform: x, tier: A}") + "---\n"
                        + filter("tunnel", "{category: dns}", "{parent_domain: x, names|lt: 200}") + "---\n"
                        + filter("all", "{product: aws}", "{whatever: x}"));
        assertThat(screened.refusals()).isEmpty();
        assertThat(screened.book().filters())
                .extracting(Filter::title)
                .containsExactly("row", "contact", "tunnel", "all");
    }

    private static Rulebook.Screened screened(String sigma) {
        Parsed parsed = Sigma.parse("some.yml", sigma);
        assertThat(parsed.refusals()).isEmpty();
        return Screening.of(new Rulebook(parsed.rules(), List.of(), parsed.filters(), Map.of()));
    }

    private static String rule(String title, String logsource, String selection) {
        return """
                title: %s
                logsource: %s
                detection: {selection: %s, condition: selection}
                level: low
                """.formatted(title, logsource, selection);
    }

    private static String filter(String title, String logsource, String selection) {
        return """
                title: %s
                logsource: %s
                filter: {rules: any, selection: %s, condition: not selection}
                owner: web
                ticket: WEB-1
                expires: '2027-01-01T00:00:00Z'
                """.formatted(title, logsource, selection);
    }
}
