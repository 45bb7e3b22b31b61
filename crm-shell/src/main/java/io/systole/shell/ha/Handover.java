package io.systole.shell.ha;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.Command;
import io.systole.core.api.CommandIo;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibEngine;
import io.systole.core.cib.CibOperation;
import io.systole.core.view.ClusterView;
import io.systole.core.view.NodeView;
import io.systole.core.xml.Element;
import io.systole.policy.Plan;
import io.systole.policy.Scheduler;
import io.systole.policy.SchedulerOptions;
import io.systole.policy.view.LiveState;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import io.systole.shell.ha.Services.Service;
import io.systole.shell.resource.CrmResource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code hb_standby} gives this node's resources to the other node, {@code hb_takeover} takes the other's: as Heartbeat 3 had
 * them (hb_standby(1), hb_takeover(1)), once. Neither keeps the node from taking resources later, as a standby node would.
 *
 * <p>The move is that of {@code crm resource move}; its constraint is taken away again as soon as the resources would stay
 * without it.
 */
public final class Handover implements Command {
    /** Longer than a database takes to stop and start, milliseconds. */
    private static final long PATIENCE_MS = 600_000;

    private static final long LOOK_MS = 10_000;
    private static final int FAILED = 1;

    private final boolean away;
    private final CrmResource mover;

    private Handover(boolean away, CrmResource mover) {
        this.away = away;
        this.mover = mover;
    }

    public static Handover standby(CrmResource mover) {
        return new Handover(true, mover);
    }

    public static Handover takeover(CrmResource mover) {
        return new Handover(false, mover);
    }

    @Override
    public String name() {
        return away ? "hb_standby" : "hb_takeover";
    }

    @Override
    public int run(List<String> arguments, CommandIo io, ClusterSession session) {
        String which = arguments.isEmpty() ? "all" : arguments.get(0);
        if (List.of("--help", "-h", "-?").contains(which)) {
            io.out().println(usage());
            return 0;
        }
        if (arguments.size() > 1
                || !List.of("all", "foreign", "local", "failback").contains(which)) {
            io.err().println(name() + ": \"" + String.join(" ", arguments) + "\" was not expected");
            io.err().println(usage());
            return FAILED;
        }
        try {
            return hand(which, io, session);
        } catch (NotConnectedException e) {
            io.err().println(name() + ": the cluster does not run on this node: " + e.getMessage());
        } catch (Failure | UsageException | IOException e) {
            io.err().println(name() + ": " + e.getMessage());
        }
        return FAILED;
    }

    private String usage() {
        return "usage: " + name() + " [all|foreign|local|failback]\n"
                + (away
                        ? "Gives resources of this node to the other node.\n"
                        : "Takes resources of the other node to this one.\n")
                + "  all       every resource (as without a word)\n"
                + "  local     those that prefer this node\n"
                + "  foreign   those that do not (failback means the same)";
    }

    private int hand(String which, CommandIo io, ClusterSession session)
            throws NotConnectedException, Failure, UsageException, IOException {
        ClusterApi cluster = session.cluster();
        String local = cluster.facts().local().toString();
        ClusterView view =
                LiveState.of(cluster.cib(), System.currentTimeMillis()).view();
        String other = other(view, local);
        if (away && other == null) {
            io.err().println(name() + ": no other node is there to take the resources; nothing was done");
            return FAILED;
        }
        NodeView self = view.node(local);
        if (!away && (self == null || !able(self))) {
            io.err()
                    .println(name() + ": this node may not run resources ("
                            + (self == null ? "unknown" : self.stateText()) + "); see crm node online, crm node ready");
            return FAILED;
        }
        io.out().println((away ? "Going standby [" : "Taking over [") + which + "].");
        io.out().flush();
        List<Service> moved = new ArrayList<>();
        for (Service service : Services.of(cluster.cib())) {
            if (service.node() == null || service.on(local) != away || !wanted(service, which, local)) {
                continue;
            }
            List<String> words = new ArrayList<>(
                    List.of("--move", "--resource", service.id(), "--node", away ? other : local, "--quiet"));
            if (service.promoted()) {
                words.add("--promoted");
            }
            mover.perform(words, io, session);
            moved.add(service);
        }
        if (moved.isEmpty()) {
            io.out().println((away ? "This node holds" : "The other node holds") + " none of them.");
            return 0;
        }
        return settle(moved, away ? other : local, io, session);
    }

    private static boolean wanted(Service service, String which, String local) {
        return switch (which) {
            case "all" -> true;
            case "local" -> service.localTo(local);
            default -> !service.localTo(local);
        };
    }

    /** Online, and neither in standby nor in maintenance. */
    private static boolean able(NodeView node) {
        return node.online() && !node.standby() && !node.standbyOnFail() && !node.maintenance() && !node.unclean();
    }

    /** Heartbeat's clusters have two nodes; of more, the first that may run resources. */
    private static String other(ClusterView view, String local) {
        return view.nodes().stream()
                .filter(node ->
                        node.kind() == NodeView.Kind.MEMBER && !node.name().equalsIgnoreCase(local) && able(node))
                .map(NodeView::name)
                .findFirst()
                .orElse(null);
    }

    /** Waits until all is where it was sent, then takes the constraints away that are no longer needed. */
    private int settle(List<Service> moved, String target, CommandIo io, ClusterSession session)
            throws NotConnectedException, Failure, UsageException, IOException {
        ClusterApi cluster = session.cluster();
        long endNanos = System.nanoTime() + PATIENCE_MS * 1_000_000;
        while (!cluster.awaitIdle(LOOK_MS) && System.nanoTime() < endNanos) {
            io.out().flush();
        }
        int code = 0;
        for (Service service : moved) {
            Service now = Services.of(cluster.cib()).stream()
                    .filter(s -> s.id().equals(service.id()))
                    .findFirst()
                    .orElse(service);
            if (!now.on(target)) {
                io.err()
                        .println(name() + ": " + service.id() + " "
                                + (now.node() == null ? "runs nowhere" : "is still on " + now.node())
                                + "; see crm_mon -1rf."
                                + " It is still to move to " + target + " (crm resource clear " + service.id()
                                + " undoes that)");
                code = FAILED;
            } else if (stays(cluster.cib(), service.id())) {
                mover.perform(List.of("--clear", "--resource", service.id(), "--quiet"), io, session);
            } else {
                io.out()
                        .println(service.id() + " is on " + target + " and stays until \"crm resource clear "
                                + service.id() + "\" lets it return to the node it prefers.");
            }
        }
        return code;
    }

    /** Whether nothing would move without the constraint. */
    private static boolean stays(Cib cib, String id) {
        List<CibOperation> removing = cib.section("constraints").children("rsc_location").stream()
                .filter(c -> c.attribute("id", "").equals("cli-prefer-" + id))
                .<CibOperation>map(
                        c -> new CibOperation.Delete("constraints", Element.of("rsc_location", "id", c.id())))
                .toList();
        Cib without = CibEngine.apply(cib, removing).cib();
        Plan plan = Scheduler.schedule(without.root(), System.currentTimeMillis(), SchedulerOptions.DAEMON);
        return plan.failure() == null && plan.actions().isEmpty();
    }
}
