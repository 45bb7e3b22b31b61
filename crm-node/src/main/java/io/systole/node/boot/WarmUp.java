package io.systole.node.boot;

import io.systole.agents.Agents;
import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.wire.RemoteCluster;
import io.systole.core.cib.CibOperation;
import io.systole.core.xml.Element;
import io.systole.corosync.config.ConfException;
import io.systole.corosync.config.ConfReader;
import io.systole.corosync.config.CorosyncConfig;
import io.systole.corosync.config.LocalNode;
import io.systole.node.loop.Daemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a daemon of its own, on the loopback and in a directory of its own, from start to end, so that a class-data archive
 * made on exit holds the classes that are needed. The only agent it runs is one that does nothing.
 */
final class WarmUp {
    private static final String CONFIGURATION = """
            totem {
                version: 2
                cluster_name: warm-up
                crypto_cipher: none
                token: 300
                interface {
                    mcastport: 54059
                }
            }
            nodelist {
                node {
                    name: warm-up
                    nodeid: 1
                    ring0_addr: 127.0.0.1
                }
            }
            """;

    private WarmUp() {}

    static void run() throws ConfException, IOException {
        Path folder = Files.createTempDirectory("systole-warm-up");
        try {
            daemon(folder);
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    private static void daemon(Path folder) throws ConfException, IOException {
        Agents.warmUp(Files.createDirectory(folder.resolve("agents")));
        CorosyncConfig config = ConfReader.read("warm-up", CONFIGURATION);
        BootOptions options = BootOptions.parse(new String[] {
            "--state", folder.resolve("cib").toString(),
            "--socket", folder.resolve("socket").toString()
        });
        LocalNode self = new LocalNode(1, "warm-up", "127.0.0.1");
        try (Daemon daemon = Assembly.start(config, self, options)) {
            live(options.socket());
            daemon.requestShutdown();
        }
        // The daemon answers crm_simulate --live-check and crm's simulations.
        io.systole.shell.WarmUp.simulate(folder);
    }

    private static void live(Path socket) throws IOException {
        try (RemoteCluster cluster = RemoteCluster.connect(socket)) {
            cluster.awaitIdle(3_000);
            // An agent that nobody has: the scheduler has something to think about, and nothing is run.
            Element nothing =
                    Element.of("primitive", "id", "warm-up", "class", "ocf", "provider", "none", "type", "none");
            cluster.change(
                    List.of(new CibOperation.Create("resources", nothing)),
                    new ClusterApi.ChangeOptions(null, false, "warm-up/root"));
            cluster.awaitIdle(3_000);
            cluster.facts();
        } catch (NotConnectedException e) {
            throw new IOException(e);
        }
    }
}
