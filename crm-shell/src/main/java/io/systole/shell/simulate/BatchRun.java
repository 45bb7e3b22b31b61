package io.systole.shell.simulate;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import io.systole.policy.SchedulerOptions;
import io.systole.policy.SchedulerOptions.Picture;
import io.systole.policy.assign.Figure;
import io.systole.policy.simulate.Simulation;
import io.systole.policy.simulate.Simulation.Extent;
import io.systole.shell.command.Failure;
import io.systole.shell.command.Options;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Simulates all CIBs of a folder, in one process, and writes for each what Pacemaker's scheduler tests look at: the graph
 * ({@code exp}), its picture ({@code dot}), the scores and the summary, each kind in a folder of its own.
 */
public final class BatchRun {
    private final Path output;
    private final PrintStream err;

    private BatchRun(Path output, PrintStream err) {
        this.output = output;
        this.err = err;
    }

    /**
     * Runs all cases. One that fails is reported, and the others go on.
     *
     * @param input a folder of {@code NAME.xml}, or one that holds such a folder called {@code xml}
     * @param cases a table of names and arguments, see {@link CaseTable}; null for all files without arguments
     * @return the exit status: 0 if all could be simulated
     */
    public static int run(Path input, Path output, Path cases, long presentMs, PrintStream out, PrintStream err)
            throws Failure, IOException {
        Path folder = Files.isDirectory(input.resolve("xml")) ? input.resolve("xml") : input;
        Map<String, Path> files = files(folder);
        Map<String, List<String>> wanted = new TreeMap<>();
        if (cases == null) {
            files.keySet().forEach(name -> wanted.put(name, List.of()));
        } else {
            wanted.putAll(CaseTable.read(cases));
        }
        if (wanted.isEmpty()) {
            throw new Failure(CrmExit.NOINPUT, "there is no .xml file in " + folder);
        }
        for (String kind : List.of("exp", "dot", "scores", "summary")) {
            Files.createDirectories(output.resolve(kind));
        }
        BatchRun batch = new BatchRun(output, err);
        int failed = 0;
        for (Map.Entry<String, List<String>> each : wanted.entrySet()) {
            failed += batch.runOne(each.getKey(), files.get(each.getKey()), each.getValue(), presentMs) ? 0 : 1;
        }
        out.println(wanted.size() - failed + " of " + wanted.size() + " simulated");
        return failed == 0 ? CrmExit.OK.code() : CrmExit.ERROR.code();
    }

    private static Map<String, Path> files(Path folder) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*.xml")) {
            for (Path file : found) {
                String name = file.getFileName().toString();
                files.put(name.substring(0, name.length() - ".xml".length()), file);
            }
        }
        return files;
    }

    private boolean runOne(String name, Path file, List<String> arguments, long presentMs) throws IOException {
        try {
            if (file == null) {
                throw new Failure(CrmExit.NOINPUT, "there is no file " + name + ".xml");
            }
            Element cib = CibInput.parse(Files.readAllBytes(file), file.toString());
            Options.Parsed options = SimulateOptions.all().parse(arguments);
            EffectiveTime time = EffectiveTime.of(options.value("set-datetime"), cib, presentMs);
            Simulation simulation = Simulation.run(new Simulation.Request(
                    cib,
                    time.ms(),
                    SimulateOptions.injections(options),
                    options.values("op-fail"),
                    Extent.TRANSITION,
                    SchedulerOptions.SIMULATION.withScores().withPicture(Picture.REQUIRED)));
            if (simulation.plan().failure() != null) {
                throw new Failure(CrmExit.SOFTWARE, simulation.plan().failure());
            }
            write(name, cib, simulation, time);
            return simulation.transition().complete() || report(name, SimulateRun.INVALID_TRANSITION);
        } catch (Failure | UsageException e) {
            return report(name, e.getMessage());
        }
    }

    private boolean report(String name, String sentence) {
        err.println(name + ": " + sentence);
        return false;
    }

    private void write(String name, Element cib, Simulation simulation, EffectiveTime time) throws IOException {
        write("exp", name, XmlFormat.pretty(simulation.plan().graphXml()));
        write("dot", name, lines(simulation.plan().picture()));
        write(
                "scores",
                name,
                lines(simulation.plan().scores().stream()
                        .map(Figure::text)
                        .sorted()
                        .toList()));
        String unchecked = "none".equals(cib.attribute("validate-with")) ? CibInput.UNCHECKED + "\n" : "";
        write("summary", name, unchecked + SimulationText.withComplaints(simulation, time));
    }

    private static String lines(List<String> lines) {
        return lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    }

    private void write(String kind, String name, String content) throws IOException {
        Files.write(output.resolve(kind).resolve(name + "." + kind), content.getBytes(StandardCharsets.UTF_8));
    }
}
