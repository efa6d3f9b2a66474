package dev.lambdawatch.alert;

/// Sends an alert to whoever subscribed.
@FunctionalInterface
public interface Publisher {

    /// Sends the alert, or throws: a normal return means that the channel has taken it.
    void publish(Alert alert);
}
