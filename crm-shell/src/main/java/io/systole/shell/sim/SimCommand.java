package io.systole.shell.sim;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.Command;
import io.systole.core.cib.Cib;
import io.systole.core.membership.Votequorum;
import io.systole.core.sim.Habits;
import io.systole.core.sim.Setup;
import io.systole.core.sim.Simulation;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.policy.Plan;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;
import io.systole.shell.command.Failure;
import io.systole.shell.command.Options;
import io.systole.shell.command.UsageException;
import io.systole.shell.level.Context;
import io.systole.shell.level.LevelCommand;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;

/** {@code crm sim}: the cluster's own configuration on simulated nodes, with a scenario done to it. */
public final class SimCommand implements LevelCommand {
    private static final long SETTLE_MS = 60_000;
    private static final int NODES_MAX = 32;

    private final Supplier<Command> crm;
    private final Options options = new Options("nodes|n=", "seed|s=", "token|t=", "verbose|v");

    /** @param crm the command that {@code crm …} lines of a scenario mean */
    public SimCommand(Supplier<Command> crm) {
        this.crm = crm;
    }

    @Override
    public String name() {
        return "sim";
    }

    @Override
    public String arguments() {
        return "[--nodes N|NAME,NAME...] [--token MS] [--seed N] [--verbose] FILE";
    }

    @Override
    public String summary() {
        return "rehearse a scenario with this cluster's configuration on simulated nodes";
    }

    @Override
    public String help() {
        return """
                The configuration (of the cluster, or of the file CIB_file names) is put on simulated nodes, the nodes are \
                started, and the lines of the scenario are done one after another, on virtual time: nothing real is touched. \
                Agents take some ten milliseconds; a resource moves as fast as the cluster's own part allows.

                kill NODE (power), start NODE, crash NODE (the daemon only), stop NODE, freeze NODE, thaw NODE, cut A B | C, \
                heal, fail RSC OP, mend RSC OP, wait TIME, crm WORDS, expect RSC [promoted] on NODE within TIME, expect RSC \
                stopped within TIME. Exit status 0: all that was expected was seen.""";
    }

    /** It may take seconds of computing, which the daemon must not lend. */
    @Override
    public boolean needsOwnProcess(List<String> words) {
        return true;
    }

    @Override
    public int run(List<String> words, Context context)
            throws UsageException, Failure, NotConnectedException, IOException {
        Options.Parsed parsed = options.parse(words);
        if (parsed.rest().size() != 1) {
            throw new UsageException("sim takes one file with a scenario");
        }
        String file = parsed.rest().get(0);
        List<Step.Line> lines =
                ScenarioReader.read(file, new String(context.io().readFile(file), StandardCharsets.UTF_8));
        Cib cib = context.cluster().cib();
        Cib configuration = new Cib(cib.root()
                .replacing(
                        cib.root().children().indexOf(cib.status()), Cib.empty().status()));
        Timetable timetable = new Timetable(context.io().out(), parsed.has("verbose"));
        Simulation world = new Simulation(setup(parsed, configuration), SimCommand::plan).watchedBy(timetable);
        world.machines().forEach(world::start);
        SimulatedCluster first = new SimulatedCluster(world, world.machines().get(0));
        world.run(1_000);
        first.awaitIdle(SETTLE_MS);
        timetable.line(world, "**", "the cluster is at rest; the scenario begins");
        int unmet = new Rehearsal(world, timetable, context.io(), crm, file).run(lines);
        if (unmet > 0) {
            throw new Failure(CrmExit.ERROR, unmet + " of what " + file + " expects was not seen");
        }
        return CrmExit.OK.code();
    }

    private static Setup setup(Options.Parsed parsed, Cib cib) throws UsageException {
        List<NodeName> names = names(parsed.value("nodes"), cib);
        int votes = names.size();
        boolean fencing = hasFenceDevice(cib.section("resources"));
        return new Setup(
                names,
                new Votequorum.Rules(true, votes, votes == 2, votes == 2, false, 10_000, false, List.of(), true),
                number(parsed.value("token", "3000"), "token"),
                cib,
                fencing ? Habits.GOOD : Habits.GOOD.withoutFencing(),
                EnumSet.noneOf(io.systole.core.sim.Flaw.class),
                number(parsed.value("seed", "1"), "seed"));
    }

    private static boolean hasFenceDevice(Element resource) {
        return "stonith".equals(resource.attribute("class"))
                || resource.children().stream().anyMatch(SimCommand::hasFenceDevice);
    }

    private static long number(String word, String what) throws UsageException {
        if (!word.matches("[0-9]{1,9}")) {
            throw new UsageException("--" + what + " takes a number, not \"" + word + "\"");
        }
        return Long.parseLong(word);
    }

    private static List<NodeName> names(String given, Cib cib) throws UsageException {
        List<NodeName> names = new ArrayList<>();
        if (given == null) {
            for (Element node : cib.section("nodes").children("node")) {
                names.add(NodeName.of(node.attribute("uname", node.id())));
            }
        } else if (given.matches("[0-9]{1,3}")) {
            for (int i = 1; i <= Integer.parseInt(given); i++) {
                names.add(NodeName.of("node" + i));
            }
        } else {
            for (String name : given.split(",")) {
                names.add(NodeName.of(name));
            }
        }
        if (names.isEmpty() || names.size() > NODES_MAX) {
            throw new UsageException(
                    "the configuration names " + names.size() + " nodes; say --nodes N with N from 1 to " + NODES_MAX);
        }
        return names;
    }

    private static io.systole.core.transition.TransitionGraph plan(Cib cib, long wallMs) {
        Plan plan = Scheduler.schedule(cib.root(), wallMs, SchedulerOptions.DAEMON);
        return plan.graph();
    }
}
