package dev.lambdawatch.flow;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Keeps what [Connections] tells, as text that a test can put beside its expectation.
final class ConnectionReading implements ConnectionSink {
    final List<String> connections = new ArrayList<>();
    final List<Source> sources = new ArrayList<>();
    final List<String> windows = new ArrayList<>();
    final List<String> intermediaries = new ArrayList<>();
    final List<String> skipped = new ArrayList<>();

    private final Connections all = Connections.to(this);

    static ConnectionReading of(String text) {
        return new ConnectionReading().read("test", text);
    }

    /// Reads one more log; returns this.
    ConnectionReading read(String place, String text) {
        try {
            FlowLog.read(place, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return this;
    }

    @Override
    public void connection(Connection connection) {
        connections.add(text(connection));
        sources.add(connection.source());
    }

    @Override
    public void window(Source source, long start, long end, boolean skipData) {
        windows.add(source.id() + " " + start + "-" + end + (skipData ? " SKIPDATA" : ""));
    }

    @Override
    public void intermediary(Source source) {
        intermediaries.add(source.key());
    }

    @Override
    public void skipped(String place, long line, String reason) {
        skipped.add(place + ":" + line + " " + reason);
    }

    private static String text(Connection connection) {
        StringBuilder text = new StringBuilder();
        text.append(connection.source().id())
                .append(' ')
                .append(connection.source().address())
                .append(':')
                .append(connection.sourcePort())
                .append(connection.fromInitiator() ? " -> " : " <- ")
                .append(Addresses.text(connection.destinationHigh(), connection.destinationLow()))
                .append(':')
                .append(connection.destinationPort())
                .append(' ')
                .append(connection.protocol())
                .append(' ')
                .append(connection.packets())
                .append('/')
                .append(connection.bytes());
        word(text, connection.opening(), "opening");
        word(text, connection.answering(), "answering");
        word(text, !connection.flagsKnown(), "flagless");
        word(text, connection.keepaliveOnly(), "keepalive");
        word(text, connection.rejected(), "rejected");
        word(text, !connection.destinationService().isEmpty(), connection.destinationService());
        return text.toString();
    }

    private static void word(StringBuilder text, boolean said, String word) {
        text.append(said ? " " + word : "");
    }
}
