package dev.lambdawatch.dns;

/// What one host asks for under one registered domain.
record Zone(Asker asker, String domain) implements Comparable<Zone> {
    @Override
    public int compareTo(Zone other) {
        int byAsker = asker.compareTo(other.asker);
        return byAsker != 0 ? byAsker : domain.compareTo(other.domain);
    }
}
