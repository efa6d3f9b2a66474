package dev.lambdawatch.dns;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// The form in which state is stored: four bytes that say what it is, then its texts, each once and
/// in order, then its entries, which refer to texts by their places; the whole under zlib, whose
/// check sum tells damage. The same content gives the same bytes.
final class Packed {
    /// Characters of all texts of one state, at most.
    private static final int MOST_CHARACTERS = 64 << 20;

    private Packed() {}

    /// Writes entries, whose texts are known.
    @FunctionalInterface
    interface Entries {
        void write(Writer out) throws IOException;
    }

    /// Reads entries. May trust nothing but the texts' places.
    @FunctionalInterface
    interface Parser<T> {
        T read(Reader in) throws IOException;
    }

    /// @param magic four letters
    static byte[] bytes(String magic, Collection<String> texts, Entries entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(magic.getBytes(StandardCharsets.US_ASCII));
        try (DataOutputStream out = new DataOutputStream(new DeflaterOutputStream(bytes))) {
            Writer writer = new Writer(out, List.copyOf(new TreeSet<>(texts)));
            writer.texts();
            entries.write(writer);
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written", e);
        }
        return bytes.toByteArray();
    }

    /// @throws DamagedStateException saying what was wanted
    static <T> T read(String magic, byte[] bytes, Parser<T> parser) throws DamagedStateException {
        byte[] head = magic.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length < head.length || !Arrays.equals(bytes, 0, head.length, head, 0, head.length)) {
            throw new DamagedStateException(
                    "a state begins with " + magic + "; got " + bytes.length + " bytes that begin otherwise");
        }
        ByteArrayInputStream body = new ByteArrayInputStream(bytes, head.length, bytes.length - head.length);
        try (DataInputStream in = new DataInputStream(new InflaterInputStream(body))) {
            Reader reader = new Reader(in);
            T state = parser.read(reader);
            // The check sum is compared only when the end is read.
            if (in.read() >= 0 || body.available() > 0) {
                throw new DamagedStateException("something is left behind the last entry");
            }
            return state;
        } catch (DamagedStateException e) {
            throw e;
        } catch (IOException e) {
            throw new DamagedStateException("the state is not what was stored: " + e.getMessage(), e);
        }
    }

    /// Writes numbers and the places of texts.
    static final class Writer {
        private final DataOutputStream out;
        private final List<String> texts;
        private final Map<String, Integer> places = new HashMap<>();

        private Writer(DataOutputStream out, List<String> texts) {
            this.out = out;
            this.texts = texts;
        }

        private void texts() throws IOException {
            number(texts.size());
            for (String text : texts) {
                places.put(text, places.size());
                out.writeUTF(text);
            }
        }

        void number(int value) throws IOException {
            out.writeInt(value);
        }

        void number(long value) throws IOException {
            out.writeLong(value);
        }

        /// One of the texts.
        void text(String text) throws IOException {
            Integer place = places.get(text);
            if (place == null) {
                throw new IllegalArgumentException("a text that was not announced: " + text);
            }
            out.writeInt(place);
        }
    }

    /// Reads what a [Writer] wrote.
    static final class Reader {
        private final DataInputStream in;
        private final List<String> texts = new ArrayList<>();

        private Reader(DataInputStream in) throws IOException {
            this.in = in;
            int count = number(Integer.MAX_VALUE);
            long characters = 0;
            for (int i = 0; i < count; i++) {
                String text = in.readUTF();
                characters += text.length() + 1;
                if (characters > MOST_CHARACTERS) {
                    throw new DamagedStateException("more than " + MOST_CHARACTERS + " characters of text");
                }
                texts.add(text);
            }
        }

        /// @throws DamagedStateException if it is negative or greater than `most`
        int number(int most) throws IOException {
            int value = in.readInt();
            if (value < 0 || value > most) {
                throw new DamagedStateException("a number up to " + most + " was expected, not " + value);
            }
            return value;
        }

        long number() throws IOException {
            return in.readLong();
        }

        String text() throws IOException {
            return texts.get(number(texts.size() - 1));
        }
    }
}
