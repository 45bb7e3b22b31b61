package io.systole.shell.sim;

import io.systole.core.api.ClusterFacts;
import io.systole.core.cib.CibVersion;
import io.systole.core.controller.AskedCluster;
import io.systole.core.controller.Effect;
import io.systole.core.controller.Published;
import io.systole.core.message.Request;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import io.systole.core.value.CrmExit;
import io.systole.shell.command.Tools;
import java.util.List;
import java.util.TreeMap;

/** A simulated cluster as a command typed on one of its nodes sees it; waiting lets virtual time go on. */
final class SimulatedCluster extends AskedCluster implements Watcher {
    private static final long STEP_MS = 5;

    private final Simulation world;
    private final Machine machine;
    private final TreeMap<Long, Effect.Reply> replies = new TreeMap<>();

    SimulatedCluster(Simulation world, Machine machine) {
        super(machine.name());
        this.world = world;
        this.machine = machine;
        world.watchedBy(this);
    }

    @Override
    public void answered(Simulation in, Machine where, long token, Effect.Reply reply) {
        replies.put(token, reply);
    }

    @Override
    protected Published published() {
        return machine.published();
    }

    @Override
    protected Effect.Reply ask(Request request, long timeoutMs) {
        long token = world.ask(machine, request);
        long untilMs = world.nowMs() + timeoutMs;
        while (!replies.containsKey(token) && world.nowMs() < untilMs) {
            world.run(STEP_MS);
        }
        Effect.Reply reply = replies.remove(token);
        return reply != null
                ? reply
                : new Effect.Reply(
                        token,
                        CrmExit.TIMEOUT.code(),
                        List.of("no answer within " + timeoutMs + " ms of virtual time"));
    }

    @Override
    public CibVersion awaitChange(CibVersion known, long timeoutMs) {
        long untilMs = world.nowMs() + timeoutMs;
        while (cib().version().equals(known) && world.nowMs() < untilMs) {
            world.run(STEP_MS);
        }
        return cib().version();
    }

    @Override
    public ClusterFacts facts() {
        return facts(List.of(), new TreeMap<>(), List.of(), Tools.VERSION);
    }
}
