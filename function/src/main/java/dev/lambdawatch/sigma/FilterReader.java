package dev.lambdawatch.sigma;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads the document of a filter. Beyond the specification it must have `owner`, `ticket` and
/// `expires`: an exception that nobody answers for, or that never ends, is a hole.
final class FilterReader {
    private static final Set<String> KNOWN =
            Set.of("description", "expires", "filter", "id", "logsource", "name", "owner", "ticket", "title");

    private static final Pattern NOT = Pattern.compile("\\bnot\\b", Pattern.CASE_INSENSITIVE);

    /// Fields of CloudTrail in which a caller writes what it likes: the end of the ARN and of the
    /// principal id is the name of the session.
    private static final Set<String> CHOSEN_BY_CALLER =
            Set.of("userIdentity.arn", "userIdentity.principalId", "userAgent", "requestParameters.roleSessionName");

    /// How fields begin that tell callers or their places apart and that AWS itself writes.
    private static final List<String> IDENTITY = List.of(
            "lambdawatch.principal",
            "sourceIPAddress",
            "userIdentity.accessKeyId",
            "userIdentity.arn",
            "userIdentity.inScopeOf.",
            "userIdentity.invokedBy",
            "userIdentity.onBehalfOf.",
            "userIdentity.principalId",
            "userIdentity.sessionContext.sessionIssuer.",
            "userIdentity.sessionContext.webIdFederationData.",
            "userIdentity.userName",
            "vpcEndpointId");

    /// Begins like one of these and tells no two callers apart.
    private static final Set<String> KIND = Set.of(
            "lambdawatch.principalKind",
            "userIdentity.sessionContext.sessionIssuer.accountId",
            "userIdentity.sessionContext.sessionIssuer.type");

    private FilterReader() {}

    /// @throws RefusedException naming what is wrong or not supported
    static Filter read(Entries document, Source source, Placeholders placeholders) {
        Entries filter = document.inner("filter");
        boolean blank = filter.map().entries().get("rules") instanceof Yaml.Scalar rules && rules.isNull();
        if (blank || !filter.has("rules")) {
            throw filter.refused("rules", "the filter has no 'rules': name them, or write 'any'");
        }
        return new Filter(
                document.text("id"),
                document.text("name"),
                document.title(),
                document.text("description").strip(),
                document.logsource(),
                rules(filter),
                document.required("owner"),
                document.required("ticket"),
                expires(document),
                document.custom(KNOWN),
                new Condition(DetectionReader.read(filter.without("rules"), placeholders)),
                source.place(document.map().line()),
                source.hash());
    }

    /// The word `any` stands for an empty list.
    private static List<String> rules(Entries filter) {
        List<String> rules = filter.texts("rules");
        return rules.size() == 1 && rules.getFirst().equalsIgnoreCase("any") ? List.of() : rules;
    }

    private static Instant expires(Entries document) {
        String text = document.required("expires");
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException e) {
            throw document.refused("expires", "'expires' must be like 2026-12-31T00:00:00Z, not '" + text + "'");
        }
    }

    /// What the author should look at.
    static List<Remark> lint(Entries document, Filter filter) {
        Entries section = document.inner("filter");
        int line = section.map().line();
        List<Remark> remarks = new ArrayList<>(SearchLint.of(section.without("rules")));
        if (section.texts("condition").stream()
                .noneMatch(text -> NOT.matcher(text).find())) {
            remarks.add(
                    new Remark(
                            line,
                            "the condition has no 'not': the rules find only what it selects. To approve of that, write 'not'"));
        }
        if (restsOnTheCallersWord(filter.condition().expression())) {
            remarks.add(new Remark(
                    line,
                    "it knows the caller only by what the caller chooses (session name, user agent):"
                            + " match the role, userIdentity.sessionContext.sessionIssuer.arn"));
        }
        return remarks;
    }

    private static boolean restsOnTheCallersWord(Expression expression) {
        List<Expression.Predicate> predicates = expression.predicates().toList();
        return predicates.stream().anyMatch(FilterReader::isChosenByCaller)
                && predicates.stream()
                        .filter(predicate -> !isChosenByCaller(predicate))
                        .noneMatch(predicate -> isIdentity(predicate.field()));
    }

    /// The whole ARN, or its beginning with the role in it, is not the caller's choice.
    private static boolean isChosenByCaller(Expression.Predicate predicate) {
        boolean fixesTheBeginning = predicate instanceof Expression.AnyValue(String _, ValueTest test)
                && (test instanceof TextTest.Equal || test instanceof TextTest.Prefix);
        return CHOSEN_BY_CALLER.contains(predicate.field())
                && !(predicate.field().startsWith("userIdentity.") && fixesTheBeginning);
    }

    /// What AWS writes about who it was, or from where, and fits few. That it was a role, or one of
    /// this account, is true of too many.
    private static boolean isIdentity(String field) {
        return !KIND.contains(field) && IDENTITY.stream().anyMatch(field::startsWith);
    }
}
