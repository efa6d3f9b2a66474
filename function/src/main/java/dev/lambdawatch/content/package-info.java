/// What people bring to a deployed monitor without deploying it anew: settings, rules, filters.
///
/// [Library] is the door: it looks at a [ContentStore] and gives an [Edition], in which each file is
/// as it was when it was last sound. What has changed since somebody last looked is in it as well
/// ([Change]) and becomes a finding that nothing silences ([ChangeFinding]): to write here is to
/// decide what the monitor overlooks. [Settings] are also a file on the command line. The table of
/// platforms' addresses, which scoring alone needs, has a door of its own: [AddressRanges].
@NullMarked
package dev.lambdawatch.content;

import org.jspecify.annotations.NullMarked;
