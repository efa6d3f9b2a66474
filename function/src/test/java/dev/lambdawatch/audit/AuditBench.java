package dev.lambdawatch.audit;

import dev.lambdawatch.cloudtrail.ApiCall;
import dev.lambdawatch.cloudtrail.Calls;
import dev.lambdawatch.cloudtrail.CloudTrail;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import software.amazon.event.ruler.Machine;

/// What a record costs from its bytes to its verdict, beside event-ruler on the same events and
/// equal rules: `AuditBench [FOLDER]`, where the folder holds records of others as `*.jsonl.gz`.
///
/// Times and bytes are per record; see [ProcessTime] for which time to believe on a busy machine.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@OperationsPerInvocation(AuditBench.EVENTS)
@Fork(
        value = 2,
        jvmArgsAppend = {"-XX:+UseSerialGC", "-Xms256m", "-Xmx256m"})
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class AuditBench {
    static final int EVENTS = 3_000;

    private static final String MADE_UP = "made-up";
    private static final long SEED = 1;

    /// Where the records come from: `made-up`, or a folder.
    @Param(MADE_UP)
    public String records = MADE_UP;

    private final Audit shipped = Audit.of(ShippedRules.book(), Estate.UNKNOWN);
    private final Audit hundred = Audit.of(Rulebook.of(HundredRules.sigma()), Estate.UNKNOWN);
    private final Machine machine = HundredRules.patterns();
    private final CloudTrail shippedReader = shipped.reader();
    private final CloudTrail hundredReader = hundred.reader();

    private List<String> events = List.of();
    private byte[] lines = {};

    /// Runs all benchmarks.
    ///
    /// @throws RunnerException if the benchmark cannot be run
    public static void main(String[] arguments) throws RunnerException {
        ChainedOptionsBuilder options =
                new OptionsBuilder().include(AuditBench.class.getName()).addProfiler(GCProfiler.class);
        if (arguments.length > 0) {
            options.param("records", MADE_UP, arguments[0]);
        }
        new Runner(options.addProfiler(ProcessTime.class).build()).run();
    }

    /// Makes or reads the events, and sees that both engines find the same in them.
    ///
    /// @throws Exception if the records cannot be read
    @Setup(Level.Trial)
    public void prepare() throws Exception {
        events = records.equals(MADE_UP) ? MadeUpEvents.of(EVENTS, SEED) : RecordedEvents.of(Path.of(records), EVENTS);
        lines = String.join("\n", events).getBytes(StandardCharsets.UTF_8);
        AtomicInteger found = new AtomicInteger();
        Calling.read(shipped, String.join("\n", events), _ -> found.incrementAndGet());
        System.out.printf(
                "%,d events of %,d bytes in the mean, %,d findings of the shipped rules, %,d of the hundred, the same by both%n",
                events.size(), lines.length / events.size(), found.get(), agreed());
    }

    /// How often a rule of the hundred holds.
    private int agreed() throws Exception {
        int matches = 0;
        for (String event : events) {
            Set<String> ours = new HashSet<>();
            Calling.read(hundred, event, finding -> ours.add(finding.detection().name()));
            Set<String> theirs = new HashSet<>(machine.rulesForJSONEvent(event));
            if (!ours.equals(theirs)) {
                throw new IllegalStateException(ours + " is not " + theirs + " for " + event);
            }
            matches += ours.size();
        }
        return matches;
    }

    /// Bytes to calls, with all that the shipped rules ask captured.
    ///
    /// @throws IOException never
    @Benchmark
    public void parsing(Blackhole hole) throws IOException {
        shippedReader.read("bench", new ByteArrayInputStream(lines), new Each() {
            @Override
            public void call(ApiCall call) {
                hole.consume(call);
            }
        });
    }

    /// Bytes to findings by all rules, correlations and derived fields that are shipped.
    ///
    /// @throws IOException never
    @Benchmark
    public void shippedRules(Blackhole hole) throws IOException {
        audit(shipped, shippedReader, hole);
    }

    /// Bytes to findings by the hundred rules.
    ///
    /// @throws IOException never
    @Benchmark
    public void hundredRules(Blackhole hole) throws IOException {
        audit(hundred, hundredReader, hole);
    }

    private void audit(Audit audit, CloudTrail reader, Blackhole hole) throws IOException {
        Examiner examiner = audit.examiner();
        reader.read("bench", new ByteArrayInputStream(lines), new Each() {
            @Override
            public void call(ApiCall call) {
                examiner.examine(call, call.time(), hole::consume);
            }
        });
        examiner.remember();
    }

    /// The same hundred rules in event-ruler, which is handed decoded text.
    ///
    /// @throws Exception never
    @Benchmark
    public void hundredRulesByEventRuler(Blackhole hole) throws Exception {
        for (String event : events) {
            hole.consume(machine.rulesForJSONEvent(event));
        }
    }

    private interface Each extends Calls {
        @Override
        default void skipped(String place, long index, String reason) {
            throw new IllegalStateException(place + " record " + index + ": " + reason);
        }
    }
}
