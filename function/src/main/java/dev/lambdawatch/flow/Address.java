package dev.lambdawatch.flow;

/// An IP address of 128 bits; an IPv4 address is `::ffff:a.b.c.d`.
///
/// @param high the first eight bytes
/// @param low  the last eight bytes
public record Address(long high, long low) {

    @Override
    public String toString() {
        return Addresses.text(high, low);
    }
}
