package dev.lambdawatch.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lambdawatch.alert.Runbook.Step.Command;
import dev.lambdawatch.alert.Runbook.Step.Sentence;
import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Finding;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunbookTest {

    @Test
    void factsAndBuiltInsAreFilledIn() {
        assertThat(step("$ aws lambda get-alias --region {region} --function-name {function} --name {alias}", "live"))
                .isEqualTo(new Command(
                        "", "aws lambda get-alias --region eu-west-1 --function-name orders-api --name live"));
    }

    @Test
    void aCommandsCommentSaysWhatItIsFor() {
        assertThat(step("$ aws sts get-caller-identity   # see who {alias} is", "x"))
                .isEqualTo(new Command("See who x is", "aws sts get-caller-identity"));
    }

    @Test
    void aValueIsOneWordOfTheShell() {
        assertThat(step("$ echo {alias}", "a; rm -rf '/'")).isEqualTo(new Command("", "echo 'a; rm -rf '\\''/'\\'''"));
    }

    @Test
    void aMissingValueLeavesTheCommandOut() {
        assertThat(step("$ aws x --key {nothing}   # look", "x"))
                .isEqualTo(new Sentence("Look (left out: the records give no usable nothing)"));
        assertThat(step("Ask {nothing}.", "x")).isEqualTo(new Sentence("Ask (not recorded)."));
    }

    @Test
    void aValueThatIsAnOptionLeavesTheCommandOut() {
        assertThat(step("$ aws x --name {alias}", "--endpoint-url=https://evil.example"))
                .isEqualTo(new Sentence("Command (left out: the records give no usable alias)"));
    }

    @Test
    void aPlaceholderInsideQuotesLeavesTheCommandOut() {
        for (String command : List.of(
                "$ echo '{alias}'",
                "$ echo \"{alias}\"",
                "$ echo `{alias}`",
                "$ echo ${alias}",
                "$ echo \\{alias}",
                "$ echo \"$(echo \"{alias}\")\"")) {
            assertThat(step(command, "x")).as(command).isInstanceOf(Sentence.class);
        }
    }

    @Test
    void aPlaceholderInACommandSubstitutionIsFilled() {
        assertThat(step("$ curl \"$(aws x --name {alias} --query 'Code.{Location:Location}')\"", "a b"))
                .isEqualTo(new Command("", "curl \"$(aws x --name 'a b' --query 'Code.{Location:Location}')\""));
    }

    @Test
    void aValueThatLooksLikeAPlaceholderIsNotFilledAgain() {
        assertThat(step("$ echo {alias}", "{region}$1")).isEqualTo(new Command("", "echo '{region}$1'"));
    }

    private static Runbook.Step step(String step, String alias) {
        Finding sample = Samples.codeChange();
        Detection detection = new Detection("id", "name", "title", "1", "", List.of(), List.of(), List.of(step));
        return Runbook.of(new Finding(
                        detection,
                        sample.severity(),
                        sample.account(),
                        sample.region(),
                        sample.subject(),
                        sample.resource(),
                        sample.headline(),
                        sample.reasons(),
                        sample.evidence(),
                        sample.observables(),
                        Map.of("alias", alias)))
                .getFirst();
    }
}
