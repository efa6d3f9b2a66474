package dev.lambdawatch.beacon;

import java.util.List;

/// Finds the smallest of many heads, again and again, in as many comparisons as a knockout has
/// rounds. Mutable.
///
/// A tree of losers (Knuth, The Art of Computer Programming, volume 3, section 5.4.1): each inner
/// node keeps who lost there, so that a head that has stepped only has to play the matches on its
/// way up. A heap would compare it with both children of each node.
final class Knockout {
    private final SegmentHead[] heads;

    /// The loser of each match; the children of node i are 2 i and 2 i + 1, and the heads stand
    /// behind the last node.
    private final int[] losers;

    private int winner;

    /// @param heads at least one
    Knockout(List<SegmentHead> heads) {
        this.heads = heads.toArray(SegmentHead[]::new);
        losers = new int[this.heads.length];
        winner = play(1);
    }

    /// The smallest head.
    SegmentHead winner() {
        return heads[winner];
    }

    /// Lets the smallest head step and finds the next winner.
    void step() {
        heads[winner].step();
        int best = winner;
        for (int node = (heads.length + winner) >>> 1; node > 0; node >>>= 1) {
            if (heads[losers[node]].isBefore(heads[best])) {
                int loser = best;
                best = losers[node];
                losers[node] = loser;
            }
        }
        winner = best;
    }

    /// Plays all matches below a node; who wins them.
    private int play(int node) {
        if (node >= heads.length) {
            return node - heads.length;
        }
        int left = play(2 * node);
        int right = play(2 * node + 1);
        boolean rightWins = heads[right].isBefore(heads[left]);
        losers[node] = rightWins ? left : right;
        return rightWins ? right : left;
    }
}
