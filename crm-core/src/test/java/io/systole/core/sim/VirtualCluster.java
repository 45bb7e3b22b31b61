package io.systole.core.sim;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.controller.Effect;
import io.systole.core.controller.FakeScheduler;
import io.systole.core.membership.Votequorum;
import io.systole.core.message.Request;
import io.systole.core.operation.AgentCall;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A {@link Simulation} planned by {@link FakeScheduler}, without a fence device, which writes down what tests ask for and checks
 * after every event that no view has two leaders and that no daemon's CIB goes back.
 */
public final class VirtualCluster implements Watcher {
    /** For the deeds that need no name of their own here. */
    public final Simulation world;

    public final SortedMap<Long, Effect.Reply> replies = new TreeMap<>();
    /** Requests answered by nodes that had quorum then. */
    public final TreeSet<Long> repliedWithQuorum = new TreeSet<>();

    public final List<String> log = new ArrayList<>();
    /** Every agent run that a daemon asked for, for example {@code node1 a_start_0}. */
    public final List<String> agentRuns = new ArrayList<>();
    /** Who let whom go, for example {@code node1 node2}, with what was active on the first. */
    public final List<String> letGo = new ArrayList<>();
    /** How many configurations were kept aside, by the node that kept them. */
    public final Map<Machine, Integer> aside = new LinkedHashMap<>();
    /** Why a node was not let in. */
    public final Map<Machine, String> refusals = new LinkedHashMap<>();

    private final Map<Long, CibVersion> highest = new LinkedHashMap<>();

    public VirtualCluster(int size, long seed) {
        Habits steady = new Habits(20, 20, 0, 0, 0, false, 0, 0, 0);
        Setup usual = Setup.of(size, Cib.empty(), steady, seed);
        // Two nodes do not wait for each other: many tests start one alone.
        Votequorum.Rules rules =
                new Votequorum.Rules(true, size, size == 2, false, false, 10_000, false, List.of(), true);
        Setup setup =
                new Setup(usual.nodes(), rules, usual.tokenMs(), usual.first(), usual.habits(), usual.flaws(), seed);
        world = new Simulation(setup, (cib, wallMs) -> FakeScheduler.plan(cib)).watchedBy(this);
    }

    /** @param id counts from 1 */
    public Machine node(int id) {
        return world.machines().get(id - 1);
    }

    public void startAll() {
        world.machines().forEach(world::start);
    }

    public void run(long forMs) {
        world.run(forMs);
    }

    public long ask(Machine machine, Request request) {
        return world.ask(machine, request);
    }

    /** Puts each node on the side given, in the order of ids. */
    public void split(int... sides) {
        SortedMap<Integer, List<Machine>> bySide = new TreeMap<>();
        IntStream.range(0, sides.length)
                .forEach(i ->
                        bySide.computeIfAbsent(sides[i], s -> new ArrayList<>()).add(node(i + 1)));
        world.split(List.copyOf(bySide.values()));
    }

    /** Nothing that the node says is heard, while it stays in everybody's view. */
    public void mute(Machine machine, boolean mute) {
        machine.mute = mute;
    }

    /** What the node's daemon has not delivered when it ends is lost. */
    public void loseLastWords(Machine machine) {
        machine.lastWordsLost = true;
    }

    /** What the release installed there speaks from its next start on. */
    public void featureSet(Machine machine, String featureSet) {
        machine.featureSet = featureSet;
    }

    /** @param trouble what the disk says although it has kept the CIB; empty when it is well again */
    public void diskTrouble(Machine machine, String trouble) {
        machine.diskTrouble = trouble;
    }

    @Override
    public void begun(Simulation world, Machine machine, AgentCall call) {
        agentRuns.add(machine + " " + call.key());
    }

    @Override
    public void letGo(Simulation world, Machine machine, Effect.LetGo told) {
        letGo.add(machine + " " + told.lost() + " "
                + told.here().stream().map(resource -> resource.id()).toList());
    }

    @Override
    public void keptAside(Simulation world, Machine machine, Cib cib) {
        aside.merge(machine, 1, Integer::sum);
    }

    @Override
    public void ended(Simulation world, Machine machine, Effect.Exit exit) {
        if (exit.refused()) {
            refusals.put(machine, exit.reason());
        }
    }

    @Override
    public void answered(Simulation world, Machine machine, long token, Effect.Reply reply) {
        if (machine.published().quorum().quorate()) {
            repliedWithQuorum.add(token);
        }
        if (replies.put(token, reply) != null) {
            throw new AssertionError("request " + token + " was answered twice");
        }
    }

    @Override
    public void said(Simulation world, Machine machine, String sentence) {
        log.add(world.nowMs() + " " + (machine == null ? "" : machine + " ") + sentence);
    }

    @Override
    public void after(Simulation world) {
        TreeSet<String> led = new TreeSet<>();
        for (Machine machine : world.machines()) {
            if (!machine.up()) {
                continue;
            }
            CibVersion version = machine.published().cib().version();
            CibVersion before = highest.put(machine.life(), version);
            if (before != null && version.compareTo(before) < 0) {
                throw new AssertionError(machine + "'s CIB went back from " + before + " to " + version);
            }
            if (machine.leads() && !led.add(String.valueOf(machine.view().id()))) {
                throw new AssertionError(machine + " is the second to lead view "
                        + machine.view().id());
            }
        }
    }
}
