package dev.lambdawatch.sigma;

import static dev.lambdawatch.sigma.Sample.finds;
import static dev.lambdawatch.sigma.Sample.holds;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Sixteen questions that an engine for public rules must answer right.
class ProbesTest {
    private static final String EVENT = """
            {"eventSource": "example.amazonaws.com", "eventName": "ListFunctions20150331",
             "sourceIPAddress": "203.0.113.50", "n": 5, "requestParameters": {"layers": ["a", "b"]}}
            """;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "errorCode: null",
                "eventName|re: '^List.*\\d{8}$'",
                "n: 5",
                "n: '5'",
                "eventName: 'listfunctions20150331'",
                "eventName: 'List*'",
                "eventName: 'ListFunction?20150331'",
                "eventName|startswith: [Get, List]",
                "eventName|endswith: ['v2', '0331']",
                "eventName|contains|all: [List, 2015]",
                "eventName|exists: true",
                "errorCode|exists: false",
                "sourceIPAddress|cidr: 203.0.113.0/24",
                "requestParameters.layers: 'a'",
            })
    void aSingleItemHolds(String item) {
        assertThat(holds(item, EVENT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "errorCode: ''",
                "eventName|re: '^list.*\\d{8}$'",
                "n: 50",
                "eventName|cased: 'listfunctions20150331'",
                "eventName: 'ListFunctions'",
                "eventName: 'List\\*'",
                "eventName|startswith: [Get, Put]",
                "eventName|endswith: ['v2', 'v3']",
                "eventName|contains|all: [List, 2016]",
                "errorCode|exists: true",
                "sourceIPAddress|cidr: 198.51.100.0/24",
                "requestParameters.layers: 'c'",
            })
    void aSingleItemDoesNotHold(String item) {
        assertThat(holds(item, EVENT)).isFalse();
    }

    @Test
    void nullAlsoMeansJsonNullAndANullFieldExists() {
        String event = "{\"errorCode\": null}";
        assertThat(holds("errorCode: null", event)).isTrue();
        assertThat(holds("errorCode|exists: true", event)).isTrue();
        assertThat(holds("errorCode|contains: '*'", event)).isFalse();
    }

    @Test
    void allOfWantsEverySelection() {
        assertThat(finds("{sel_a: {n: 5}, sel_b: {eventName: List*}, condition: all of sel_*}", EVENT))
                .isTrue();
        assertThat(finds("{sel_a: {n: 5}, sel_b: {eventName: Get*}, condition: all of sel_*}", EVENT))
                .isFalse();
    }

    @Test
    void notOneOfWantsEveryFilterFalse() {
        assertThat(finds(
                        "{sel: {n: 5}, filter_a: {n: 6}, filter_b: {n: 7}, condition: sel and not 1 of filter_*}",
                        EVENT))
                .isTrue();
        assertThat(finds(
                        "{sel: {n: 5}, filter_a: {n: 6}, filter_b: {n: 5}, condition: sel and not 1 of filter_*}",
                        EVENT))
                .isFalse();
    }

    @Test
    void aListOfMapsIsAChoice() {
        assertThat(finds("{sel: [{eventName: X}, {eventSource: example.amazonaws.com}], condition: sel}", EVENT))
                .isTrue();
        assertThat(finds("{sel: [{eventName: X}, {eventSource: Y}], condition: sel}", EVENT))
                .isFalse();
    }

    @Test
    void bracketsBind() {
        assertThat(finds("{a: {n: 5}, b: {n: 6}, c: {n: 5}, condition: a and (b or c)}", EVENT))
                .isTrue();
        assertThat(finds("{a: {n: 6}, b: {n: 6}, c: {n: 5}, condition: a and (b or c)}", EVENT))
                .isFalse();
    }

    @Test
    void themLeavesOutHiddenSearches() {
        assertThat(finds("{a: {n: 5}, b: {n: 6}, condition: 1 of them}", EVENT)).isTrue();
        assertThat(finds("{a: {n: 6}, _hidden: {n: 5}, condition: 1 of them}", EVENT))
                .isFalse();
    }

    @Test
    void aServicesNameIsInNoNetwork() {
        assertThat(holds("sourceIPAddress|cidr: 0.0.0.0/0", "{\"sourceIPAddress\": \"states.amazonaws.com\"}"))
                .isFalse();
    }

    @Test
    void networksOfBothVersions() {
        String event = "{\"sourceIPAddress\": \"2001:db8:1::5\"}";
        assertThat(holds("sourceIPAddress|cidr: 2001:db8::/32", event)).isTrue();
        assertThat(holds("sourceIPAddress|cidr: 2001:db9::/32", event)).isFalse();
        assertThat(holds("sourceIPAddress|cidr: 0.0.0.0/0", event)).isFalse();
    }

    @Test
    void anEmptyArrayHasNoElement() {
        assertThat(holds("requestParameters.layers: 'a'", "{\"requestParameters\": {\"layers\": []}}"))
                .isFalse();
        assertThat(holds("requestParameters.layers|contains: '*'", "{\"requestParameters\": {\"layers\": []}}"))
                .isFalse();
    }
}
