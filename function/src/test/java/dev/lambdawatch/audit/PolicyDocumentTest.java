package dev.lambdawatch.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What resource policies let whom do, told from their documents.
class PolicyDocumentTest {
    private static final Set<String> OURS = Set.of("111122223333");

    @ParameterizedTest
    @CsvSource({
        "OWN,     aws:PrincipalOrgID,    o-a1b2c3d4e5",
        "FOREIGN, aws:PrincipalOrgID,    o-f6g7h8i9j0",
        "OWN,     aws:PrincipalOrgPaths, o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/",
        "FOREIGN, aws:PrincipalOrgPaths, o-f6g7h8i9j0/r-ab12/ou-ab12-11111111/"
    })
    void anotherOrganizationIsForeignWhereOursIsKnown(Grant.Owner owner, String key, String value) {
        String document = """
                {"Statement": {"Effect": "Allow", "Principal": "*", "Action": "lambda:InvokeFunction",
                  "Condition": {"StringEquals": {"%s": "%s"}}}}""".formatted(key, value);

        assertThat(Grant.of(PolicyDocument.statements(document), Set.of("111122223333", "o-a1b2c3d4e5")))
                .hasValueSatisfying(grant -> assertThat(grant.owner()).isEqualTo(owner));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "PUBLIC     | '*'                                            | {}",
                "PUBLIC     | {'AWS':'*'}                                    | {}",
                "PUBLIC     | '*' | {'StringNotEquals':{'aws:SourceAccount':'111122223333'}}",
                "PUBLIC     | '*' | {'StringEqualsIfExists':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}}",
                "PUBLIC     | '*' | {'StringLike':{'aws:PrincipalOrgID':'o-*'}}",
                "PUBLIC     | '*' | {'ArnLike':{'aws:SourceArn':'*'}}",
                "PUBLIC     | '*' | {'ArnLike':{'aws:SourceArn':'arn:aws:s3:::uploads'}}",
                "PUBLIC_URL | '*' | {'StringEquals':{'lambda:FunctionUrlAuthType':'NONE'}}",
                "FOREIGN    | '*' | {'StringEquals':{'AWS:SourceAccount':'444455556666'}}",
                "FOREIGN    | '*' | {'StringEquals':{'aws:SourceAccount':['111122223333','444455556666']}}",
                "FOREIGN    | {'AWS':['111122223333','arn:aws:iam::444455556666:root']}  | {}",
                "UNSCOPED   | {'Service':'s3.amazonaws.com'}                 | {}",
                "SERVICE    | {'Service':'s3.amazonaws.com'} | {'ArnLike':{'aws:SourceArn':'arn:aws:s3:::uploads'}}",
                "OWN        | {'AWS':'arn:aws:iam::111122223333:role/caller'} | {}",
                "OWN        | '*' | {'StringEquals':{'aws:PrincipalOrgID':'o-a1b2c3d4e5'}}",
                "OWN        | '*' | {'StringEquals':{'aws:SourceAccount':'111122223333'}}"
            })
    void aStatementIsAsOpenAsItsWorstPrincipalAndSource(String owner, String principal, String condition) {
        String document = """
                {"Statement":{"Effect":"Allow","Principal":%s,"Action":"lambda:InvokeFunction","Condition":%s}}""".formatted(principal, condition).replace('\'', '"');

        assertThat(Grant.of(PolicyDocument.statements(document), OURS))
                .map(grant -> grant.owner().name())
                .contains(owner);
    }

    @Test
    void theWorstStatementDecides() {
        String document = """
                {"Version":"2012-10-17","Statement":[
                 {"Effect":"Deny","Principal":"*","Action":"lambda:*"},
                 {"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"lambda:InvokeFunction"},
                 {"Effect":"Allow","Principal":"*","Action":["lambda:GetFunction","lambda:InvokeFunction"]}]}""";

        assertThat(Grant.of(PolicyDocument.statements(document), OURS))
                .contains(new Grant("everyone", "lambda:GetFunction, lambda:InvokeFunction", Grant.Owner.PUBLIC));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "7",
                "no json",
                "{\"Statement\":7}",
                "{\"Statement\":[7,{\"Effect\":\"Allow\"}]}",
                "{\"Statement\":{\"Effect\":{},\"Principal\":\"*\"}}",
                "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":",
                "{\"Statement\":{\"Effect\":\"Deny\",\"Principal\":\"*\",\"Condition\":[]}}"
            })
    void whatIsNoPolicyGrantsNothing(String document) {
        assertThat(PolicyDocument.statements(document)).isEmpty();
    }

    @Test
    void aDeepDocumentGrantsNothing() {
        String deep = "{\"Statement\":{\"Effect\":\"Allow\",\"Principal\":" + "[".repeat(100_000);

        assertThat(PolicyDocument.statements(deep)).isEmpty();
    }

    @Test
    void statementsBeforeADamageCount() {
        String document = """
                {"Statement":[{"Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunction"},{"Effect":"Al""";

        assertThat(PolicyDocument.statements(document)).hasSize(1);
    }
}
