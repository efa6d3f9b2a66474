package dev.lambdawatch.beacon;

import dev.lambdawatch.dns.Names;
import dev.lambdawatch.dns.Resolution;
import dev.lambdawatch.platform.Platform;
import dev.lambdawatch.platform.Platforms;
import dev.lambdawatch.platform.Tier;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Says whose a destination is, and remembers the answers. Mutable: for one thread.
final class Attribution {
    private static final Destination UNKNOWN = new Destination(Optional.empty(), Optional.empty(), List.of(), false);

    private final Platforms platforms;
    private final Names names;
    private final boolean named;
    private final Map<Integer, Optional<Platform>> byBlock = new HashMap<>();
    private final Map<Map.Entry<String, String>, Optional<Platform>> byService = new HashMap<>();
    private final Map<String, Boolean> logged = new HashMap<>();

    /// @param names that hosts asked for; may be none
    Attribution(Platforms platforms, Names names) {
        this.platforms = platforms;
        this.names = names;
        this.named = !names.isEmpty();
    }

    /// Whether any name is known, so that even a rare destination may be part of one.
    boolean isNamed() {
        return named;
    }

    /// Whose a destination is, and what it is called.
    ///
    /// @param pair whose connections tell when its name was asked for
    Destination of(PairKey key, PairSpan pair, WorkloadSpan workload) {
        Optional<Platform> byAddress =
                byAddress(key, pair.service(), workload.workload().region());
        if (!named || pair.events() == 0) {
            // Of most nobody knows whose they are; one object stands for all of them.
            return byAddress.isEmpty() ? UNKNOWN : new Destination(byAddress, Optional.empty(), List.of(), false);
        }
        Resolution resolution = resolution(key, pair.lastEvent(), workload);
        if (resolution.names().isEmpty()) {
            resolution = resolution(key, pair.firstEvent(), workload);
        }
        List<String> all =
                resolution.names().stream().map(Resolution.Candidate::name).toList();
        return new Destination(byAddress, resolution.platform(), all, all.isEmpty() && isLogged(workload));
    }

    /// Whether more of a pair's destination is known than whose address it is.
    ///
    /// @param service of the destination in the flow log, or empty
    boolean isOfKey(PairKey key, String service, WorkloadSpan workload) {
        return named
                || byAddress(key, service, workload.workload().region())
                        .filter(Destination::isGroup)
                        .isPresent();
    }

    private Resolution resolution(PairKey key, Instant time, WorkloadSpan workload) {
        NetworkInterface face = workload.face();
        return names.lookup(face.vpcId(), face.address(), key.high(), key.low(), time);
    }

    private boolean isLogged(WorkloadSpan workload) {
        return logged.computeIfAbsent(workload.face().vpcId(), names::covers);
    }

    /// What the flow log itself says comes first, unless a table knows better than "some cloud".
    ///
    /// @param service the destination's service in the flow log, or empty
    /// @param region  of the flow log
    private Optional<Platform> byAddress(PairKey key, String service, String region) {
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
}
