package io.systole.it.bench;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibEngine;
import io.systole.core.cib.CibOperation;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlFormat;
import io.systole.core.xml.XmlParser;
import java.nio.charset.StandardCharsets;
import java.util.List;
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

/** Reading, printing and changing a CIB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = {"-XX:+UseSerialGC", "-Xmx1g"})
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
public class CibBenchmark {
    @Param({"3x100", "8x500", "16x1000"})
    public String size;

    private byte[] text;
    private Cib cib;
    private int value;

    @Setup
    public void generate() throws XmlException {
        String[] parts = size.split("x");
        text = GeneratedCib.text(GeneratedCib.Kind.MIXED, Integer.parseInt(parts[0]), Integer.parseInt(parts[1]))
                .getBytes(StandardCharsets.UTF_8);
        cib = new Cib(XmlParser.parse(text));
    }

    @Benchmark
    public Element parse() throws XmlException {
        return XmlParser.parse(text);
    }

    @Benchmark
    public String print() {
        return XmlFormat.compact(cib.root());
    }

    /** One property set to a value that it did not have, checked and with the digest that nodes compare. */
    @Benchmark
    public int change() {
        Element pair = Element.of("nvpair", "id", "x", "name", "x", "value", Integer.toString(++value));
        Element set = Element.of("cluster_property_set", "id", "cib-bootstrap-options").withChild(pair);
        CibEngine.Outcome outcome = CibEngine.apply(
                cib,
                List.of(new CibOperation.Modify("crm_config", set, true)));
        if (!outcome.ok()) {
            throw new IllegalStateException(String.valueOf(outcome.messages()));
        }
        return outcome.cib().root().hashCode();
    }
}
