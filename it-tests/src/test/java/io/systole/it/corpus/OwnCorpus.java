package io.systole.it.corpus;

import io.systole.core.xml.Element;
import io.systole.policy.SchedulerOptions;
import io.systole.policy.simulate.Injections;
import io.systole.policy.simulate.Simulation;
import io.systole.shell.command.Failure;
import io.systole.shell.simulate.CibInput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The CIBs that were written for this project, by family: {@code corpus/FAMILY/NAME.xml}. */
final class OwnCorpus {
    /** In the sources, so that expected output can be rewritten in place. */
    static final Path FOLDER = Path.of("src/test/resources/corpus");

    private OwnCorpus() {}

    static List<Path> files() {
        try (Stream<Path> found = Files.walk(FOLDER)) {
            return found.filter(file -> file.toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Element cib(Path file) {
        try {
            return CibInput.parse(Files.readAllBytes(file), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (Failure e) {
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    static long nowMs(Element cib) {
        return Long.parseLong(cib.attribute("execution-date", "0")) * 1000;
    }

    /** Plans for a CIB and carries the plan out. */
    static Simulation simulate(Element cib) {
        return Simulation.run(new Simulation.Request(
                cib,
                nowMs(cib),
                Injections.NONE,
                List.of(),
                Simulation.Extent.TRANSITION,
                SchedulerOptions.SIMULATION.withScores()));
    }
}
