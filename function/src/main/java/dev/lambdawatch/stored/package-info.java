/// The bytes of an object as it is stored, perhaps compressed: what every reader of JSON lines or
/// documents needs before it reads. Flow logs have a faster one of their own. This room imports no
/// other.
@NullMarked
package dev.lambdawatch.stored;

import org.jspecify.annotations.NullMarked;
