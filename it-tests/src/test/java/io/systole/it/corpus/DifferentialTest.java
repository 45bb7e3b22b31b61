package io.systole.it.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import io.systole.policy.Plan;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;
import io.systole.policy.assign.Figure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clusters made by chance, planned for by the real {@code crm_simulate} and by us: {@code -Ddifferential=COUNT}. The real one
 * is Debian's (package pacemaker-cli-utils, version 2.1.5), or the one that {@code -Dpacemaker.crm_simulate=} names.
 *
 * <p>{@link ReleaseDifferences} says what 2.1.5 does otherwise than 3.0.2, which is what we follow. With a 3.x, nothing may
 * differ, scores included; one that is not installed finds its schemas by the environment's {@code PCMK_schema_directory}.
 */
@Tag("differential")
class DifferentialTest {
    @TempDir
    Path work;

    private final Path real = Path.of(System.getProperty("pacemaker.crm_simulate", "/usr/sbin/crm_simulate"));
    private boolean followed;

    /** What the real one said of a CIB. */
    private record Said(String graph, String scores) {}

    @BeforeEach
    void which() throws Exception {
        assertThat(real)
                .as("the real crm_simulate (apt-get install pacemaker-cli-utils)")
                .isExecutable();
        followed = output("--version").startsWith("Pacemaker 3.");
    }

    @Test
    void bothPlanTheSame() throws Exception {
        compare(seed -> CibGenerator.cib(seed, ""));
    }

    /** With {@code -Dpacemaker.crm_simulate=} only: what 2.1.5 does otherwise here has not been gone through. */
    @Test
    @Tag("followed")
    void bothPlanTheSameForClustersThatHaveBeenAtWork() throws Exception {
        assertThat(followed).as("%s is of the release we follow, a 3.x", real).isTrue();
        compare(WideCib::of);
    }

    private void compare(LongFunction<Element> cibs) throws Exception {
        int count = Integer.parseInt(System.getProperty("differential"));
        List<Long> differing = new ArrayList<>();
        for (long seed = 1; seed <= count; seed++) {
            Element cib = cibs.apply(seed);
            if (!same(cib, said(cib))) {
                differing.add(seed);
            }
        }
        assertThat(differing)
                .as("seeds whose plans differ, of %d compared", count)
                .isEmpty();
    }

    private boolean same(Element cib, Said said) throws Exception {
        Plan plan = Scheduler.schedule(cib, OwnCorpus.nowMs(cib), SchedulerOptions.SIMULATION.withScores());
        String graph = XmlFormat.pretty(plan.graphXml());
        if (!followed) {
            ReleaseDifferences known = new ReleaseDifferences(cib);
            return Sameness.of("exp", known.without(said.graph), known.without(graph));
        }
        String scores = plan.scores().stream().map(Figure::text).collect(Collectors.joining("\n"));
        return Sameness.of("exp", said.graph, graph) && Sameness.of("scores", said.scores, scores);
    }

    private Said said(Element cib) throws IOException, InterruptedException {
        Path input = work.resolve("cib.xml");
        Path graph = work.resolve("graph.xml");
        Files.deleteIfExists(graph);
        Files.writeString(input, XmlFormat.pretty(cib));
        String output = output("-x", input.toString(), "-R", "-Q", "-s", "-G", graph.toString());
        assertThat(graph).as("the real one's graph; it said: " + output).exists();
        return new Said(Files.readString(graph), output);
    }

    private String output(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(real.toString()));
        command.addAll(Arrays.asList(words));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("CIB_shadow_dir", work.toString());
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }
}
