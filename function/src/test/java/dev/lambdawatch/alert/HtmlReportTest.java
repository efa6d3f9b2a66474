package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Severity;
import java.io.IOException;
import java.io.StringReader;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {

    @Test
    void everyFindingHasItsArticleTheMostSevereFirst() throws Exception {
        Document page = parse(report(List.of(
                Samples.codeChange("a", "agent", Severity.LOW),
                Samples.beacon(),
                Samples.codeChange("b", "agent", Severity.CRITICAL))));
        assertThat(page.getElementsByTagName("article").getLength()).isEqualTo(3);
        assertThat(page.getElementsByTagName("article").item(0).getTextContent())
                .contains("critical")
                .contains("ASIA...QX0");
        assertThat(page.getElementsByTagName("article").item(2).getTextContent())
                .contains("low");
    }

    @Test
    void theOrderOfFindingsDoesNotChangeThePage() throws IOException {
        List<Finding> findings = List.of(Samples.codeChange(), Samples.beacon());
        assertThat(report(findings)).isEqualTo(report(findings.reversed()));
    }

    @Test
    void aReportWithoutFindingsSaysSo() throws Exception {
        assertThat(parse(report(List.of())).getDocumentElement().getTextContent())
                .contains("No findings.");
    }

    @Test
    void reasonsEvidenceAndCommandsAreShown() throws Exception {
        String text =
                parse(report(List.of(Samples.beacon()))).getDocumentElement().getTextContent();
        assertThat(text)
                .contains("every 60 s, 180 of 180 beats")
                .contains("+93")
                .contains("123")
                .contains("10.20.3.17 → 198.51.100.7:443")
                .contains("aws ec2 describe-network-interfaces --region eu-west-1");
    }

    @Test
    void everyRowHasAHeadingForItsCells() throws Exception {
        NodeList tables =
                parse(report(List.of(Samples.codeChange(), Samples.beacon()))).getElementsByTagName("table");
        assertThat(tables.getLength()).isEqualTo(7);
        for (int i = 0; i < tables.getLength(); i++) {
            Element table = (Element) tables.item(i);
            Element row = (Element) table.getElementsByTagName("tr").item(0);
            assertThat(((Element) row.getFirstChild()).getAttribute("scope"))
                    .isEqualTo(table.getAttribute("class").equals("details") ? "row" : "col");
        }
    }

    @Test
    void theSuggestedFilterKeepsItsLines() throws IOException {
        assertThat(report(List.of(Samples.codeChange())))
                .contains("<pre>title: &#39;Approved: lw-")
                .contains("\n  condition: not selection\n");
    }

    @Test
    void hostileTextsNeverBecomeMarkup() throws Exception {
        for (int seed = 0; seed < 60; seed++) {
            String text = HostileText.from(new Random(seed), 20);
            String html = report(Collections.nCopies(2, Samples.recorded(text, 2)));
            Document page = parse(html);
            assertThat(page.getElementsByTagName("script").getLength())
                    .as("seed %d", seed)
                    .isZero();
            assertThat(page.getElementsByTagName("article").getLength())
                    .as("seed %d", seed)
                    .isEqualTo(2);
            assertThat(html).as("seed %d", seed).doesNotContain("https:");
        }
    }

    @Test
    void manyFindingsAreDrawnUpToABound() throws Exception {
        List<Finding> many = IntStream.range(0, 100)
                .mapToObj(i -> Samples.codeChange("f" + i, "agent", Severity.HIGH))
                .toList();
        assertThat(parse(report(many)).getDocumentElement().getTextContent())
                .contains("The 40 most severe of 100 findings.");
    }

    static String report(List<Finding> findings) throws IOException {
        StringBuilder out = new StringBuilder();
        HtmlReport.write(findings, Chronicle.of(findings, Policy.STANDARD), out);
        return out.toString();
    }

    static Document parse(String page) throws Exception {
        return DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(page)));
    }
}
