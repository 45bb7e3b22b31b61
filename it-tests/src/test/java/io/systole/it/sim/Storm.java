package io.systole.it.sim;

import io.systole.core.cib.Cib;
import io.systole.core.controller.ControllerState;
import io.systole.core.message.Request;
import io.systole.core.operation.AgentCall;
import io.systole.core.sim.Chance;
import io.systole.core.sim.Flaw;
import io.systole.core.sim.Habits;
import io.systole.core.sim.Machine;
import io.systole.core.sim.Setup;
import io.systole.core.sim.Simulation;
import io.systole.core.sim.Watcher;
import io.systole.core.value.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * A cluster that has everything done to it, and then must come to rest: seed and deeds decide the run. The seed also chooses
 * no-quorum-policy and how votes are counted.
 *
 * @param nodes how many
 * @param fenced whether lost nodes are fenced; what may never be active twice is only then guaranteed
 * @param flaw broken on purpose, or null
 * @param estate whether there are tickets, room that runs out, and people who ban, migrate and leave single resources alone
 */
record Storm(long seed, int nodes, boolean fenced, Habits habits, Flaw flaw, List<Deed> deeds, boolean estate) {
    Storm(long seed, int nodes, boolean fenced, Habits habits, Flaw flaw, List<Deed> deeds) {
        this(seed, nodes, fenced, habits, flaw, deeds, false);
    }

    /** When all faults are over, the cluster is at rest within so many virtual milliseconds. */
    static final long REST_MS = 600_000;

    private static final long ROUND_MS = 30_000;
    private static final List<Integer> SIZES = List.of(2, 2, 2, 2, 3, 3, 3, 3, 3, 4, 4, 5, 5, 6, 7, 9);
    /** Large clusters cost more than they find: a few in a hundred. */
    private static final List<Integer> LARGE = List.of(12, 16, 16, 24, 32);

    private static final List<String> STRATEGIES = List.of("utilization", "balanced", "minimal", "default");

    private static final List<String> POLICIES = List.of(
            "demote", "stop", "stop", "freeze", "stop", "suicide", "demote", "stop", "ignore", "freeze", "stop");

    private static final List<Deed.Kind> DAEMONS_DIE = List.of(
            Deed.Kind.CHANGE,
            Deed.Kind.CHANGE,
            Deed.Kind.CHANGE,
            Deed.Kind.CHANGE,
            Deed.Kind.KILL_DAEMON,
            Deed.Kind.KILL_DAEMON,
            Deed.Kind.KILL_DAEMON,
            Deed.Kind.START,
            Deed.Kind.START,
            Deed.Kind.SPLIT,
            Deed.Kind.HEAL,
            Deed.Kind.HEAL,
            Deed.Kind.KILL,
            Deed.Kind.DELAY,
            Deed.Kind.CUT_ONE_WAY,
            Deed.Kind.PAUSE,
            Deed.Kind.RESUME,
            Deed.Kind.DISK_SLOW,
            Deed.Kind.DISK_GOOD,
            Deed.Kind.KILL_MIDWAY);

    /** What a run was. */
    record Result(long events, long virtualMs, Violation violation, List<String> story) {}

    static Storm of(long seed, int deeds) {
        Chance chance = new Chance(seed);
        int nodes = chance.oneOf(chance.inHundred(4) ? LARGE : SIZES);
        List<Deed> all = new ArrayList<>();
        for (int i = 0; i < deeds; i++) {
            // Changes by people go on all the time; every third deed mends something.
            Deed.Kind kind = i % 3 == 2
                    ? chance.oneOf(List.of(Deed.Kind.START, Deed.Kind.RESUME, Deed.Kind.HEAL, Deed.Kind.DISK_GOOD))
                    : chance.inHundred(30) ? Deed.Kind.CHANGE : chance.oneOf(Deed.USUAL);
            all.add(new Deed(chance.between(0, 4_000), kind, chance.below(32), i));
        }
        Storm storm = new Storm(seed, nodes, true, chance.inHundred(50) ? Habits.GOOD : Habits.BAD, null, all);
        return chance.inHundred(25) ? storm.unfenced() : storm;
    }

