package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.lambdawatch.audit.Canary;
import dev.lambdawatch.aws.Aws;
import dev.lambdawatch.aws.LambdaApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;

/// Makes the [Canary]'s call. Its record comes back to [AuditHandler], or an alarm says that it did
/// not.
///
/// It has no [Wiring]: its role may do nothing of what that needs.
public final class CanaryHandler implements RequestStreamHandler {
    private final InstantSource clock = InstantSource.system();
    private final Canary canary = new Canary(Wiring.variable("CANARY_ROLE_ARN"), Wiring.variable("OWN_FUNCTIONS"));
    private final LambdaApi lambda = Aws.lambda();

    /// Asks, and answers with the name that it asked for.
    ///
    /// @throws IOException if Lambda cannot be asked or refuses; it is tried again
    @Override
    public void handleRequest(InputStream event, OutputStream response, Context context) throws IOException {
        Log log = Log.of(context);
        String function = canary.function(clock.instant());
        if (lambda.hasFunction(function)) {
            log.warn("asked for " + function + ", which somebody has made");
        } else {
            log.report("asked for " + function);
        }
        response.write(("\"" + function + "\"").getBytes(StandardCharsets.UTF_8));
    }
}
