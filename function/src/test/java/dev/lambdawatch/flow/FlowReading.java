package dev.lambdawatch.flow;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/// Keeps what the reader tells, as text that a test can put beside its expectation.
final class FlowReading implements FlowRecords {
    final List<String> records = new ArrayList<>();
    final List<String> skipped = new ArrayList<>();
    FlowCounts counts = new FlowCounts(0, 0, 0);

    static FlowReading of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    static FlowReading of(byte[] object) {
        return of("test", object);
    }

    static FlowReading of(String place, byte[] object) {
        return of(place, object, 64 << 10, 256 << 10);
    }

    static FlowReading of(String place, byte[] object, int compressedStep, int textStep) {
        FlowReading reading = new FlowReading();
        try {
            reading.counts = FlowLog.read(place, new ByteArrayInputStream(object), reading, compressedStep, textStep);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reading;
    }

    static byte[] gzip(byte[] text) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void record(FlowRecord record) {
        records.add(text(record));
    }

    @Override
    public void skipped(String place, long line, String reason) {
        skipped.add(place + ":" + line + " " + reason);
    }

    private static String text(FlowRecord r) {
        List<Object> parts = List.of(
                r.accountId(),
                r.region(),
                r.interfaceId(),
                r.instanceId(),
                r.subnetId(),
                r.vpcId(),
                Addresses.text(r.sourceHigh(), r.sourceLow()),
                Addresses.text(r.destinationHigh(), r.destinationLow()),
                Addresses.text(r.packetSourceHigh(), r.packetSourceLow()),
                Addresses.text(r.packetDestinationHigh(), r.packetDestinationLow()),
                r.sourcePort(),
                r.destinationPort(),
                r.protocol(),
                r.packets(),
                r.bytes(),
                r.start(),
                r.end(),
                r.action(),
                r.status(),
                r.tcpFlags(),
                r.direction(),
                r.packetSourceService(),
                r.packetDestinationService(),
                r.ecsTaskId(),
                r.resourceId(),
                r.interfaceType());
        return String.join(
                " ",
                parts.stream()
                        .map(String::valueOf)
                        .map(part -> part.isEmpty() ? "-" : part)
                        .toList());
    }
}
