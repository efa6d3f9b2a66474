package dev.lambdawatch.cloudtrail;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.util.Arrays;

/// The compact JSON of the objects that are being captured. They nest (`requestParameters` in the
/// whole record), so they share one text, and each remembers where in it it began. While none is
/// open, everything is a no-op.
final class CompactJson {
    private static final int MOST_CHARS = 1_000_000;
    private static final int KEPT_CHARS = 64 * 1024;
    private static final JsonStringEncoder ENCODER = JsonStringEncoder.getInstance();

    private StringBuilder text = new StringBuilder();
    private int[] slots = new int[8];
    private int[] starts = new int[8];
    private int opened;

    void clear() {
        opened = 0;
        if (text.capacity() > KEPT_CHARS) {
            text = new StringBuilder();
        }
        text.setLength(0);
    }

    boolean isOpen() {
        return opened > 0;
    }

    /// How many objects are open.
    int opened() {
        return opened;
    }

    /// For which slot of [Captured] the i-th open object is kept.
    int slot(int i) {
        return slots[i];
    }

    /// The next value is an object to keep.
    void open(int slot) {
        if (opened == slots.length) {
            slots = Arrays.copyOf(slots, 2 * opened);
            starts = Arrays.copyOf(starts, 2 * opened);
        }
        comma();
        slots[opened] = slot;
        starts[opened] = text.length();
        opened++;
    }

    /// The innermost open object, which has ended.
    String close() {
        opened--;
        String object = text.substring(starts[opened]);
        if (opened == 0) {
            text.setLength(0);
        }
        return object;
    }

    void name(String name) {
        if (hasRoom()) {
            comma();
            quote(name);
            text.append(':');
        }
    }

    void start(char bracket) {
        if (hasRoom()) {
            comma();
            text.append(bracket);
        }
    }

    void end(char bracket) {
        if (hasRoom()) {
            text.append(bracket);
        }
    }

    void nothing() {
        scalar("null", false);
    }

    void scalar(String value, boolean quoted) {
        if (!hasRoom()) {
            return;
        }
        comma();
        if (quoted) {
            quote(value);
        } else {
            text.append(value);
        }
    }

    private boolean hasRoom() {
        return opened > 0 && text.length() < MOST_CHARS;
    }

    /// A comma, unless this is the first in its object or array, or the value behind a name. No text
    /// can be mistaken for structure: a string ends in a quotation mark.
    private void comma() {
        if (text.isEmpty()) {
            return;
        }
        char last = text.charAt(text.length() - 1);
        if (last != '{' && last != '[' && last != ':' && last != ',') {
            text.append(',');
        }
    }

    private void quote(String value) {
        text.append('"');
        ENCODER.quoteAsString(value, text);
        text.append('"');
    }
}
