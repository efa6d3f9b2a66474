package dev.lambdawatch.flow;

import java.io.InputStream;
import java.util.Arrays;

/// One byte again and again: more of it than any memory holds.
public final class Repeated extends InputStream {
    private final byte octet;
    private long left;

    public Repeated(byte octet, long count) {
        this.octet = octet;
        this.left = count;
    }

    @Override
    public int read() {
        return left-- > 0 ? octet : -1;
    }

    @Override
    public int read(byte[] into, int from, int length) {
        if (left <= 0) {
            return -1;
        }
        int count = (int) Math.min(length, left);
        Arrays.fill(into, from, from + count, octet);
        left -= count;
        return count;
    }
}
