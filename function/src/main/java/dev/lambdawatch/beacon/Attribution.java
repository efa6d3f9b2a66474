package dev.lambdawatch.beacon;

import dev.lambdawatch.platform.Platform;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.platform.Tier;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// Says whose a destination is, and remembers the answers. Mutable: for one thread.
final class Attribution {
    private final Platforms platforms;
    private final Map<Integer, Optional<Platform>> byBlock = new HashMap<>();
    private final Map<Map.Entry<String, String>, Optional<Platform>> byService = new HashMap<>();

    Attribution(Platforms platforms) {
        this.platforms = platforms;
    }

    /// What the flow log itself says comes first, unless a table knows better than "some cloud".
    ///
    /// @param service the destination's service in the flow log, or empty
    /// @param region  of the flow log
    Optional<Platform> of(PairKey key, String service, String region) {
        Optional<Platform> told = service.isEmpty() ? Optional.empty() : byService(service, region);
        if (told.isPresent() && told.get().tier() != Tier.D) {
            return told;
        }
        int block = platforms.indexOf(key.high(), key.low());
        return block < 0 ? told : byBlock.computeIfAbsent(block, index -> Optional.of(platforms.at(index)));
    }

    private Optional<Platform> byService(String service, String region) {
        return byService.computeIfAbsent(
                Map.entry(service, region), asked -> platforms.ofServiceTag(asked.getKey(), asked.getValue()));
    }

    /// Whether all addresses of a platform in one Region are scored as one destination: of general
    /// cloud they are strangers to each other.
    static boolean isGroup(Platform platform) {
        return switch (platform.tier()) {
            case A, A_MINUS, B, C -> true;
            case D, N -> false;
        };
    }
}
