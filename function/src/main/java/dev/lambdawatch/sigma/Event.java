package dev.lambdawatch.sigma;

/// One flat record as a [RuleSet] asks it: by the number of a field, its place in
/// [RuleSet#fields()].
///
/// A path that ends on an object, or on an array of objects, has as values every leaf in it and the
/// compact JSON text of the whole; the path "" is the whole record. Numbers and booleans are their
/// JSON text.
public interface Event {
    /// Values of a field: -1 if it is absent, 0 if it is JSON null or an empty array.
    int count(int field);

    /// One value.
    ///
    /// @param index from 0, below the field's count
    String value(int field, int index);
}
