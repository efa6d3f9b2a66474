package dev.lambdawatch;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.logging.LogLevel;

/// The log of one invocation. Lambda writes each message as one JSON line with request id and
/// level, so that nothing in a message can start a line of its own.
record Log(LambdaLogger logger) {

    static Log of(Context context) {
        return new Log(context.getLogger());
    }

    void report(String message) {
        logger.log(message, LogLevel.INFO);
    }

    void failed(String messageId, Exception reason) {
        logger.log("message " + messageId + " failed and comes again: " + reason, LogLevel.ERROR);
    }

    void warn(String message) {
        logger.log(message, LogLevel.WARN);
    }
}
