/// Bytes as they are stored. Those of an object, perhaps compressed: what every reader of JSON lines
/// or documents needs before it reads; flow logs have a faster one of their own. And those that we
/// keep by name ourselves: the port of all state that lies in a bucket.
@NullMarked
package dev.lambdawatch.stored;

import org.jspecify.annotations.NullMarked;
