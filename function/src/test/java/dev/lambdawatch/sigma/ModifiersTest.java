package dev.lambdawatch.sigma;

import static dev.lambdawatch.sigma.Sample.holds;
import static dev.lambdawatch.sigma.Sample.refusal;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ModifiersTest {
    @ParameterizedTest(name = "{0} on {1}: {2}")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '"',
            value = {
                "x|neq: a;                       {\"x\": \"b\"};               true",
                "x|neq: a;                       {\"x\": \"A\"};               false",
                "x|neq: [a, b];                  {\"x\": \"b\"};               false",
                "x|neq: a;                       {\"y\": \"b\"};               true",
                "x|neq: null;                    {\"y\": \"b\"};               false",
                "x|contains|neq: a;              {\"x\": \"bab\"};             false",
                "x|neq|startswith: a;            {\"x\": \"bab\"};             true",
                "x|lt: 5;                        {\"x\": 4.5};                 true",
                "x|lt: 5;                        {\"x\": 5};                   false",
                "x|lte: 5;                       {\"x\": 5.0};                 true",
                "x|gt: 5;                        {\"x\": 5e0};                 false",
                "x|gt: -5;                       {\"x\": \"-4\"};              true",
                "x|gte: 9007199254740993;        {\"x\": 9007199254740992};    false",
                "x|gt: 5;                        {\"x\": \"many\"};            false",
                "x|gt: 5;                        {\"y\": 6};                   false",
                "x|cidr: 1.0.0.0/8;              {\"x\": \"1.0\"};             false",
                "x|cidr: 1.0.0.0/8;              {\"x\": \"1.0.0.7\"};         true",
                "x|cidr: 10.0.0.0/8;             {\"x\": \"::ffff:10.0.0.7\"}; true",
                "x|minute: 4;                    {\"x\": \"2026-01-02T03:04:05Z\"}; true",
                "x|hour: [3, 4];                 {\"x\": \"2026-01-02T03:04:05+09:00\"}; true",
                "x|hour|gte: 22;                 {\"x\": \"2026-01-02 23:04:05.123\"}; true",
                "x|hour|gte: 22;                 {\"x\": \"2026-01-02 21:04:05\"}; false",
                "x|day: 2;                       {\"x\": \"2026-01-02T03:04:05Z\"}; true",
                "x|week: 53;                     {\"x\": \"2026-12-31T03:04:05Z\"}; true",
                "x|month: 12;                    {\"x\": \"2026-12-31T03:04:05Z\"}; true",
                "x|year: 2026;                   {\"x\": \"2026-13-31T03:04:05Z\"}; false",
                "x|fieldref: y;                  {\"x\": \"Bob\", \"y\": \"bob\"}; true",
                "x|fieldref: y;                  {\"x\": \"bob\", \"y\": \"b*\"}; false",
                "x|fieldref|cased: y;            {\"x\": \"Bob\", \"y\": \"bob\"}; false",
                "x|fieldref|neq: y;              {\"x\": \"bob\", \"y\": \"bob\"}; false",
                "x|fieldref|neq: y;              {\"x\": \"bob\"};             true",
                "x|fieldref|endswith: y;         {\"x\": \"user/bob\", \"y\": \"BOB\"}; true",
                "x|fieldref|startswith: y;       {\"x\": \"user/bob\", \"y\": \"bob\"}; false",
                "x|fieldref|contains: [z, y];    {\"x\": \"a/bob/c\", \"y\": \"bob\"}; true",
                "x|fieldref: y.z;                {\"x\": [\"a\", \"b\"], \"y\": [{\"z\": \"c\"}, {\"z\": \"b\"}]}; true",
                "x|re|startswith: b+;            {\"x\": \"abb\"};             false",
                "x|re|endswith: b+;              {\"x\": \"abb\"};             true",
                "x|re|contains: b+;              {\"x\": \"abbc\"};            true",
                "x|re|all: [a, b];               {\"x\": \"ba\"};              true",
                "x|windash|contains: ' -s';      {\"x\": \"cmd /S\"};          true",
                "x|windash: '-s -t';             {\"x\": \"/s \u2013t\"};      true",
                "x|windash: 'a-b -s-';           {\"x\": \"a-b \u2015s-\"};    true",
                "x|windash: 'a-b';               {\"x\": \"a/b\"};             false",
                "x|contains|windash: '-f';       {\"x\": \"x /f\"};            true",
                "x|base64: foobar;               {\"x\": \"Zm9vYmFy\"};        true",
                "x|base64|contains: foob;        {\"x\": \"-Zm9vYg==-\"};      true",
                "x|utf16le|base64: ab;           {\"x\": \"YQBiAA==\"};        true",
                "x|wide|base64: ab;              {\"x\": \"YQBiAA==\"};        true",
                "x|utf16be|base64: ab;           {\"x\": \"AGEAYg==\"};        true",
                "x|utf16|base64: ab;             {\"x\": \"//5hAGIA\"};        true",
                "x|base64: 'schön';              {\"x\": \"c2Now7Zu\"};        true",
                "x|cased|contains: Ab;           {\"x\": \"cAbc\"};            true",
                "x|contains|cased: Ab;           {\"x\": \"cabc\"};            false",
            })
    void modifiers(String item, String json, boolean expected) {
        assertThat(holds(item, json)).isEqualTo(expected);
    }

    @Test
    void base64IsFoundAtAnyOffset() {
        for (String value : List.of("/bin/bash", "ab", "abc", "abcd")) {
            for (String before : List.of("", "x", "xy", "xyz")) {
                byte[] bytes = (before + value + "--").getBytes(StandardCharsets.UTF_8);
                String encoded = Base64.getEncoder().encodeToString(bytes);
                assertThat(holds("x|base64offset|contains: " + value, "{\"x\": \"%s\"}".formatted(encoded)))
                        .as("%s behind %s", value, before)
                        .isTrue();
            }
        }
        assertThat(Encoding.base64AtAnyOffset("foobar".getBytes(StandardCharsets.UTF_8)))
                .containsExactly("Zm9vYmFy", "Zvb2Jhc", "mb29iYX");
    }

    @Test
    void whatAModifierDoesNotTakeIsRefused() {
        assertThat(refusal("a: {x|base64: 'a*'}\ncondition: a")).contains("'base64' takes no wildcards");
        assertThat(refusal("a: {x|base64offset: a}\ncondition: a")).contains("at least two");
        assertThat(refusal("a: {x|gt: many}\ncondition: a")).contains("not a number: 'many'");
        assertThat(refusal("a: {x|hour: noon}\ncondition: a")).contains("'noon'");
        assertThat(refusal("a: {x|hour|re: 1}\ncondition: a")).contains("'re'");
        assertThat(refusal("a: {x|hour|gt|all: 1, y|hour|gt|cased: 1}\ncondition: a"))
                .contains("'cased'");
        assertThat(refusal("a: {x|gt|contains: 1}\ncondition: a")).contains("'contains'");
        assertThat(refusal("a: {x|contains|re: 1}\ncondition: a")).contains("'re'");
        assertThat(refusal("a: {x|fieldref|base64: y}\ncondition: a")).contains("'base64'");
        assertThat(refusal("a: {x|contains: null}\ncondition: a")).contains("null is no value");
        assertThat(refusal("a: {x|: y}\ncondition: a")).contains("''");
        assertThat(refusal("a: {x|re: []}\ncondition: a")).contains("without a value");
    }

    @Test
    void aPlaceholderWithoutValuesRefusesTheRule() {
        assertThat(refusal("a: {x|expand: '%countries%'}\ncondition: a"))
                .isEqualTo("the placeholder %countries% has no values");
    }

    @Test
    void aPlaceholderStandsForEachOfItsValues() {
        Rule rule = Sigma.parse(
                        "a.yml",
                        Sample.document("a: {x|contains|expand: '%country%-%city%'}\ncondition: a"),
                        Map.of("country", List.of("de", "fr"), "city", List.of("Ulm", "P*s")))
                .rules()
                .getFirst();
        assertThat(Sample.finds(rule, "{\"x\": \"in fr-paris!\"}")).isTrue();
        assertThat(Sample.finds(rule, "{\"x\": \"in de-bonn!\"}")).isFalse();
    }

    @Test
    void oddListsAreReadAndRemarked() {
        Parsed parsed = Sigma.parse(
                "a.yml", Sample.document("a: {x|contains|all: b}\nc: [{y: [a, null]}]\ncondition: 1 of them\n"));
        assertThat(parsed.notices())
                .containsExactly(
                        new Notice("a.yml:4", "Sample", "'x|contains|all' wants all of a single value"),
                        new Notice("a.yml:5", "Sample", "null stands in a list of values of 'y'"));
        assertThat(parsed.rules()).hasSize(1);
    }
}
