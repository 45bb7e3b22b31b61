package io.systole.node.boot;

import io.systole.agents.Agents;
import io.systole.core.controller.Settings;
import io.systole.core.membership.Votequorum;
import io.systole.core.operation.HistoryEntry;
import io.systole.core.port.AgentCatalog;
import io.systole.core.port.AgentExecutor;
import io.systole.core.value.NodeName;
import io.systole.corosync.channel.JGroupsChannel;
import io.systole.corosync.config.ConfException;
import io.systole.corosync.config.ConfReader;
import io.systole.corosync.config.CorosyncConfig;
import io.systole.corosync.config.LocalNode;
import io.systole.node.api.InputLimit;
import io.systole.node.loop.Daemon;
import io.systole.node.store.CibDirectory;
import io.systole.shell.Commands;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts a daemon together from the machine's files. */
final class Assembly {
    private static final Logger LOG = LoggerFactory.getLogger(Assembly.class);

    private Assembly() {}

    static Daemon start(BootOptions options) throws ConfException, IOException {
        if (options.heartbeat() != null) {
            HeartbeatState heartbeat = HeartbeatState.take(options.heartbeat(), options.state());
            return start(options.withConfiguration(heartbeat.configuration()), heartbeat.sentences());
        }
        return start(options, List.of());
    }

    /** @param told what the log begins with */
    private static Daemon start(BootOptions options, List<String> told) throws ConfException, IOException {
        CorosyncConfig config = read(options.configuration());
        LogFile.open(config.entries());
        told.forEach(sentence -> LOG.info("{}", sentence));
        config.warnings().forEach(warning -> LOG.warn("{}", warning));
        return start(config, LocalNode.find(config, hostName(), addresses()), options);
    }

    static Daemon start(CorosyncConfig config, LocalNode local, BootOptions options) throws IOException {
        List<String> warnings = new ArrayList<>();
        if (!config.crypto()) {
            warnings.add("messages between the nodes are neither encrypted nor authenticated (crypto_cipher: none in "
                    + config.file() + ")");
        }
        warnings.forEach(warning -> LOG.warn("{}", warning));
        LOG.info(
                "Node {} (id {}, {}) joins the cluster \"{}\"; {}",
                local.name(),
                local.nodeId(),
                local.address(),
                config.clusterName(),
                config.timing());
        OwnAttributes attributes = new OwnAttributes();
        AgentCatalog catalog = Agents.catalog(System.getProperty("systole.helpers"));
        AgentExecutor agents = agents(options, attributes, catalog);
        Daemon daemon = Daemon.start(new Daemon.Parts(
                settings(config, local),
                quorum(config),
                JGroupsChannel.create(config, local),
                new CibDirectory(options.state(), Clock.systemUTC()),
                agents,
                Agents.replication(agents),
                new PolicyPlanner(),
                Commands.all(catalog),
                options.socket(),
                transport(config, local),
                config.entries(),
                warnings));
        attributes.belongTo(daemon.cluster());
        return daemon;
    }

    private static CorosyncConfig read(Path file) throws ConfException, IOException {
        try {
            return ConfReader.read(file.toString(), Files.readString(file));
        } catch (NoSuchFileException e) {
            throw new IOException(
                    "there is no " + file + "; it names the nodes, see corosync.conf(5). A minimal one:\n"
                            + "totem {\n    version: 2\n    cluster_name: mycluster\n}\nquorum {\n    provider:"
                            + " corosync_votequorum\n    two_node: 1\n}\nnodelist {\n    node {\n        name: node1\n"
                            + "        nodeid: 1\n        ring0_addr: 192.0.2.1\n    }\n    node {\n        name: node2\n"
                            + "        nodeid: 2\n        ring0_addr: 192.0.2.2\n    }\n}",
                    e);
        }
    }

    private static Settings settings(CorosyncConfig config, LocalNode local) {
        SortedMap<NodeName, Integer> nodes = new TreeMap<>();
        config.nodes().forEach(node -> nodes.put(NodeName.of(node.name()), node.nodeId()));
        return new Settings(
                NodeName.of(local.name()),
                local.nodeId(),
                System.currentTimeMillis(),
                nodes,
                HistoryEntry.FEATURE_SET,
                config.timing().heartbeatTimeoutMs(),
                InputLimit.BYTES);
    }

    private static Votequorum quorum(CorosyncConfig config) {
        CorosyncConfig.Quorum quorum = config.quorum();
        SortedMap<NodeName, Integer> votes = new TreeMap<>();
        config.nodes().forEach(node -> votes.put(NodeName.of(node.name()), node.votes()));
        return new Votequorum(
                new Votequorum.Rules(
                        quorum.votequorum(),
                        quorum.expectedVotes(),
                        quorum.twoNode(),
                        quorum.waitForAll(),
                        quorum.lastManStanding(),
                        quorum.lastManStandingWindowMs(),
                        quorum.autoTieBreaker(),
                        quorum.tieBreakerNodes(),
                        quorum.lowestBreaksTie()),
                votes);
    }

    private static AgentExecutor agents(BootOptions options, OwnAttributes attributes, AgentCatalog catalog) {
        SortedMap<String, String> passed = new TreeMap<>();
        passed.put("SYSTOLE_SOCKET", options.socket().toString());
        String announcer = System.getProperty("systole.announcer");
        return Agents.executor(
                System.getProperty("systole.helpers"),
                announcer == null ? null : Path.of(announcer),
                passed,
                attributes,
                catalog);
    }

    private static List<String> transport(CorosyncConfig config, LocalNode local) {
        return List.of(
                "Local node ID " + local.nodeId() + ", transport "
                        + (config.multicast().isPresent() ? "udp" : "udpu")
                        + (config.crypto() ? ", encrypted (AES-256-GCM)" : ", NOT encrypted"),
                "LINK ID 0 " + (config.multicast().isPresent() ? "udp" : "udpu"),
                "\taddr\t= " + local.address(),
                "\tdetection\t= " + config.timing());
    }

    private static String hostName() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    }

    private static List<LocalNode.LocalAddress> addresses() throws IOException {
        List<LocalNode.LocalAddress> addresses = new ArrayList<>();
        for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InterfaceAddress address : device.getInterfaceAddresses()) {
                InetAddress ip = address.getAddress();
                if (ip.getAddress().length == 4 && !ip.isLoopbackAddress()) {
                    addresses.add(new LocalNode.LocalAddress(
                            device.getName(), ip.getHostAddress(), address.getNetworkPrefixLength()));
                }
            }
        }
        return addresses;
    }
}
