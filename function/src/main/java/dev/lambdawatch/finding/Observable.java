package dev.lambdawatch.finding;

/// A value to pivot on in another tool.
public record Observable(Type type, String value) {

    public enum Type {
        ACCESS_KEY,
        ACCOUNT,
        DOMAIN,
        IP_ADDRESS,
        PRINCIPAL,
        RESOURCE,
        USER_AGENT
    }
}
