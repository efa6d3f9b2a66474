package dev.lambdawatch.audit;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// What a change of a resource policy lets whom do.
///
/// @param grantee the principal as the call names it, with the condition that narrows it
/// @param action  what he may do, as the call names it
/// @param owner   whose he is
record Grant(String grantee, String action, Owner owner) {
    private static final Pattern ACCOUNT = Pattern.compile("(?:^|:)(\\d{12})(?:$|:)");

    private static final List<String> ACCOUNT_KEYS = List.of("aws:sourceaccount", "aws:principalaccount");
    private static final List<String> ARN_KEYS = List.of("aws:sourcearn", "aws:principalarn");
    private static final List<String> ORGANIZATION_KEYS =
            List.of("aws:principalorgid", "aws:sourceorgid", "aws:principalorgpaths");

    /// Whose a grantee is, or a layer, or the source of events. From worst to best.
    enum Owner {
        /// Everybody, with nothing that narrows it.
        PUBLIC,
        /// Everybody, through the function's URL alone.
        PUBLIC_URL,
        /// An account that is not known as ours.
        FOREIGN,
        /// An AWS service, on behalf of whatever account asks it to.
        UNSCOPED,
        /// An AWS service on behalf of a source or an account that is named.
        SERVICE,
        /// An account of a known vendor.
        VENDOR,
        /// An account or Organization of ours.
        OWN;

        String value() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// What narrows a grant; each part is empty where nothing does.
    ///
    /// @param account      `aws:SourceAccount`
    /// @param arn          `aws:SourceArn`
    /// @param organization `aws:PrincipalOrgID`
    /// @param token        what a service must present, such as the id of an Alexa skill
    /// @param url          the function's URL is the only way in, and asks for no signature
    record Scope(String account, String arn, String organization, String token, boolean url) {
        private String sourceAccount() {
            return account.isEmpty() ? accountIn(arn) : account;
        }

        private Scope fromAccount(String source) {
            return new Scope(source, arn, organization, token, url);
        }

        private Scope fromArn(String source) {
            return new Scope(account, source, organization, token, url);
        }

        private boolean namesNoSource() {
            return account.isEmpty() && arn.isEmpty() && token.isEmpty();
        }
    }

    /// Whom one principal of a grant stands for. A condition on the source account, or on a source
    /// that names an account, narrows a grant to everyone to that account; one on an Organization
    /// is taken for ours as long as none is known as ours.
    ///
    /// @param ours ids of accounts, and of the Organization where it is known
    static Grant of(String principal, String action, Scope scope, Set<String> ours) {
        if (principal.equals("*")) {
            return ofEveryone(action, scope, ours);
        }
        String account = accountIn(principal);
        if (!account.isEmpty()) {
            return new Grant(named(principal, account), action, ownerOf(account, ours));
        }
        return new Grant(principal, action, scope.namesNoSource() ? Owner.UNSCOPED : Owner.SERVICE);
    }

    private static Grant ofEveryone(String action, Scope scope, Set<String> ours) {
        if (!scope.organization.isEmpty()) {
            return new Grant(
                    "everyone in Organization " + scope.organization,
                    action,
                    ownerOfOrganization(scope.organization, ours));
        }
        String source = scope.sourceAccount();
        if (!source.isEmpty()) {
            return new Grant(named("everyone through account " + source, source), action, ownerOf(source, ours));
        }
        return scope.url
                ? new Grant("everyone through the function's URL", action, Owner.PUBLIC_URL)
                : new Grant("everyone", action, Owner.PUBLIC);
    }

    /// The worst of what a policy document grants; empty if it grants nothing.
    static Optional<Grant> of(List<Statement> statements, Set<String> ours) {
        return statements.stream().flatMap(statement -> of(statement, ours)).min(Comparator.comparing(Grant::owner));
    }

    private static Stream<Grant> of(Statement statement, Set<String> ours) {
        String actions = String.join(", ", statement.actions());
        return scopes(statement).stream()
                .flatMap(
                        scope -> statement.principals().stream().map(principal -> of(principal, actions, scope, ours)));
    }

    /// One scope for each source that the conditions let in, since any of them is enough.
    private static List<Scope> scopes(Statement statement) {
        Scope rest = new Scope(
                "",
                "",
                statement.first(ORGANIZATION_KEYS),
                statement.first(List.of("lambda:eventsourcetoken")),
                statement.first(List.of("lambda:functionurlauthtype")).equals("NONE"));
        List<String> accounts = statement.values(ACCOUNT_KEYS);
        if (!accounts.isEmpty()) {
            return accounts.stream().map(rest::fromAccount).toList();
        }
        List<String> arns = statement.values(ARN_KEYS);
        return arns.isEmpty() ? List.of(rest) : arns.stream().map(rest::fromArn).toList();
    }

    /// @param organization `o-...`, perhaps with the path of units below it
    private static Owner ownerOfOrganization(String organization, Set<String> ours) {
        int slash = organization.indexOf('/');
        String id = slash < 0 ? organization : organization.substring(0, slash);
        return ours.stream().anyMatch(one -> one.startsWith("o-")) ? ownerOf(id, ours) : Owner.OWN;
    }

    /// Whose an account is that gives code or takes permissions.
    static Owner ownerOf(String account, Set<String> ours) {
        return ours.contains(account) ? Owner.OWN : Owner.FOREIGN;
    }

    /// The same for the source of a layer, where a vendor's is ordinary.
    static Owner sourceOf(String account, Set<String> ours) {
        Owner owner = ownerOf(account, ours);
        return owner == Owner.FOREIGN && Vendors.of(account).isPresent() ? Owner.VENDOR : owner;
    }

    /// A text with the vendor behind its account, if one is known.
    static String named(String text, String account) {
        return Vendors.of(account).map(vendor -> text + " (" + vendor + ")").orElse(text);
    }

    /// The account in an ARN, or the account that the text is; empty if it names none.
    static String accountIn(String text) {
        Matcher account = ACCOUNT.matcher(text);
        return account.find() ? account.group(1) : "";
    }
}
