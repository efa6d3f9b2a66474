package dev.lambdawatch.alert;

import dev.lambdawatch.finding.Finding;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The incidents of a history, by the rules of [Alerts] and a clock that follows the findings.
///
/// A finding belongs to the first incident that it is met in. One that was met before opens no
/// other, as in the deployed monitor its repeat would not be told.
public final class Chronicle {
    private final Map<String, Incident> incidents = new HashMap<>();
    private final Map<String, String> incidentOf = new HashMap<>();

    private Chronicle() {}

    /// The incidents of findings in any order, repeats among them.
    ///
    /// @param policy from which severity up a finding opens an incident
    public static Chronicle of(List<Finding> findings, Policy policy) {
        Chronicle chronicle = new Chronicle();
        Casebook casebook = new Casebook(new IncidentsInMemory(Integer.MAX_VALUE));
        Set<String> met = new HashSet<>();
        findings.stream()
                .sorted(Comparator.comparing(Finding::last).thenComparing(Finding::id))
                .forEach(finding -> {
                    Optional<Incident> known = casebook.find(finding);
                    boolean isTold = finding.severity().atLeast(policy.publishFrom());
                    remember(casebook, finding, known, isTold && met.add(finding.id()), policy);
                    casebook.find(finding).ifPresent(incident -> chronicle.note(finding, incident));
                });
        return chronicle;
    }

    private static void remember(
            Casebook casebook, Finding finding, Optional<Incident> known, boolean isNew, Policy policy) {
        Instant now = finding.last();
        if (isNew
                && known.map(open -> open.isNews(finding, now, policy.quiet())).orElse(true)) {
            casebook.told(finding, known, now);
        } else {
            known.ifPresent(open -> casebook.joined(finding, open));
        }
    }

    private void note(Finding finding, Incident incident) {
        incidents.put(incident.id(), incident);
        incidentOf.putIfAbsent(finding.id(), incident.id());
    }

    /// The incident of a finding as it stood at the end.
    public Optional<Incident> of(Finding finding) {
        return Optional.ofNullable(incidentOf.get(finding.id())).map(incidents::get);
    }

    /// The findings with those of one incident together: in order of time, and so are the incidents.
    public List<List<Finding>> together(List<Finding> findings) {
        return findings.stream()
                .sorted(Comparator.comparing(Finding::first).thenComparing(Finding::id))
                .collect(Collectors.groupingBy(
                        finding -> incidentOf.getOrDefault(finding.id(), finding.id()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .toList();
    }

    /// How many incidents there were.
    public int size() {
        return incidents.size();
    }
}
