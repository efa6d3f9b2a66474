package dev.lambdawatch.cloudtrail;

import dev.lambdawatch.cloudtrail.Principal.Kind;
import java.util.Set;

/// The caller of one record, made out from its `userIdentity` and the two fields beside it that
/// tell a console session.
///
/// Everything that decides comes from what AWS wrote: the type, the accounts, the ARN of the role
/// behind a session. What the caller chose (session name, user agent) can only move a role from
/// automation to human or runtime, where more rules look.
final class Identity {
    private static final String SERVICE_ROLE_PATH = ":role/aws-service-role/";
    private static final String SINGLE_SIGN_ON_PATH = ":role/aws-reserved/sso.amazonaws.com/";
    private static final String SINGLE_SIGN_ON_NAME = "AWSReservedSSO_";
    private static final String FUNCTION_TYPE = "AWS::Lambda::Function";
    private static final String FUNCTION_AGENT = "exec-env/AWS_Lambda_";
    private static final String ASSUMED_ROLE = ":assumed-role/";
    private static final int TASK_ID_DIGITS = 32;

    private final Fields fields;
    private final Set<String> knownAccounts;
    private final String type;
    private final String arn;
    private final String account;
    private final String issuerArn;
    private final String invokedBy;
    private final String sessionName;

    Identity(Fields fields, Set<String> knownAccounts) {
        this.fields = fields;
        this.knownAccounts = knownAccounts;
        type = fields.get(Field.IDENTITY_TYPE);
        arn = fields.get(Field.IDENTITY_ARN);
        account = firstOf(fields.get(Field.IDENTITY_ACCOUNT), accountOf(arn));
        issuerArn = fields.get(Field.IDENTITY_ISSUER_ARN);
        invokedBy = fields.get(Field.IDENTITY_INVOKED_BY);
        sessionName = isSession() ? sessionName() : "";
    }

    Principal principal() {
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
                firstOf(fields.get(Field.IDENTITY_WEB_PROVIDER), fields.get(Field.IDENTITY_PROVIDER)),
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
            case "AssumedRole", "Role", "FederatedUser" -> firstOf(issuerArn, roleOfSession(), arn, anonymous());
            case "IdentityCenterUser" -> firstOf(fields.get(Field.IDENTITY_ON_BEHALF_OF), arn, anonymous());
            case "AWSAccount" -> account + ":" + fields.get(Field.IDENTITY_PRINCIPAL_ID);
            case "AWSService" -> firstOf(invokedBy, anonymous());
            default -> firstOf(arn, anonymous());
        };
    }

    /// For identities without ARN: `AwsServiceEvent` has no type, sign-in only a principal id.
    private String anonymous() {
        return account
                + ":"
                + firstOf(
                        invokedBy,
                        fields.get(Field.IDENTITY_PRINCIPAL_ID),
                        fields.get(Field.IDENTITY_USER_NAME),
                        "unknown");
    }

    private Kind kind() {
        if (isService()) {
            return Kind.SERVICE;
        }
        if (isForeign()) {
            return Kind.EXTERNAL;
        }
        if (type.equals("Root")) {
            return Kind.ROOT;
        }
        if (isPerson()) {
            return Kind.HUMAN;
        }
        return isRuntime() ? Kind.RUNTIME : Kind.AUTOMATION;
    }

    /// A service that calls with somebody's session keeps him: a person who deploys by
    /// CloudFormation stays a person, and a foreign account's state machine stays foreign.
    private boolean isService() {
        boolean onBehalfOfNobody = !invokedBy.isEmpty() && !isForeign() && !type.equals("Root") && !isPerson();
        return type.equals("AWSService") || issuerArn.contains(SERVICE_ROLE_PATH) || onBehalfOfNobody;
    }

    private boolean isForeign() {
        String recipient = fields.get(Field.RECIPIENT_ACCOUNT);
        boolean comparable = !account.isEmpty() && (!recipient.isEmpty() || !knownAccounts.isEmpty());
        return comparable && !account.equals(recipient) && !knownAccounts.contains(account);
    }

    private boolean isPerson() {
        return switch (type) {
            case "IAMUser", "FederatedUser", "IdentityCenterUser", "SAMLUser", "Directory" -> true;
            case "AWSService" -> false;
            default ->
                issuerArn.contains(SINGLE_SIGN_ON_PATH)
                        || roleName().startsWith(SINGLE_SIGN_ON_NAME)
                        || roleName().equals("OrganizationAccountAccessRole")
                        || sessionName.indexOf('@') >= 0
                        || isConsole();
        };
    }

    private boolean isRuntime() {
        return fields.get(Field.IDENTITY_CREDENTIALS_TYPE).equals(FUNCTION_TYPE)
                || !fields.get(Field.IDENTITY_EC2_DELIVERY).isEmpty()
                || fields.get(Field.USER_AGENT).contains(FUNCTION_AGENT)
                || (sessionName.startsWith("i-") && isHexadecimal(sessionName.substring(2)))
                || (sessionName.length() == TASK_ID_DIGITS && isHexadecimal(sessionName));
    }

    private String name() {
        return switch (type) {
            case "Root" -> "root";
            case "AWSService" -> firstOf(invokedBy, "AWS service");
            default ->
                firstOf(
                        fields.get(Field.IDENTITY_USER_NAME),
                        roleName(),
                        arn.substring(arn.lastIndexOf('/') + 1),
                        invokedBy,
                        fields.get(Field.IDENTITY_PRINCIPAL_ID),
                        "unknown");
        };
    }

    private String roleName() {
        String role = firstOf(issuerArn, roleOfSession());
        return firstOf(fields.get(Field.IDENTITY_ISSUER_NAME), role.substring(role.lastIndexOf('/') + 1));
    }

    private boolean isSession() {
        return type.equals("AssumedRole") || arn.contains(ASSUMED_ROLE);
    }

    /// `alice` of `arn:aws:sts::111122223333:assumed-role/Admin/alice`, else of `AROA...:alice`.
    private String sessionName() {
        int role = arn.indexOf(ASSUMED_ROLE);
        int slash = role < 0 ? -1 : arn.indexOf('/', role + ASSUMED_ROLE.length());
        if (slash >= 0) {
            return arn.substring(slash + 1);
        }
        String principalId = fields.get(Field.IDENTITY_PRINCIPAL_ID);
        return principalId.substring(principalId.indexOf(':') + 1);
    }

    /// The ARN of the role of a session whose issuer is missing: without path, but free of the
    /// caller's choice. Empty if there is no session.
    private String roleOfSession() {
        int role = arn.indexOf(ASSUMED_ROLE);
        if (role < 0) {
            return "";
        }
        int slash = arn.indexOf('/', role + ASSUMED_ROLE.length());
        String name = arn.substring(role + ASSUMED_ROLE.length(), slash < 0 ? arn.length() : slash);
        return arn.substring(0, role).replaceFirst(":sts:", ":iam:") + ":role/" + name;
    }

    private static String accountOf(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6 ? parts[4] : "";
    }

    private static boolean isHexadecimal(String text) {
        return !text.isEmpty() && text.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'));
    }

    private static String firstOf(String... texts) {
        for (String text : texts) {
            if (!text.isEmpty()) {
                return text;
            }
        }
        return "";
    }
}
