package dev.lambdawatch.sigma;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/// The kind of log a document speaks of; an attribute that it does not name is empty.
public record Logsource(String product, String category, String service) {
    /// Whether every attribute named here is the same in the other: `product: aws` covers
    /// `product: aws, service: cloudtrail`.
    public boolean covers(Logsource other) {
        return covers(product, other.product) && covers(category, other.category) && covers(service, other.service);
    }

    /// As a document writes it: `{product: aws, service: cloudtrail}`.
    @Override
    public String toString() {
        StringJoiner attributes = new StringJoiner(", ", "{", "}");
        Map<String, String> named = new LinkedHashMap<>();
        named.put("category", category);
        named.put("product", product);
        named.put("service", service);
        named.values().removeIf(String::isEmpty);
        named.forEach((name, value) -> attributes.add(name + ": " + value));
        return attributes.toString();
    }

    private static boolean covers(String wide, String narrow) {
        return wide.isEmpty() || wide.equalsIgnoreCase(narrow);
    }
}