    /**
     * Five nodes, fenced, whose daemons die again and again while people change the configuration: partitions come from those
     * who have just forgotten all that is not on their disk.
     */
    static Storm ofDaemons(long seed, int deeds) {
        Chance chance = new Chance(seed);
        List<Deed> all = new ArrayList<>();
        for (int i = 0; i < deeds; i++) {
            long waitMs = chance.between(0, chance.inHundred(30) ? 6_000 : 1_500);
            all.add(new Deed(waitMs, chance.oneOf(DAEMONS_DIE), chance.below(32), i));
        }
        return new Storm(seed, 5, true, Habits.GOOD, null, all);
    }

    /** An estate, fenced, to which half of all deeds are of its own kind. */
    static Storm ofEstate(long seed, int deeds) {
        Storm usual = of(seed, deeds);
        Chance chance = new Chance(~seed);
        List<Deed> all = usual.deeds.stream()
                .map(deed -> chance.inHundred(50)
                        ? new Deed(deed.waitMs(), chance.oneOf(Deed.OF_ESTATES), deed.who(), chance.below(32))
                        : deed)
                .toList();
        Habits habits = usual.habits.fencing() ? usual.habits : Habits.GOOD;
        return new Storm(seed, usual.nodes, true, habits, null, all, true);
    }

    Storm with(Flaw broken) {
        return new Storm(seed, nodes, fenced, habits, broken, deeds, estate);
    }

    Storm with(List<Deed> others) {
        return new Storm(seed, nodes, fenced, habits, flaw, others, estate);
    }

    Storm unfenced() {
        return new Storm(seed, nodes, false, habits.withoutFencing(), flaw, deeds, estate);
    }

    private String strategy() {
        return STRATEGIES.get((int) (seed % STRATEGIES.size()));
    }

    /** Whether the ticket that two resources need is there at the end, and whether it is in standby. */
    private boolean ticketAtTheEnd() {
        return seed % 3 != 0;
    }

    private boolean standbyAtTheEnd() {
        return seed % 3 == 1;
    }

    private static final class Story implements Watcher {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void said(Simulation world, Machine machine, String sentence) {
            lines.add(String.format("%8.3f %s %s", world.nowMs() / 1000.0, machine == null ? "**" : machine, sentence));
        }

        @Override
        public void acted(Simulation world, Machine machine, AgentCall call, boolean worked) {
            if (!call.operation().equals("monitor")) {
                said(world, machine, call.key() + (worked ? "" : " (in vain)"));
            }
        }
    }

    Result run() {
        String policy = POLICIES.get((int) (seed % POLICIES.size()));
        Votes votes = Votes.values()[(int) (seed / POLICIES.size() % Votes.values().length)];
        Cib first = estate ? Clusters.estate(fenced, policy, nodes, strategy()) : Clusters.database(fenced, policy);
        FencedFirst fencing = new FencedFirst();
        Setup setup = Setup.of(nodes, first, habits, seed).with(votes.rules(nodes));
        Story story = new Story();
        Acknowledged people = new Acknowledged();
        Simulation world = new Simulation(flaw == null ? setup : setup.with(flaw), new Policy())
                .watchedBy(story)
                .watchedBy(people)
                .watchedBy(new OneLeader())
                .watchedBy(new QuorumFirst(policy, votes))
                .watchedBy(new PlansFresh())
                .watchedBy(new OneAtATime())
                .watchedBy(new OrderHeld(fenced));
        if (fenced) {
            world.watchedBy(new NeverTwice()).watchedBy(fencing);
        } else {
            world.watchedBy(new NeverKnowingly());
        }
        if (estate) {
            world.watchedBy(new Wishes());
        }
        if (estate && fenced && !strategy().equals("default")) {
            world.watchedBy(new RoomForAll());
        }
        if (nodes > 2 && !policy.equals("ignore")) {
            world.watchedBy(new OneSide());
        }
        Violation violation = null;
        try {
            world.machines().forEach(world::start);
            world.run(10_000);
            for (Deed deed : deeds) {
                deed.doTo(world, people, fencing);
            }
            comeToRest(world);
            people.check(world);
        } catch (Violation e) {
            violation = e;
        }
        return new Result(world.events(), world.nowMs(), violation, story.lines);
    }

