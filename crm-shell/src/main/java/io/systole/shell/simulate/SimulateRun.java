package io.systole.shell.simulate;

import io.systole.core.api.CommandIo;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import io.systole.policy.simulate.Simulation;
import io.systole.shell.command.Answer;
import io.systole.shell.command.Call;
import io.systole.shell.command.Failure;
import io.systole.shell.command.Options;
import io.systole.shell.command.UsageException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One simulation with all that is printed and saved of it. */
public final class SimulateRun {
    /** Said of a plan that waits for itself. */
    static final String INVALID_TRANSITION = "An invalid transition was produced";

    static final List<String> NO_END = List.of("Transition failed: terminated", INVALID_TRANSITION);

    private final Options.Parsed options;
    private final CommandIo io;
    private final Answer answer;
    private final String inputFile;

    /** @param inputFile where the CIB came from and, with {@code --in-place}, goes to; null if it is no file */
    public SimulateRun(Call call, String inputFile) {
        this.options = call.options();
        this.io = call.io();
        this.answer = call.answer();
        this.inputFile = inputFile;
    }

    /** The exit status. */
    public int run(Element cib, long presentMs) throws UsageException, Failure, IOException {
        if ("none".equals(cib.attribute("validate-with"))) {
            io.err().println(CibInput.UNCHECKED);
        }
        EffectiveTime time = EffectiveTime.of(options.value("set-datetime"), cib, presentMs);
        Simulation simulation = Simulation.run(new Simulation.Request(
                cib,
                time.ms(),
                SimulateOptions.injections(options),
                options.values("op-fail"),
                SimulateOptions.extent(options),
                SimulateOptions.scheduler(options)));
        complain(simulation.input().problems());
        if (simulation.plan() != null) {
            if (simulation.plan().failure() != null) {
                throw new Failure(CrmExit.SOFTWARE, simulation.plan().failure());
            }
            if (options.has("verbose")) {
                complain(simulation.plan().problems());
                complain(simulation.plan().notes());
            }
        }
        save(simulation);
        if (options.has("explain")) {
            explain(simulation);
        } else {
            print(simulation, time);
        }
        return finish(simulation);
    }

    private void complain(List<String> sentences) {
        sentences.forEach(answer::complain);
    }

    private void save(Simulation simulation) throws IOException, Failure {
        Element input = simulation.input().cib();
        Element output = simulation.transition() == null
                ? input
                : simulation.transition().cib();
        save("save-input", XmlFormat.pretty(input), CrmExit.CANTCREAT);
        save("save-output", XmlFormat.pretty(output), CrmExit.CANTCREAT);
        if (options.has("in-place") && inputFile != null) {
            write(inputFile, XmlFormat.pretty(output), CrmExit.CANTCREAT);
        }
        if (simulation.plan() != null) {
            save("save-graph", XmlFormat.pretty(simulation.plan().graphXml()), CrmExit.IOERR);
            save("save-dotfile", String.join("\n", simulation.plan().picture()) + "\n", CrmExit.IOERR);
        }
    }

    private void save(String option, String content, CrmExit exit) throws Failure {
        if (options.has(option)) {
            write(options.value(option), content, exit);
        }
    }

    private void write(String file, String content, CrmExit exit) throws Failure {
        try {
            io.writeFile(file, content.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new Failure(exit, "Could not create '" + file + "': " + e.getMessage());
        }
    }

    private void print(Simulation simulation, EffectiveTime time) {
        Figures figures = simulation.plan() == null
                ? Figures.NONE
                : Figures.of(options, simulation.plan().scores());
        ShownStatus shown = ShownStatus.of(options, time, io);
        if (answer.xml()) {
            SimulationXml.of(simulation, shown, figures).forEach(answer::add);
        } else if (options.has("quiet")) {
            figures.lines().forEach(answer::line);
        } else {
            answer.text(SimulationText.of(simulation, time, shown, figures));
        }
    }

    /** The reasons of all resources, or of those named behind the option: their members and instances, too. */
    private void explain(Simulation simulation) throws Failure {
        List<String> wanted = new ArrayList<>(options.rest());
        String named = options.value("explain");
        if (named != null && !named.isEmpty()) {
            wanted.add(named);
        }
        List<String> lines =
                Reasons.of(simulation.input().cib(), simulation.plan().explanations(), wanted);
        lines.forEach(answer::line);
    }

    private int finish(Simulation simulation) {
        if (simulation.transition() == null) {
            return CrmExit.OK.code();
        }
        complain(simulation.transition().problems());
        if (simulation.transition().complete()) {
            return CrmExit.OK.code();
        }
        complain(NO_END);
        return CrmExit.ERROR.code();
    }
}
