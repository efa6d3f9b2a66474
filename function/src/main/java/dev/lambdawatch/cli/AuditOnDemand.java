package dev.lambdawatch.cli;

import dev.lambdawatch.audit.Audit;
import dev.lambdawatch.audit.Examiner;
import dev.lambdawatch.cloudtrail.CloudTrail;
import dev.lambdawatch.join.FunctionHistory;
import dev.lambdawatch.sigma.Filter;
import dev.lambdawatch.sigma.Notice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// The audit of a replay, made when the first call comes: reading all rules takes as long as reading
/// a hundred thousand flow records, and where there are only these nobody needs them. Mutable.
final class AuditOnDemand {
    private final Supplier<Audit> made;
    private Optional<Audit> audit = Optional.empty();
    private Optional<CloudTrail> reader = Optional.empty();
    private Optional<Examiner> examiner = Optional.empty();

    private AuditOnDemand(Supplier<Audit> made) {
        this.made = made;
    }

    /// Under these options. With rules, filters or settings of the user's it is made at once, so that
    /// what is wrong with them is told in any case.
    ///
    /// @throws IOException if a file cannot be read or is not of its form
    static AuditOnDemand of(RuleOptions rules, List<Filter> filters, FunctionHistory history, Diagnostics diagnostics)
            throws IOException {
        if (rules.isGiven()) {
            Audit ready = rules.audit(filters, history, diagnostics);
            AuditOnDemand audit = new AuditOnDemand(() -> ready);
            audit.get();
            return audit;
        }
        return new AuditOnDemand(() -> {
            try {
                return rules.audit(filters, history, diagnostics);
            } catch (IOException e) {
                throw new UncheckedIOException("rules that came with the program cannot be read", e);
            }
        });
    }

    Audit get() {
        if (audit.isEmpty()) {
            audit = Optional.of(made.get());
        }
        return audit.get();
    }

    /// Filters that do nothing. Where no audit was made there are none.
    List<Notice> idleFilters(Instant now) {
        return audit.map(ready -> ready.idleFilters(now)).orElse(List.of());
    }

    /// How often there was no room for more that is usual.
    long turnedAway() {
        return audit.map(Audit::turnedAway).orElse(0L);
    }

    /// Reads what the rules need of calls.
    CloudTrail reader() {
        if (reader.isEmpty()) {
            reader = Optional.of(get().reader());
        }
        return reader.get();
    }

    /// Examines all calls.
    Examiner examiner() {
        if (examiner.isEmpty()) {
            examiner = Optional.of(get().examiner());
        }
        return examiner.get();
    }

    /// To be called when all calls are examined.
    void remember() {
        examiner.ifPresent(Examiner::remember);
    }
}
