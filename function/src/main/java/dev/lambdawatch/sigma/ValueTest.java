package dev.lambdawatch.sigma;

/// What one value must be. Equal tests are equal objects, so that a [RuleSet] shares them; the
/// text form is what a reader of an alert is told was expected.
interface ValueTest {
    boolean accepts(String value);

    /// How dear a trial is, in units of an equality; cheap tests are tried first.
    int cost();
}
