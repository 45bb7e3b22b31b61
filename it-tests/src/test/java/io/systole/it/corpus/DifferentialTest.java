package io.systole.it.corpus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import io.systole.policy.Plan;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Clusters made by chance, planned for by the real {@code crm_simulate} and by us: {@code -Ddifferential=COUNT}. The real one
 * is Debian's (package pacemaker-cli-utils, version 2.1.5), or the one that {@code -Dpacemaker.crm_simulate=} names.
 *
 * <p>{@link ReleaseDifferences} says what 2.1.5 does otherwise than 3.0.2, which is what we follow.
 */
@Tag("differential")
class DifferentialTest {
    @TempDir
    Path work;

    @Test
    void bothPlanTheSame() throws Exception {
        Path real = Path.of(System.getProperty("pacemaker.crm_simulate", "/usr/sbin/crm_simulate"));
        assertThat(real)
                .as("the real crm_simulate (apt-get install pacemaker-cli-utils)")
                .isExecutable();
        int count = Integer.parseInt(System.getProperty("differential"));
        List<Long> differing = new ArrayList<>();
        for (long seed = 1; seed <= count; seed++) {
            Element cib = CibGenerator.cib(seed, "");
            Plan plan = Scheduler.schedule(cib, OwnCorpus.nowMs(cib), SchedulerOptions.SIMULATION);
            ReleaseDifferences known = new ReleaseDifferences(cib);
            String expected = known.without(planOf(real, cib));
            if (!Sameness.of("exp", expected, known.without(XmlFormat.pretty(plan.graphXml())))) {
                differing.add(seed);
            }
        }
        assertThat(differing)
                .as("seeds whose graphs differ, of %d compared", count)
                .isEmpty();
    }

    private String planOf(Path real, Element cib) throws IOException, InterruptedException {
        Path input = work.resolve("cib.xml");
        Path graph = work.resolve("graph.xml");
        Files.deleteIfExists(graph);
        Files.writeString(input, XmlFormat.pretty(cib));
        ProcessBuilder builder =
                new ProcessBuilder(real.toString(), "-x", input.toString(), "-R", "-Q", "-G", graph.toString());
        builder.environment().put("CIB_shadow_dir", work.toString());
        builder.redirectErrorStream(true);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(graph).as("the real one's graph; it said: " + output).exists();
        return Files.readString(graph);
    }
}
