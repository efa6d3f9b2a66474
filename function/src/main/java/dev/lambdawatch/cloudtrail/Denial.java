package dev.lambdawatch.cloudtrail;

import java.util.Optional;

/// What a denied call's message says. Each part is empty if the wording does not tell; the call is
/// denied all the same. Requests of denied Lambda calls are not recorded, so that this is often the
/// only place that names the function.
///
/// @param principal  the ARN that was refused: the session, not the role
/// @param action     the IAM action, `lambda:UpdateFunctionCode`; it may differ from the API called
///     (`iam:PassRole`)
/// @param resource   an ARN, or `*`
/// @param policyKind which kind of policy decided: `identity-based`, `resource-based`,
///     `permissions boundary`, `session`, `service control`, `resource control`, `VPC endpoint`
/// @param explicit   whether a policy denies, as opposed to none allowing
public record Denial(String principal, String action, String resource, String policyKind, boolean explicit) {
    private static final Denial SILENT = new Denial("", "", "", "", false);

    private static final String USER = "User: ";
    private static final String REFUSED = " is not authorized to perform: ";
    private static final String RESOURCE = " on resource: ";
    private static final String NONE_ALLOWS = " because no ";
    private static final String DENIES = " with an explicit deny";
    private static final String POLICY = "policy";

    /// The denial behind an error, empty if the error is no denial: throttling, a missing resource
    /// and a wrong parameter are failures of another kind.
    static Optional<Denial> of(String errorCode, String message) {
        int refused = message.indexOf(REFUSED);
        if (refused < 0) {
            return isDenial(errorCode) ? Optional.of(SILENT) : Optional.empty();
        }
        return errorCode.isEmpty() ? Optional.empty() : Optional.of(parse(message, refused));
    }

    /// The record drops the suffix that SDKs see (`AccessDeniedException`), EC2 adds a prefix
    /// (`Client.UnauthorizedOperation`), and an endpoint's policy has a code of its own.
    private static boolean isDenial(String errorCode) {
        return errorCode.startsWith("AccessDenied")
                || errorCode.endsWith("UnauthorizedOperation")
                || errorCode.equals("VpceAccessDenied");
    }

    private static Denial parse(String message, int refused) {
        int user = message.lastIndexOf(USER, refused);
        String principal = user < 0 ? "" : message.substring(user + USER.length(), refused);
        // The caller may choose the resource's text, AWS writes what follows it: search from the end.
        int denies = message.lastIndexOf(DENIES);
        int allows = message.lastIndexOf(NONE_ALLOWS);
        int verdict = Math.max(denies, allows);
        int from = refused + REFUSED.length();
        String rest = message.substring(from, verdict < from ? message.length() : verdict);
        int on = rest.indexOf(RESOURCE);
        return new Denial(
                principal,
                on < 0 ? firstWord(rest) : rest.substring(0, on),
                on < 0 ? "" : rest.substring(on + RESOURCE.length()).strip(),
                verdict < from ? "" : policyKind(message, verdict, denies == verdict),
                verdict >= from && denies == verdict);
    }

    private static String policyKind(String message, int verdict, boolean denies) {
        String tail = message.substring(verdict + (denies ? DENIES : NONE_ALLOWS).length());
        String kind = withoutEnd(denies ? until(withoutArticle(tail), ":") : until(tail, " allows "));
        return kind.equals(POLICY) || kind.endsWith(" " + POLICY)
                ? kind.substring(0, kind.length() - POLICY.length()).strip()
                : kind.strip();
    }

    private static String withoutArticle(String text) {
        if (text.startsWith(" in a ")) {
            return text.substring(" in a ".length());
        }
        return text.startsWith(" in an ") ? text.substring(" in an ".length()) : text;
    }

    private static String until(String text, String mark) {
        int end = text.indexOf(mark);
        return end < 0 ? text : text.substring(0, end);
    }

    /// Without the full stops and blanks at its end.
    private static String withoutEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '.' || text.charAt(end - 1) == ' ')) {
            end--;
        }
        return text.substring(0, end);
    }

    private static String firstWord(String text) {
        return until(text.strip(), " ");
    }
}
