package dev.lambdawatch.dns;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.finding.Technique;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Tells the first contact of a workload with a serverless platform as a finding.
final class ContactFinding {
    static final Detection DETECTION = new Detection(
            "lambdawatch-first-contact",
            "serverless_first_contact",
            "A workload asks for a serverless platform that it never asked for before",
            "1",
            "The first name of a serverless platform, or name that stands for one, that a workload asks for in"
                    + " thirty days. Limits: it says nothing of what was sent, by which process or how often;"
                    + " names answered from a cache, or by another resolver, are not in this log.",
            List.of(new Technique("T1584.007", "19"), new Technique("T1071.001", "19")),
            List.of(
                    "a new release, or a library in it, whose vendor's back end is serverless",
                    "a person's browser on a workstation",
                    "build and deployment machines"),
            List.of(
                    "Ask the owner of {workload} whether it uses {name} since {first}.",
                    "Look for a beacon of {workload} to {platform} in the hours after: none of these findings alone"
                            + " needs an answer."));

    private ContactFinding() {}

    /// @param since    when the network's questions begin that are known
    /// @param learning whether that is so short before that everything is new
    static Finding of(FirstContacts.Contact contact, ContactHistory.Known known, Instant since, boolean learning) {
        Query query = contact.query();
        Subject.Workload workload = contact.asker().workload();
        boolean fleet = known == ContactHistory.Known.TO_FLEET;
        return new Finding(
                DETECTION,
                fleet || learning ? Severity.INFORMATIONAL : Severity.LOW,
                query.account(),
                query.region(),
                workload,
                contact.platform().name(),
                "First contact " + workload.name() + " -> " + contact.platform().name() + " (" + query.name() + ")",
                List.of(
                        Reason.of(
                                "first seen",
                                learning
                                        ? "seven days of its network's questions before it, which begin at " + since
                                        : "a platform that the workload used since " + since,
                                query.name() + " at " + query.time()),
                        Reason.of(
                                "fleet",
                                "a platform that other workloads use",
                                fleet ? "others used it before" : "nobody used it before"),
                        Reason.of(
                                "destination",
                                "no serverless platform",
                                contact.platform().name() + ", tier "
                                        + contact.platform().tier() + ": "
                                        + contact.platform().evidence())),
                List.of(new Evidence.Lookups(
                        query.sourceAddress(), query.name(), query.type(), 1, query.time(), query.time())),
                List.of(
                        new Observable(Observable.Type.DOMAIN, query.name()),
                        new Observable(Observable.Type.IP_ADDRESS, query.sourceAddress())),
                facts(contact, workload));
    }

    private static Map<String, String> facts(FirstContacts.Contact contact, Subject.Workload workload) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("workload", workload.name());
        facts.put("vpc", contact.query().vpc());
        facts.put("name", contact.query().name());
        facts.put("platform", contact.platform().name());
        facts.put("platform_group", contact.platform().group());
        facts.put("tier", contact.platform().tier().name());
        facts.put("attribution", contact.platform().evidence());
        facts.values().removeIf(String::isEmpty);
        return facts;
    }
}
