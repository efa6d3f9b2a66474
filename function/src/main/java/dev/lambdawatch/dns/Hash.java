package dev.lambdawatch.dns;

/// A hash of 64 bits, the same on every machine: FNV-1a over UTF-16, then the mixing of splitmix64.
/// It is no secret: who chooses names can choose collisions, and with them only hides names that he
/// asked for from a count of them.
final class Hash {
    private Hash() {}

    static long of(String text) {
        long hash = 0xCBF29CE484222325L;
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return mixed(hash);
    }

    static long mixed(long value) {
        long mixed = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
