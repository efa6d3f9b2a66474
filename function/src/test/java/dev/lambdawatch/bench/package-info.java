/// What `./bench` sets beside the product: the same grouping of a flow log by other means. Not part
/// of the tests, but for one that holds the means equal on a small day.
@NullMarked
package dev.lambdawatch.bench;

import org.jspecify.annotations.NullMarked;
