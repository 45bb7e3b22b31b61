package io.systole.shell.resource;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibEngine;
import io.systole.core.cib.CibOperation;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.TransitionGraph.Synapse;
import io.systole.core.value.CrmExit;
import io.systole.core.view.FailureView;
import io.systole.core.xml.Element;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.model.Variant;
import io.systole.policy.view.LiveState;
import io.systole.shell.command.Failure;
import io.systole.shell.command.PairSets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * Restarts resources, and what depends on them: keeps them from running, waits until the cluster has stopped them, takes
 * that back, and waits until all that ran before runs again. Whatever happens, what was set to stop them is taken back.
 */
final class Restart {
    /** What the cluster may need beside the timeouts of its actions, milliseconds. */
    private static final long MARGIN_MS = 20_000;

    /** A status that follows the end of the cluster's work arrives within so many milliseconds. */
    private static final long STATUS_LAG_MS = 1_000;

    private final Desk desk;
    private final long timeoutMs;
    private final long startNanos = System.nanoTime();

    /** @param timeoutMs for all of it; 0 for what the timeouts of the operations add up to */
    Restart(Desk desk, long timeoutMs) {
        this.desk = desk;
        this.timeoutMs = timeoutMs;
    }

    /**
     * @param node only there; null for everywhere
     * @param force exactly the resource named, rather than the clone around it
     * @throws Failure with status 124 where it takes too long, 1 where something does not stop or start; with a sentence
     */
    void run(List<String> resources, String node, boolean force) throws Failure {
        LiveState before = desk.state();
        Finder finder = new Finder(before);
        Node host = node == null ? null : finder.node(node);
        List<Stopping> stoppings = new ArrayList<>();
        for (String id : resources) {
            stoppings.add(stopping(before, finder, id, host, force));
        }
        Map<String, Integer> origin = active(before);
        List<CibOperation> stop = new ArrayList<>();
        List<CibOperation> undo = new ArrayList<>();
        for (Stopping one : stoppings) {
            stop.addAll(one.stop());
            undo.addAll(one.undo());
        }
        Outlook stopOutlook = outlook(stop, "stop");
        announce(stopOutlook.names(), "stop");
        desk.change(stop);
        boolean idle = settle(stopOutlook, () -> stoppings.stream().noneMatch(s -> runs(s, host)));
        List<String> left =
                stoppings.stream().filter(s -> runs(s, host)).map(Stopping::id).toList();
        if (!left.isEmpty() || !idle) {
            String trouble = "Could not complete shutdown of " + String.join(", ", resources) + ", "
                    + remaining(left.isEmpty() ? List.copyOf(stopOutlook.names()) : left);
            takeBack(undo, trouble);
            throw new Failure(idle ? CrmExit.ERROR : CrmExit.TIMEOUT, trouble);
        }
        Outlook startOutlook = outlook(undo, "start");
        announce(missing(origin), "start again");
        takeBack(undo, "");
        idle = settle(startOutlook, () -> missing(origin).isEmpty());
        Set<String> missing = missing(origin);
        if (!missing.isEmpty()) {
            throw new Failure(
                    idle ? CrmExit.ERROR : CrmExit.TIMEOUT,
                    "Could not complete restart of " + String.join(", ", resources) + ", "
                            + remaining(List.copyOf(missing)));
        }
    }

    /**
     * How one resource is stopped.
     *
     * @param id of the resource that must not be active any more
     */
    private record Stopping(String id, List<CibOperation> stop, List<CibOperation> undo) {}

    private Stopping stopping(LiveState state, Finder finder, String id, Node host, boolean force) throws Failure {
        Resource resource = finder.wholeResource(id);
        Resource whole = resource.isBundled() ? resource.outermost() : resource;
        Resource clone = whole.parent != null && whole.parent.isClone() ? whole.parent : whole;
        boolean running = Finder.isActiveOn(clone, host);
        if (!running) {
            throw new Failure(
                    CrmExit.NOSUCH,
                    id + " is not running " + (host == null ? "anywhere" : "on " + host.name)
                            + " and so cannot be restarted");
        }
        if (!whole.managed) {
            throw new Failure(CrmExit.TEMPFAIL, "Unmanaged resources cannot be restarted: " + id + " is unmanaged");
        }
        Cib cib = desk.cib();
        if (host != null && (clone.isClone() || clone.variant == Variant.BUNDLE)) {
            Element ban = MoveConstraints.ban(clone.id, host.name, false, null);
            Element old = cib.section("constraints").find(ban.id());
            List<CibOperation> undo = new ArrayList<>(List.of(MoveConstraints.removing(ban)));
            if (old != null) {
                undo.add(new CibOperation.Create("constraints", old));
            }
            return new Stopping(clone.id, MoveConstraints.putting(cib, List.of(), List.of(ban)), undo);
        }
        Settings settings = new Settings(cib, state);
        settings.set(
                new Settings.Place(whole.configuredId(), "meta_attributes", "target-role", null, null, force),
                "Stopped",
                false);
        settings.notes().forEach(desk.notes());
        List<CibOperation> undo = new ArrayList<>();
        for (Settings.Change change : settings.changes()) {
            PairSets sets = PairSets.ofResource(change.element(), change.kind());
            Element pair = sets.one(null, change.pair(), change.name());
            undo.add(
                    pair == null
                            ? sets.remove(Element.of("nvpair", "id", change.pair()))
                            : sets.change(pair, pair.attribute("value", "")));
        }
        String stopped =
                settings.changes().get(settings.changes().size() - 1).element().id();
        return new Stopping(stopped, settings.operations(), undo);
    }

