package io.systole.it.bench;

import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import io.systole.policy.Plan;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a parsed CIB to its transition graph, as in the daemon, once it is warm. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = {"-XX:+UseSerialGC", "-Xmx1g"})
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 3, time = 3)
public class SchedulerBenchmark {
    private static final long NOW_MS = 1_700_100_000_000L;

    @Param
    public GeneratedCib.Kind kind;

    /** Nodes x resources. */
    @Param({"3x100", "8x500", "16x1000", "32x2000"})
    public String size;

    private Element cib;

    @Setup
    public void generate() throws XmlException {
        String[] parts = size.split("x");
        cib = XmlParser.parse(GeneratedCib.text(kind, Integer.parseInt(parts[0]), Integer.parseInt(parts[1])));
    }

    @Benchmark
    public Plan schedule() {
        return Scheduler.schedule(cib, NOW_MS, SchedulerOptions.DAEMON);
    }
}
