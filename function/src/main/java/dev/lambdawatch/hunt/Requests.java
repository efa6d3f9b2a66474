package dev.lambdawatch.hunt;

import java.util.List;

/// What one source sent to serverless platforms and received from them.
///
/// @param count    requests: connections begun
/// @param hours    different clock hours (UTC) in which they began
/// @param sent     bytes of all of them
/// @param received bytes of all of them
/// @param names    asked for that the hunt's list has
public record Requests(long count, long hours, long sent, long received, List<String> names) {

    public Requests {
        names = List.copyOf(names);
    }
}
