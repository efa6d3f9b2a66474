/// The only room that calls AWS: S3, SNS, DynamoDB; Organizations and Lambda by signed requests.
///
/// Each class here implements a port of the room that needs it, or reads what AWS hands to a
/// function. Clients are built once, with the default credentials chain, and hold no state of an
/// invocation. Retries are the SDK's, SQS's and Lambda's; nothing here loops.
@NullMarked
package dev.lambdawatch.aws;

import org.jspecify.annotations.NullMarked;
