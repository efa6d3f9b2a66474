package dev.lambdawatch.cloudtrail;

import dev.lambdawatch.cloudtrail.Principal.Kind;
import java.util.List;
import java.util.Set;

/// The caller of one record, made out from its `userIdentity` and the two fields beside it that
/// tell a console session.
///
/// What clears a caller comes from AWS alone: the type, the accounts, the path of the role behind a
/// session. What he chose himself (session name, user agent) can only move him from automation to
/// human or runtime, where more rules look. A path is read at its place in the ARN: a role may be
/// given the path `/x:role/aws-service-role/`.
final class Identity {
    private static final String SERVICE_ROLE = "role/aws-service-role/";
    private static final String SINGLE_SIGN_ON_ROLE = "role/aws-reserved/sso.amazonaws.com/";
    private static final String SINGLE_SIGN_ON_NAME = "AWSReservedSSO_";
    private static final String ORGANIZATION_ROLE_NAME = "OrganizationAccountAccessRole";
    private static final String SESSION = "assumed-role/";
    private static final String FUNCTION_TYPE = "AWS::Lambda::Function";
    private static final String FUNCTION_AGENT = "exec-env/AWS_Lambda_";
    private static final int TASK_ID_DIGITS = 32;

    /// What stands for a name, the best first.
    private static final List<Field> NAMES = List.of(
            Field.IDENTITY_USER_NAME,
            Field.IDENTITY_INVOKED_BY,
            Field.IDENTITY_PRINCIPAL_ID,
            Field.IDENTITY_ACCESS_KEY);

    private final Fields fields;
    private final Set<String> knownAccounts;
    private final String type;
    private final String arn;
    private final String account;
    private final String issuerArn;
    private final String invokedBy;

    /// Of the session, where the caller is one: the ARN of its role, the role's name, and what the
    /// caller named the session.
    private final String roleArn;

    private final String roleName;
    private final String sessionName;

    Identity(Fields fields, Set<String> knownAccounts) {
        this.fields = fields;
        this.knownAccounts = knownAccounts;
        type = fields.get(Field.IDENTITY_TYPE);
        arn = fields.get(Field.IDENTITY_ARN);
        account = Arn.accountOr(fields.get(Field.IDENTITY_ACCOUNT), arn);
        issuerArn = fields.get(Field.IDENTITY_ISSUER_ARN);
        invokedBy = fields.get(Field.IDENTITY_INVOKED_BY);
        boolean session = Arn.isResource(arn, SESSION);
        roleArn = issuerArn.isEmpty() && session ? roleOfSession() : issuerArn;
        roleName = Arn.lastPart(roleArn);
        sessionName = session ? nameOfSession() : nameInPrincipalId();
    }

    Principal principal() {
        String federation = fields.get(Field.IDENTITY_WEB_PROVIDER);
        return new Principal(
                key(),
                kind(),
                type,
                arn,
                account,
                name(),
                sessionName,
                fields.get(Field.IDENTITY_ACCESS_KEY),
                issuerArn,
                invokedBy,
                fields.isTrue(Field.IDENTITY_MFA),
                federation.isEmpty() ? fields.get(Field.IDENTITY_PROVIDER) : federation,
                fields.get(Field.IDENTITY_CREDENTIALS_OF));
    }

    /// Whether the console made the call: by the field that only AWS writes, else by the agents that
    /// the console's back ends and a browser use.
    boolean isConsole() {
        String agent = fields.get(Field.USER_AGENT);
        return fields.isTrue(Field.CONSOLE_CREDENTIAL)
                || agent.contains("console.amazonaws.com")
                || agent.contains("signin.amazonaws.com")
                || agent.contains("S3Console/")
                || agent.startsWith("Mozilla/")
                || agent.startsWith("[Mozilla/");
    }

    private String key() {
        return switch (type) {
            case "Root" -> account + ":root";
            case "IAMUser" -> orNameless(arn);
            case "IdentityCenterUser" -> orNameless(fields.get(Field.IDENTITY_ON_BEHALF_OF));
            case "AWSAccount" -> account + ":" + fields.get(Field.IDENTITY_PRINCIPAL_ID);
            case "AWSService" -> orNameless(invokedBy);
            default -> orNameless(roleArn.isEmpty() ? arn : roleArn);
        };
    }

