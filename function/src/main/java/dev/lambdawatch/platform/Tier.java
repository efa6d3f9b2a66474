package dev.lambdawatch.platform;

/// How surely a destination is a serverless platform, from surest to least. The points are what an
/// attribution adds to a beacon's total: 20 times the weight that the evidence deserves.
public enum Tier {
    /// The source itself resolved a name that only the platform's customers have.
    A(20),
    /// Another host of the same network resolved such a name to this address.
    A_MINUS(17),
    /// The address lies in a range that belongs to the platform alone.
    B(14),
    /// The address is a shared edge: the platform's customers stand behind it with everybody else.
    C(7),
    /// The address is general cloud, which anybody can rent; it proves next to nothing.
    D(2),
    /// The address is an operator's own service (a store, a resolver), known by name and no
    /// serverless platform at all.
    N(0);

    private final int points;

    Tier(int points) {
        this.points = points;
    }

    /// What the attribution adds to a beacon's total, 0 to 20.
    public int points() {
        return points;
    }
}
