/// The command line: history from files, folders or S3 through the same rooms as deployed.
///
/// Results go to standard output, everything else (progress, damaged input, the summary) to
/// standard error. Exit codes: 0 done, 1 the command failed, 2 a finding met `--fail-on`, 64 bad
/// usage.
@NullMarked
package dev.lambdawatch.cli;

import org.jspecify.annotations.NullMarked;
