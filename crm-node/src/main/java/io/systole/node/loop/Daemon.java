package io.systole.node.loop;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.Command;
import io.systole.core.controller.Controller;
import io.systole.core.controller.Effect;
import io.systole.core.controller.Input;
import io.systole.core.controller.Published;
import io.systole.core.controller.Settings;
import io.systole.core.membership.Votequorum;
import io.systole.core.port.AgentExecutor;
import io.systole.core.port.CibStore;
import io.systole.core.port.ClusterChannel;
import io.systole.core.port.Replication;
import io.systole.core.xml.Element;
import io.systole.node.api.LocalSocket;
import io.systole.node.store.CibDirectory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One node's daemon: the controller with a channel, a disk, agents, the scheduler and the local socket around it. */
public final class Daemon implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Daemon.class);

    private final CompletableFuture<Effect.Exit> exit = new CompletableFuture<>();
    private final ClusterChannel channel;
    private final AgentExecutor agents;
    private final NodeLoop loop;
    private final DaemonCluster cluster;
    private final LocalSocket socket;
    private Element lastOptions;

    /**
     * What a daemon is made of.
     *
     * @param transport lines for {@code corosync-cfgtool -s}
     * @param cmap keys and values for {@code corosync-cmapctl}
     * @param warnings for every status display
     */
    public record Parts(
            Settings settings,
            Votequorum quorum,
            ClusterChannel channel,
            CibDirectory store,
            AgentExecutor agents,
            Replication replication,
            Planner planner,
            SortedMap<String, Command> commands,
            Path socket,
            List<String> transport,
            SortedMap<String, String> cmap,
            List<String> warnings) {}

    private Daemon(ClusterChannel channel, AgentExecutor agents, Parts parts) throws IOException {
        this.channel = channel;
        this.agents = agents;
        CibStore.Loaded loaded = parts.store().load();
        if (!loaded.notice().isEmpty()) {
            LOG.warn("{}", loaded.notice());
        }
        Controller controller = new Controller(parts.settings(), parts.quorum());
        Answers answers = new Answers();
        NodeLoop[] made = new NodeLoop[1];
        this.cluster = new DaemonCluster(
                parts.settings().self(),
                answers,
                input -> made[0].post(input),
                parts.transport(),
                parts.cmap(),
                parts.warnings(),
                controller.published());
        World world = new World(
                channel,
                parts.store(),
                agents,
                parts.replication(),
                parts.planner(),
                answers,
                input -> made[0].post(input),
                exit);
        made[0] = new NodeLoop(
                controller, parts.settings().failureBudgetMs(), world, () -> published(controller.published()));
        this.loop = made[0];
        this.socket = openSocket(parts, cluster);
        loop.post(new Input.Started(loaded.cib()));
    }

    /** In the loop's thread, after every step. */
    private void published(Published now) {
        cluster.publish(now);
        Element options = now.cib().section("crm_config");
        if (options != lastOptions) {
            lastOptions = options;
            agents.limit(actionLimit(now.option("node-action-limit")));
        }
    }

    private static int actionLimit(String text) {
        try {
            return text == null ? 0 : Math.max(0, Integer.parseInt(text.strip()));
        } catch (NumberFormatException e) {
            LOG.warn("node-action-limit must be a number, not \"{}\"; it is ignored", text);
            return 0;
        }
    }

    private static LocalSocket openSocket(Parts parts, ClusterApi cluster) throws IOException {
        return LocalSocket.open(parts.socket(), parts.commands(), cluster);
    }

    /**
     * Starts a daemon and joins the cluster.
     *
     * @throws IOException with a sentence where another daemon runs, the disk cannot be read, or the channel not joined
     */
    public static Daemon start(Parts parts) throws IOException {
        Daemon daemon = new Daemon(parts.channel(), parts.agents(), parts);
        daemon.loop.start();
        try {
            parts.channel().connect(daemon.loop);
        } catch (IOException e) {
            daemon.close();
            throw e;
        }
        return daemon;
    }

    /** The cluster as this node has it. */
    public ClusterApi cluster() {
        return cluster;
    }

    /** Asks for a shutdown in good order; {@link #awaitExit} returns once it is done. */
    public void requestShutdown() {
        loop.post(new Input.ShutdownRequested());
    }

    /** Waits for the controller's word that the daemon is done. */
    public Effect.Exit awaitExit() {
        return exit.join();
    }

    @Override
    public void close() throws IOException {
        loop.stop();
        socket.close();
        agents.close();
        channel.close();
    }
}
