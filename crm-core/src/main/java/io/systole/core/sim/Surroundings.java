package io.systole.core.sim;

import io.systole.core.cib.Cib;
import io.systole.core.controller.Effect;
import io.systole.core.controller.Input;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;

/** What a daemon asks of its machine and of what stands around it: disk, scheduler, fence device, other machines' kernels. */
final class Surroundings {
    private static final long PLAN_MS = 5;
    /** A disk that lies about it has the data this much later, milliseconds. */
    private static final long SYNC_LATE_MS = 3_000;

    private final Simulation world;
    private final Timeline time;
    private final Network network;
    private final SimulatedAgents agents;
    private final Simulation.Planner planner;
    private final Saboteur saboteur;

    Surroundings(
            Simulation world,
            Timeline time,
            Network network,
            SimulatedAgents agents,
            Simulation.Planner planner,
            Saboteur saboteur) {
        this.world = world;
        this.time = time;
        this.network = network;
        this.agents = agents;
        this.planner = planner;
        this.saboteur = saboteur;
    }

    /** Does what a daemon wants done. */
    void perform(Machine machine, Effect effect) {
        if (effect instanceof Effect.Send send) {
            world.tell(watcher -> watcher.told(world, machine, send.message()));
            world.machine(send.to().text()).ifPresent(to -> network.send(machine, to, send.message()));
        } else if (effect instanceof Effect.Broadcast broadcast) {
            world.machines().stream()
                    .filter(to -> to != machine)
                    .forEach(to -> network.send(machine, to, broadcast.message()));
        } else if (effect instanceof Effect.SaveCib save) {
            save(machine, save);
        } else if (effect instanceof Effect.MakePlan make) {
            Cib from = saboteur.planned(machine.published().cib());
            world.tell(watcher -> watcher.planned(world, machine, from));
            plan(machine, make);
        } else if (effect instanceof Effect.RunAgent run) {
            world.tell(watcher -> watcher.begun(world, machine, run.call()));
            agents.run(machine, run.call());
        } else if (effect instanceof Effect.Fence fence) {
            fence(machine, fence);
        } else if (effect instanceof Effect.AskMachine ask) {
            askMachine(machine, ask.node());
        } else if (effect instanceof Effect.LookAround look) {
            Element nothing = Element.of("machine", "now-ms", Long.toString(time.nowMs()));
            world.later(machine, 1, new Input.Looked(look.asker(), look.id(), nothing));
        } else if (effect instanceof Effect.LetGo told) {
            world.tell(watcher -> watcher.letGo(world, machine, told));
        } else if (effect instanceof Effect.Reply reply) {
            for (int arrived = saboteur.arrivals(); arrived > 0; arrived--) {
                world.tell(watcher -> watcher.answered(world, machine, reply.token(), reply));
            }
        } else if (effect instanceof Effect.Log line) {
            world.said(machine, line.sentence());
        } else if (effect instanceof Effect.WakeAt wake) {
            wake(machine, wake.nowMs());
        } else if (effect instanceof Effect.KeepAside aside) {
            world.tell(watcher -> watcher.keptAside(world, machine, aside.cib()));
        } else if (effect instanceof Effect.Exit exit) {
            world.said(machine, "the daemon ends: " + exit.reason());
            world.tell(watcher -> watcher.ended(world, machine, exit));
            network.handOut(machine);
            world.endDaemon(machine);
        }
    }

    private void wake(Machine machine, long atMs) {
        machine.wakeAtMs = atMs;
        long life = machine.life;
        time.in(atMs - time.nowMs(), () -> {
            if (machine.life == life && machine.wakeAtMs == atMs) {
                machine.wakeAtMs = Long.MAX_VALUE;
                world.input(machine, new Input.Tick());
            }
        });
    }

    /** A machine without a daemon answers by its kernel; a paused daemon keeps the asker waiting. */
    private void askMachine(Machine asker, NodeName name) {
        boolean answers = !saboteur.breaks(Flaw.ANSWERS_UNHEARD)
                && world.machine(name.text())
                        .map(to -> to.powered() && !to.paused() && network.connects(asker, to))
                        .orElse(false);
        world.later(asker, answers ? 2 : 150, new Input.MachineAnswered(name, answers));
    }

    /**
     * A power cut before the end leaves the old configuration, or, where it came after the last sync, the new one that nobody
     * has been told of. What is torn in between the store finds by its digest and takes the old one.
     */
    private void save(Machine machine, Effect.SaveCib save) {
        long life = machine.life;
        if (machine.diskFull) {
            world.later(machine, machine.diskDelayMs, new Input.CibSaveFailed(save.token(), "no space left on device"));
            return;
        }
        boolean tellsEarly = saboteur.breaks(Flaw.SAVED_BEFORE_SYNCED);
        if (tellsEarly) {
            world.later(machine, 0, new Input.CibSaved(save.token(), ""));
        }
        long syncedMs = tellsEarly ? SYNC_LATE_MS : machine.diskDelayMs;
        time.in(syncedMs, () -> {
            if (machine.powered && machine.life == life) {
                machine.disk =
                        new Cib(save.cib().root().replacing(1, Cib.empty().status()));
            }
        });
        if (!tellsEarly) {
            world.later(
                    machine,
                    syncedMs + world.chance().between(0, 1),
                    new Input.CibSaved(save.token(), machine.diskTrouble));
        }
    }

    private void plan(Machine machine, Effect.MakePlan make) {
        Input ready = new Input.PlanReady(
                make.planId(), saboteur.changed(planner.plan(saboteur.changed(make.cib()), make.wallMs())), List.of());
        world.later(machine, PLAN_MS, ready);
    }

    private void fence(Machine machine, Effect.Fence fence) {
        if (saboteur.breaks(Flaw.FENCING_NOT_AWAITED)) {
            answer(machine, 1, new Input.Fenced(fence.id(), fence.target(), true, "taken for done"));
            return;
        }
        Habits habits = world.habits();
        if (!habits.fencing()) {
            answer(machine, 10, new Input.Fenced(fence.id(), fence.target(), false, "there is no fence device"));
            return;
        }
        long tookMs = world.chance().between(habits.fenceMs(), habits.fenceMostMs());
        if (saboteur.breaks(Flaw.FENCING_LIES)) {
            answer(machine, tookMs, new Input.Fenced(fence.id(), fence.target(), true, "off"));
            return;
        }
        boolean fails = world.chance().inHundred(habits.fenceFailInHundred());
        int how = fails ? world.chance().below(3) : 0;
        if (!fails || how == 1) {
            time.in(
                    tookMs - 1,
                    () -> world.machine(fence.target().text()).ifPresent(target -> {
                        world.said(null, target + " is fenced");
                        world.kill(target);
                    }));
        }
        String detail =
                how == 2 ? "no end within " + fence.timeoutMs() + " ms" : fails ? "the device did not answer" : "off";
        answer(
                machine,
                how == 2 ? fence.timeoutMs() : tookMs,
                new Input.Fenced(fence.id(), fence.target(), !fails, detail));
    }

    private void answer(Machine asker, long afterMs, Input.Fenced outcome) {
        long life = asker.life;
        time.in(afterMs, () -> {
            if (asker.up() && asker.life == life) {
                world.tell(watcher -> watcher.fenced(world, asker, outcome));
            }
        });
        world.later(asker, afterMs, outcome);
    }
}
