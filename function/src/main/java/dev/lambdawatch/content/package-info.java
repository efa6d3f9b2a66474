/// What people bring to a deployed monitor without deploying it anew: settings, rules, filters.
///
/// [Settings] is the door to the tuning values: `settings.json` in the state bucket, or a file on
/// the command line.
@NullMarked
package dev.lambdawatch.content;

import org.jspecify.annotations.NullMarked;
