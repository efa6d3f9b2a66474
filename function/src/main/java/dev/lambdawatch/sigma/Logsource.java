package dev.lambdawatch.sigma;

/// The kind of log a document speaks of; an attribute that it does not name is empty.
public record Logsource(String product, String category, String service) {
    /// Whether every attribute named here is the same in the other: `product: aws` covers
    /// `product: aws, service: cloudtrail`.
    public boolean covers(Logsource other) {
        return covers(product, other.product) && covers(category, other.category) && covers(service, other.service);
    }

    private static boolean covers(String wide, String narrow) {
        return wide.isEmpty() || wide.equalsIgnoreCase(narrow);
    }
}
