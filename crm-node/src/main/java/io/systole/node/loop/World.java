package io.systole.node.loop;

import io.systole.core.controller.Effect;
import io.systole.core.controller.Input;
import io.systole.core.message.MessageXml;
import io.systole.core.port.AgentExecutor;
import io.systole.core.port.ClusterChannel;
import io.systole.core.port.Replication;
import io.systole.node.store.CibDirectory;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out the controller's effects: the disk and the scheduler each have a thread of their own, so that neither a slow
 * disk nor a long plan holds the loop up.
 */
final class World implements Consumer<Effect> {
    private static final Logger LOG = LoggerFactory.getLogger("systole");

    private final ClusterChannel channel;
    private final CibDirectory store;
    private final AgentExecutor agents;
    private final Replication replication;
    private final Planner planner;
    private final Answers answers;
    private final Consumer<Input> inputs;
    private final CompletableFuture<Effect.Exit> exit;
    private final ExecutorService disk = thread("disk");
    private final ExecutorService scheduler = thread("scheduler");
    private final Eyes eyes;

    World(
            ClusterChannel channel,
            CibDirectory store,
            AgentExecutor agents,
            Replication replication,
            Planner planner,
            Answers answers,
            Consumer<Input> inputs,
            CompletableFuture<Effect.Exit> exit) {
        this.channel = channel;
        this.store = store;
        this.agents = agents;
        this.replication = replication;
        this.planner = planner;
        this.answers = answers;
        this.inputs = inputs;
        this.exit = exit;
        this.eyes = new Eyes(replication::look);
    }

    private static ExecutorService thread(String name) {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void accept(Effect effect) {
        if (effect instanceof Effect.Send send) {
            channel.send(send.to(), MessageXml.bytes(send.message()));
        } else if (effect instanceof Effect.Broadcast broadcast) {
            channel.broadcast(MessageXml.bytes(broadcast.message()));
        } else if (effect instanceof Effect.SaveCib save) {
            disk.execute(() -> save(save));
        } else if (effect instanceof Effect.KeepAside aside) {
            disk.execute(() -> keepAside(aside));
        } else if (effect instanceof Effect.MakePlan plan) {
            scheduler.execute(() -> plan(plan));
        } else if (effect instanceof Effect.RunAgent run) {
            agents.execute(run.call(), (call, outcome) -> inputs.accept(new Input.AgentDone(call.callId(), outcome)));
        } else if (effect instanceof Effect.CancelAgent cancel) {
            agents.cancel(cancel.callId());
        } else if (effect instanceof Effect.Fence fence) {
            inputs.accept(
                    new Input.Fenced(fence.id(), fence.target(), false, "no fence device can fence " + fence.target()));
        } else if (effect instanceof Effect.AskMachine ask) {
            askMachine(ask);
        } else if (effect instanceof Effect.LetGo letGo) {
            replication.lost(letGo.lost(), letGo.here());
        } else if (effect instanceof Effect.LookAround look) {
            eyes.look(machine -> inputs.accept(new Input.Looked(look.asker(), look.id(), machine)));
        } else if (effect instanceof Effect.Reply reply) {
            answers.answer(reply);
        } else if (effect instanceof Effect.Log log) {
            log(log);
        } else if (effect instanceof Effect.Exit end) {
            exit.complete(end);
        }
    }

    /** Either way's answer will do; silence is believed when both are silent. */
    private void askMachine(Effect.AskMachine ask) {
        AtomicInteger silent = new AtomicInteger();
        AtomicBoolean answered = new AtomicBoolean();
        Consumer<Boolean> answer = up -> {
            if ((up || silent.incrementAndGet() == 2) && answered.compareAndSet(false, true)) {
                inputs.accept(new Input.MachineAnswered(ask.node(), up));
            }
        };
        replication.ask(ask.node(), ask.here(), answer);
        channel.askMachine(ask.node(), answer);
    }

    private void save(Effect.SaveCib save) {
        try {
            inputs.accept(new Input.CibSaved(save.token(), store.save(save.cib())));
        } catch (IOException e) {
            inputs.accept(new Input.CibSaveFailed(save.token(), e.getMessage()));
        }
    }

    private void keepAside(Effect.KeepAside aside) {
        try {
            LOG.warn("{}; the other configuration is kept as {}", aside.why(), store.keepLost(aside.cib()));
        } catch (IOException e) {
            LOG.error("{}; the other configuration could not be kept: {}", aside.why(), e.getMessage());
        }
    }

    private void plan(Effect.MakePlan request) {
        try {
            Planner.Plan plan = planner.plan(request.cib(), request.wallMs());
            inputs.accept(new Input.PlanReady(request.planId(), plan.graph(), plan.notes()));
        } catch (RuntimeException | StackOverflowError e) {
            LOG.error("The scheduler failed", e);
            inputs.accept(new Input.PlanFailed(request.planId(), e.toString()));
        }
    }

    private static void log(Effect.Log log) {
        switch (log.level()) {
            case DEBUG -> LOG.debug("{}", log.sentence());
            case INFO, NOTICE -> LOG.info("{}", log.sentence());
            case WARNING -> LOG.warn("{}", log.sentence());
            case ERROR -> LOG.error("{}", log.sentence());
        }
    }
}