    private void takeBack(List<CibOperation> undo, String trouble) throws Failure {
        try {
            desk.change(undo);
        } catch (Failure e) {
            throw new Failure(
                    e.exitCode(),
                    (trouble.isEmpty() ? "" : trouble + "\n")
                            + "what was set to stop the resource could not be taken back, it stays stopped: "
                            + e.getMessage());
        }
    }

    private boolean runs(Stopping stopping, Node host) {
        Resource resource = desk.state().cluster().resource(stopping.id());
        if (resource == null) {
            return false;
        }
        return Finder.activeOn(resource).stream().anyMatch(n -> host == null || n.name.equals(host.name));
    }

    /** How often each primitive is active, by the id that people know. */
    private static Map<String, Integer> active(LiveState state) {
        Map<String, Integer> counts = new TreeMap<>();
        LiveState.everyResource(state.cluster().resources, resource -> {
            if (resource.children.isEmpty() && !resource.activeNodes.isEmpty()) {
                counts.merge(
                        resource.unique ? resource.id : resource.configuredId(),
                        resource.activeNodes.size(),
                        Integer::sum);
            }
            return false;
        });
        return counts;
    }

    private Set<String> missing(Map<String, Integer> origin) {
        Map<String, Integer> now = active(desk.state());
        Set<String> missing = new TreeSet<>();
        origin.forEach((id, count) -> {
            if (now.getOrDefault(id, 0) < Math.min(count, 1) || now.get(id) < count && count > 1) {
                missing.add(id);
            }
        });
        return missing;
    }

    /**
     * What the scheduler says will be done after a change.
     *
     * @param names of resources that the operation is meant for
     * @param timeoutMs what the timeouts of all actions add up to, milliseconds
     */
    private record Outlook(Set<String> names, long timeoutMs) {}

    private Outlook outlook(List<CibOperation> change, String operation) {
        Cib changed = CibEngine.apply(desk.cib(), change).cib();
        Set<String> names = new TreeSet<>();
        long sumMs = 0;
        for (Synapse synapse : Scheduler.schedule(changed.root(), System.currentTimeMillis(), SchedulerOptions.DAEMON)
                .graph()
                .synapses()) {
            GraphAction action = synapse.action();
            if (action.kind() != GraphAction.Kind.RESOURCE || action.resource() == null) {
                continue;
            }
            String timeout = action.meta("timeout");
            sumMs += timeout != null && timeout.matches("[0-9]{1,12}") ? Long.parseLong(timeout) : 20_000;
            if (operation.equals(action.operation())) {
                names.add(action.resource().id());
            }
        }
        return new Outlook(names, sumMs);
    }

    private void announce(Set<String> names, String what) {
        desk.notes().accept("Waiting for " + names.size() + " resources to " + what + ":");
        names.forEach(name -> desk.notes().accept(" * " + name));
    }

    /** Waits until the cluster is idle, and a moment longer for what it reports. Returns whether it is idle. */
    private boolean settle(Outlook outlook, java.util.function.BooleanSupplier reached) {
        long limitMs = timeoutMs > 0
                ? timeoutMs - TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos)
                : outlook.timeoutMs() + MARGIN_MS;
        boolean idle = desk.cluster().awaitIdle(Math.max(1, limitMs));
        long endNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STATUS_LAG_MS);
        while (idle && !reached.getAsBoolean() && System.nanoTime() < endNanos) {
            long leftMs = TimeUnit.NANOSECONDS.toMillis(endNanos - System.nanoTime());
            desk.cluster().awaitChange(desk.cib().version(), Math.max(1, leftMs));
        }
        return idle;
    }

    private String remaining(List<String> names) {
        StringBuilder text = new StringBuilder(names.size() + " resources remaining");
        for (String name : names) {
            text.append("\n * ").append(name);
        }
        for (FailureView failure : desk.state().view().failures()) {
            if (names.contains(failure.resource())) {
                String reason = failure.history().attribute("exit-reason", "");
                text.append("\n   ")
                        .append(failure.history().attribute("operation", "an operation"))
                        .append(" of ")
                        .append(failure.resource())
                        .append(" on ")
                        .append(failure.node())
                        .append(" failed with ")
                        .append(failure.history().attribute("rc-code", "?"))
                        .append(reason.isEmpty() ? "" : ": " + reason);
            }
        }
        return text.toString();
    }
}
