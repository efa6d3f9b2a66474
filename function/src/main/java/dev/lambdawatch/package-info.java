/// The doors of the deployed monitor: one handler a function, each a few lines, and [Wiring], which
/// joins the rooms. Handlers are shared by threads and hold nothing of an invocation.
@NullMarked
package dev.lambdawatch;

import org.jspecify.annotations.NullMarked;