    /// For identities that lack what their key is made of: service events have neither type nor
    /// ARN, failed sign-ins no more than a name.
    private String orNameless(String key) {
        return key.isEmpty() ? account + ":" + nameWithoutArn() : key;
    }

    private Kind kind() {
        boolean foreign = isForeign();
        boolean person = isPerson();
        if (isService() || (!invokedBy.isEmpty() && !foreign && !person && !isRoot())) {
            return Kind.SERVICE;
        }
        if (foreign) {
            return Kind.EXTERNAL;
        }
        if (isRoot()) {
            return Kind.ROOT;
        }
        if (person) {
            return Kind.HUMAN;
        }
        return isRuntime() ? Kind.RUNTIME : Kind.AUTOMATION;
    }

    /// A service on its own behalf. One that calls with somebody's session keeps him instead: a
    /// person who deploys by CloudFormation stays one, a foreign account's state machine foreign.
    private boolean isService() {
        return type.equals("AWSService") || Arn.isResource(issuerArn, SERVICE_ROLE);
    }

    private boolean isForeign() {
        String recipient = fields.get(Field.RECIPIENT_ACCOUNT);
        boolean comparable = !account.isEmpty() && (!recipient.isEmpty() || !knownAccounts.isEmpty());
        return comparable && !account.equals(recipient) && !knownAccounts.contains(account);
    }

    private boolean isRoot() {
        return type.equals("Root");
    }

    private boolean isPerson() {
        return switch (type) {
            case "IAMUser", "FederatedUser", "IdentityCenterUser", "SAMLUser", "Directory" -> true;
            case "AWSService" -> false;
            default ->
                Arn.isResource(issuerArn, SINGLE_SIGN_ON_ROLE)
                        || roleName.startsWith(SINGLE_SIGN_ON_NAME)
                        || roleName.equals(ORGANIZATION_ROLE_NAME)
                        || sessionName.indexOf('@') >= 0
                        || isConsole();
        };
    }

    private boolean isRuntime() {
        return fields.get(Field.IDENTITY_CREDENTIALS_TYPE).equals(FUNCTION_TYPE)
                || !fields.get(Field.IDENTITY_EC2_DELIVERY).isEmpty()
                || fields.get(Field.USER_AGENT).contains(FUNCTION_AGENT)
                || isInstance(sessionName)
                || isTask(sessionName);
    }

    private static boolean isInstance(String session) {
        return session.startsWith("i-") && isHexadecimal(session.substring(2));
    }

    private static boolean isTask(String session) {
        return session.length() == TASK_ID_DIGITS && isHexadecimal(session);
    }

    private static boolean isHexadecimal(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private String name() {
        if (isRoot()) {
            return "root";
        }
        if (!roleName.isEmpty()) {
            return roleName;
        }
        String user = fields.get(Field.IDENTITY_USER_NAME);
        return user.isEmpty() && !arn.isEmpty() ? Arn.lastPart(arn) : nameWithoutArn();
    }

    private String nameWithoutArn() {
        for (Field field : NAMES) {
            if (!fields.get(field).isEmpty()) {
                return fields.get(field);
            }
        }
        return "unknown";
    }

    /// The role of `arn:aws:sts::111122223333:assumed-role/Admin/alice`, whose issuer is missing:
    /// without its path, but free of the caller's choice.
    private String roleOfSession() {
        String role = Arn.resource(arn).substring(SESSION.length());
        int slash = role.indexOf('/');
        return "arn:" + Arn.partition(arn) + ":iam::" + account + ":role/"
                + (slash < 0 ? role : role.substring(0, slash));
    }

    private String nameOfSession() {
        int slash = arn.indexOf('/', Arn.resourceStart(arn) + SESSION.length());
        return slash < 0 ? "" : arn.substring(slash + 1);
    }

    /// `alice` of `AROA...:alice`, for a session whose ARN is missing.
    private String nameInPrincipalId() {
        String principalId = fields.get(Field.IDENTITY_PRINCIPAL_ID);
        int colon = principalId.indexOf(':');
        return type.equals("AssumedRole") && colon >= 0 ? principalId.substring(colon + 1) : "";
    }
}
