package dev.lambdawatch.audit;

import dev.lambdawatch.finding.Detection;
import dev.lambdawatch.finding.Evidence;
import dev.lambdawatch.finding.Finding;
import dev.lambdawatch.finding.Observable;
import dev.lambdawatch.finding.Reason;
import dev.lambdawatch.finding.Severity;
import dev.lambdawatch.finding.Subject;
import dev.lambdawatch.finding.Technique;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A finding of GuardDuty in our own words.
///
/// GuardDuty updates a finding as more of the same happens; type and function stay, and they are
/// what makes our id. So an update is a repeat, told again only if it became more severe.
final class GuardDutyFinding {
    /// What filters, settings and subscribers call it.
    static final String NAME = "guardduty_lambda";

    private static final String ACTION = "service.action.networkConnectionAction.";
    private static final String DNS = "service.action.dnsRequestAction.";

    private final Values values;

    private GuardDutyFinding(Values values) {
        this.values = values;
    }

    /// @throws IllegalArgumentException if it lacks what a finding must have, naming it
    static Finding of(Values values) {
        return new GuardDutyFinding(values).finding();
    }

    private Finding finding() {
        String function = values.required("resource.lambdaDetails.functionArn");
        String name = values.text("resource.lambdaDetails.functionName");
        return new Finding(
                detection(),
                severity(values.number("severity")),
                account(),
                values.required("region"),
                new Subject.Workload(function, name.isEmpty() ? function : name, account(), "", address()),
                function,
                "GuardDuty: " + values.required("type") + ": " + (name.isEmpty() ? function : name),
                List.of(Reason.of("GuardDuty", "", values.text("description"))),
                List.of(evidence()),
                observables(function),
                facts());
    }

    private String account() {
        String account = values.required("accountId");
        if (!account.matches("\\d{12}")) {
            throw new IllegalArgumentException("accountId '" + Values.shortened(account) + "' is not twelve digits");
        }
        return account;
    }

    private Detection detection() {
        String type = values.required("type");
        return new Detection(
                "guardduty:" + type,
                NAME,
                "GuardDuty: " + type,
                values.text("schemaVersion"),
                values.text("title"),
                techniques(type),
                List.of("What GuardDuty's documentation says of " + type),
                List.of(
                        "Read it in GuardDuty of account {account}, Region {region}: finding {guardduty_id}.",
                        "$ aws lambda get-function --region {region} --function-name {resource}"
                                + "   # what runs there, and since when",
                        "$ aws cloudtrail lookup-events --region {region} --lookup-attributes"
                                + " AttributeKey=ResourceName,AttributeValue={function}   # who changed it",
                        "If it is not meant to talk there, stop it before anything else:",
                        "$ aws lambda put-function-concurrency --region {region} --function-name {resource}"
                                + " --reserved-concurrent-executions 0   # no more invocations"));
    }

    /// What is common to a family of GuardDuty's types; their names are its own.
    private static List<Technique> techniques(String type) {
        String id = type.startsWith("CryptoCurrency:") ? "T1496" : "T1071";
        return List.of(new Technique(id, "19"));
    }

    /// GuardDuty's own words for its numbers: low below 4, medium below 7, high below 9, critical.
    private static Severity severity(double number) {
        if (number >= 9) {
            return Severity.CRITICAL;
        }
        if (number >= 7) {
            return Severity.HIGH;
        }
        return number >= 4 ? Severity.MEDIUM : Severity.LOW;
    }

    private Evidence evidence() {
        Instant last = seen("service.eventLastSeen", "updatedAt");
        Instant first = seen("service.eventFirstSeen", "createdAt");
        return new Evidence.Report(
                values.required("id"),
                "Amazon GuardDuty",
                values.text("title"),
                address(),
                remote(),
                values.isEmpty("service.count") ? 1 : (long) values.number("service.count"),
                first.isAfter(last) ? last : first,
                last);
    }

    private Instant seen(String path, String otherwise) {
        return values.time(values.isEmpty(path) ? otherwise : path);
    }

    private String address() {
        return values.text(ACTION + "localIpDetails.ipAddressV4");
    }

    /// Whom the function talked to: an address, or the name that it asked for.
    private String remote() {
        String address = remoteAddress();
        String port = values.text(ACTION + "remotePortDetails.port");
        if (address.isEmpty()) {
            return values.text(DNS + "domain");
        }
        return port.isEmpty() ? address : address + " port " + port;
    }

    private String remoteAddress() {
        String address = values.text(ACTION + "remoteIpDetails.ipAddressV4");
        return address.isEmpty() ? values.text(ACTION + "remoteIpDetails.ipAddressV6") : address;
    }

    private List<Observable> observables(String function) {
        List<Observable> observables = new ArrayList<>();
        observables.add(new Observable(Observable.Type.RESOURCE, function));
        if (!remoteAddress().isEmpty()) {
            observables.add(new Observable(Observable.Type.IP_ADDRESS, remoteAddress()));
        }
        if (!values.isEmpty(DNS + "domain")) {
            observables.add(new Observable(Observable.Type.DOMAIN, values.text(DNS + "domain")));
        }
        return observables;
    }

    private Map<String, String> facts() {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("guardduty_id", values.required("id"));
        facts.put("guardduty_type", values.required("type"));
        facts.put("guardduty_severity", values.required("severity"));
        facts.put("function_name", values.text("resource.lambdaDetails.functionName"));
        facts.put("function_version", values.text("resource.lambdaDetails.functionVersion"));
        facts.put("role", values.text("resource.lambdaDetails.role"));
        facts.put("threat_list", values.text("service.additionalInfo.threatListName"));
        facts.put("network_of_remote", values.text(ACTION + "remoteIpDetails.organization.asnOrg"));
        facts.put("country_of_remote", values.text(ACTION + "remoteIpDetails.country.countryName"));
        facts.values().removeIf(String::isEmpty);
        return facts;
    }
}
