package dev.lambdawatch.cloudtrail;

/// The identity that called.
///
/// @param key         what baselines, allow-lists and finding ids go by: the user's ARN, the ARN of
///     the role behind a session, or the best stable substitute. Never the session's ARN: its last
///     part is chosen by the caller
/// @param kind        who that is, see [Kind]
/// @param type        `userIdentity.type` as recorded: `IAMUser`, `AssumedRole`, ...; may be empty
/// @param arn         as recorded: for a role the session's ARN, without the role's path; empty for
///     services and for callers that another account reports
/// @param account     the caller's account, twelve digits, or empty
/// @param name        user, role, service or `root`: for people, not for decisions
/// @param sessionName what the caller named his role session, or empty
/// @param accessKeyId `AKIA...` long-lived, `ASIA...` temporary, or empty
/// @param issuerArn   the role behind a session, with its path, or empty
/// @param invokedBy   the AWS service that made the request for the caller, or empty. It says by
///     which way the call came; it is no pardon
/// @param mfa         whether the session was opened with a second factor. `false` says nothing
///     about sessions of an identity provider, which does not report it
/// @param provider    the OpenID Connect or SAML provider that vouched for the caller, or empty
/// @param credentialsOf the ARN of the function, instance or task whose credentials were used,
///     where the record says so, or empty
public record Principal(
        String key,
        Kind kind,
        String type,
        String arn,
        String account,
        String name,
        String sessionName,
        String accessKeyId,
        String issuerArn,
        String invokedBy,
        boolean mfa,
        String provider,
        String credentialsOf) {

    /// Who a principal is. The order of the rules is the order here but for the last: the first
    /// that holds decides, and `AUTOMATION` is everybody else.
    public enum Kind {
        /// An AWS service on its own behalf, or by a role made for it.
        SERVICE,
        /// A principal of an account that is not ours.
        EXTERNAL,
        ROOT,
        /// A person: user, federated user, single sign-on or console session.
        HUMAN,
        /// Credentials that a function, an instance or a task was given.
        RUNTIME,
        /// Any other role: pipelines, deployers, OpenID Connect federation.
        AUTOMATION
    }

    /// Whether the access key never expires by itself.
    public boolean longLivedKey() {
        return accessKeyId.startsWith("AKIA");
    }
}
