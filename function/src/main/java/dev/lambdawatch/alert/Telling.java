package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Severity;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Why a finding is told now, or why it is not.
sealed interface Telling {

    /// The first of its id.
    record First() implements Telling {}

    /// Told before at a lower severity.
    record Raised(Sighting before) implements Telling {}

    /// Told before, and the quiet period is over.
    record Again(Sighting before) implements Telling {}

    /// Whether it was told before cannot be known: the store of sightings failed.
    record Undecided() implements Telling {}

    /// Told within the quiet period, no less severe: only counted.
    record Quiet(Sighting before) implements Telling {}

    /// Too mild to be sent.
    record Mild() implements Telling {}

    /// Part of an incident that people know of, and no more severe than what they know.
    record Joined(Incident incident) implements Telling {}

    /// A filter approves of it.
    record Approved(Approval approval) implements Telling {}

    /// Of a rule in stage dry-run.
    record Rehearsed() implements Telling {}

    /// New, but so is the memory of what is usual.
    record Learning() implements Telling {}

    /// Decides by what is remembered. A clock that runs behind the one that told counts as quiet.
    static Telling of(Severity severity, Optional<Sighting> remembered, Instant now, Duration quiet) {
        if (remembered.isEmpty()) {
            return new First();
        }
        Sighting before = remembered.get();
        if (!now.isBefore(before.told().plus(quiet))) {
            return new Again(before);
        }
        return severity.compareTo(before.severity()) > 0 ? new Raised(before) : new Quiet(before);
    }

    /// Whether people are told.
    default boolean isSent() {
        return switch (this) {
            case First _, Raised _, Again _, Undecided _ -> true;
            case Quiet _, Mild _, Joined _, Approved _, Rehearsed _, Learning _ -> false;
        };
    }

    /// Whether the id was met before, so far as is known.
    default boolean isUpdate() {
        return switch (this) {
            case Raised _, Again _, Quiet _ -> true;
            case First _, Undecided _, Mild _, Joined _, Approved _, Rehearsed _, Learning _ -> false;
        };
    }

    /// The state of deduplication in one sentence.
    default String sentence() {
        return switch (this) {
            case First _ -> "told for the first time";
            case Raised(Sighting before) ->
                "raised from %s, told %s; %s since"
                        .formatted(before.severity().level(), before.told(), repeats(before));
            case Again(Sighting before) ->
                "told before, %s; %s since, not sent".formatted(before.told(), repeats(before));
            case Undecided _ -> "may be a repeat: the memory of what was told cannot be reached";
            case Quiet(Sighting before) -> "told %s; a repeat within the quiet period".formatted(before.told());
            case Mild _ -> "below the severity that is sent";
            case Joined(Incident incident) ->
                "joined incident %s, told at %s %s"
                        .formatted(incident.id(), incident.severity().level(), incident.told());
            case Approved(Approval approval) ->
                "approved by filter '%s' of %s, %s, until %s"
                        .formatted(approval.filter(), approval.owner(), approval.ticket(), approval.expires());
            case Rehearsed _ -> "found by a rule in stage dry-run";
            case Learning _ -> "rests on what is usual, which is still being learned";
        };
    }

    private static String repeats(Sighting before) {
        return before.repeats() == 1 ? "1 repeat" : before.repeats() + " repeats";
    }
}
