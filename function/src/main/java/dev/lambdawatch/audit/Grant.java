package dev.lambdawatch.audit;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What an AddPermission call lets whom do.
///
/// @param grantee the principal as the call names it, with the condition that narrows it
/// @param owner   whose it is
record Grant(String grantee, Owner owner) {
    private static final Pattern ACCOUNT = Pattern.compile("(?:^|:)(\\d{12})(?:$|:)");

    /// Whose a grantee is, or a layer.
    enum Owner {
        /// Everybody, with nothing that narrows it.
        PUBLIC,
        /// An account that is not known as ours.
        FOREIGN,
        /// An account or Organization of ours.
        OWN,
        /// An AWS service.
        SERVICE;

        String value() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /// Reads the parameters of AddPermission; each is empty where the call has none. A condition on
    /// the source account, or on a source that names an account, narrows a grant to that account;
    /// one on an Organization is taken for ours, since the id of a foreign one would have to be
    /// known.
    static Grant of(String principal, String sourceAccount, String sourceArn, String organization, Set<String> ours) {
        if (principal.equals("*")) {
            String source = sourceAccount.isEmpty() ? accountIn(sourceArn) : sourceAccount;
            if (!organization.isEmpty()) {
                return new Grant("everyone in Organization " + organization, Owner.OWN);
            }
            return source.isEmpty()
                    ? new Grant("everyone", Owner.PUBLIC)
                    : new Grant("everyone through account " + source, ownerOf(source, ours));
        }
        String account = accountIn(principal);
        return account.isEmpty() ? new Grant(principal, Owner.SERVICE) : new Grant(principal, ownerOf(account, ours));
    }

    static Owner ownerOf(String account, Set<String> ours) {
        return ours.contains(account) ? Owner.OWN : Owner.FOREIGN;
    }

    /// The account in an ARN, or the account that the text is; empty if it names none.
    static String accountIn(String text) {
        Matcher account = ACCOUNT.matcher(text);
        return account.find() ? account.group(1) : "";
    }
}
