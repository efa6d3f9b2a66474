package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.aws.OrganizationTree;
import dev.lambdawatch.content.Organization;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/// Writes `accounts.json` anew when accounts of the Organization, their names or their units have
/// changed. The one function that asks Organizations, which throttles early; the others read the
/// file. If it fails, the file stays as it was.
public final class OrganizationHandler implements RequestStreamHandler {
    private static final String ACCOUNTS_KEY = "accounts.json";

    private final Wiring wiring = new Wiring();
    private final OrganizationTree tree =
            Aws.organization(Wiring.variable("ORGANIZATION_ID"), Wiring.variable("ORGANIZATION_ROOT_ID"));

    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        Organization organization = tree.read();
        byte[] json = organization.json();
        boolean isNew = wiring.objects()
                .find(wiring.bucket(), ACCOUNTS_KEY)
                .filter(known -> Arrays.equals(known, json))
                .isEmpty();
        if (isNew) {
            wiring.objects().put(wiring.bucket(), ACCOUNTS_KEY, "application/json", json);
        }
        Log.of(context)
                .report("%d accounts, %s"
                        .formatted(organization.accounts().size(), isNew ? "written anew" : "as before"));
    }
}