    /** Faults stop; people start what is off and clean up, as they would, until all is well. */
    private void comeToRest(Simulation world) {
        world.habits(fenced ? Habits.GOOD : Habits.GOOD.withoutFencing());
        world.heal();
        world.lose(0);
        world.delay(4);
        world.answersTwice(0);
        for (Machine machine : world.machines()) {
            world.disk(machine, false, 4);
            world.killAfter(machine, 0);
            world.resume(machine);
        }
        String trouble = "";
        for (long waited = 0; waited < REST_MS; waited += ROUND_MS) {
            world.machines().forEach(world::start);
            world.run(ROUND_MS / 2);
            Machine anyone = world.machines().get(0);
            if (anyone.up()) {
                for (Machine machine : world.machines()) {
                    world.ask(anyone, new Request.Attribute(machine.name(), "standby", null, false));
                }
                List<Request> wishes =
                        estate ? Orders.estateAsItWas(world, ticketAtTheEnd(), standbyAtTheEnd()) : Orders.allAsItWas();
                wishes.forEach(request -> world.ask(anyone, request));
                world.ask(anyone, new Request.Forget(null, null, null, null, true));
            }
            world.run(ROUND_MS / 2);
            trouble = trouble(world);
            if (trouble.isEmpty()) {
                return;
            }
        }
        throw new Violation("liveness", "after " + REST_MS + " ms without faults " + trouble);
    }

    private String trouble(Simulation world) {
        List<Machine> machines = world.machines();
        if (machines.stream().anyMatch(m -> !m.up())) {
            return "not every daemon lives";
        }
        Cib cib = machines.get(0).published().cib();
        List<Machine> leaders = machines.stream().filter(Machine::leads).toList();
        if (leaders.size() != 1
                || machines.stream().anyMatch(m -> m.published().dc().isEmpty())) {
            return leaders + " lead";
        }
        if (leaders.get(0).published().state() != ControllerState.S_IDLE) {
            return "the DC is at work: " + leaders.get(0).published().state();
        }
        if (machines.stream().anyMatch(m -> !m.published().cib().equals(cib))) {
            return "not all CIBs are equal";
        }
        List<String> once = new ArrayList<>(List.of("fs", "db", "vip", "other"));
        if (estate) {
            once.addAll(Clusters.LARGE);
            once.addAll(List.of("mover", "vital"));
            long guarded = running(world, "guarded");
            if (guarded != (ticketAtTheEnd() && !standbyAtTheEnd() ? 1 : 0)) {
                return "guarded runs on " + guarded + " nodes, its ticket is "
                        + (ticketAtTheEnd() ? standbyAtTheEnd() ? "in standby" : "granted" : "revoked");
            }
        }
        for (String resource : once) {
            long on = running(world, resource);
            if (on != 1) {
                return resource + " runs on " + on + " nodes";
            }
        }
        long promoted = machines.stream()
                .filter(m -> m.active().get("disk") == Role.PROMOTED)
                .count();
        long running =
                machines.stream().filter(m -> m.active().containsKey("disk")).count();
        return promoted == 1 && running == machines.size()
                ? ""
                : "disk runs on " + running + " nodes, promoted on " + promoted;
    }

    private static long running(Simulation world, String resource) {
        return world.machines().stream()
                .filter(m -> m.active().containsKey(resource))
                .count();
    }

    /** The fewest deeds found that still lead to a violation of the same rule. */
    Storm shrunk() {
        Violation original = run().violation();
        String rule = original.rule();
        List<Deed> kept = new ArrayList<>(deeds);
        for (int size = Math.max(1, kept.size() / 2); size >= 1; size /= 2) {
            for (int from = 0; from < kept.size(); ) {
                List<Deed> fewer = new ArrayList<>(kept);
                fewer.subList(from, Math.min(kept.size(), from + size)).clear();
                Violation still = with(fewer).run().violation();
                if (still != null && still.rule().equals(rule)) {
                    kept = fewer;
                } else {
                    from += size;
                }
            }
        }
        return with(kept);
    }
}
