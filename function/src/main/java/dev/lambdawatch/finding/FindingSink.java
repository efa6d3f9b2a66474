package dev.lambdawatch.finding;

/// Where findings go.
@FunctionalInterface
public interface FindingSink {
    void accept(Finding finding);
}
