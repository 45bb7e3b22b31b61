package io.systole.agents.drbd;

import io.systole.core.port.Replication;
import io.systole.core.run.ActiveResource;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** DRBD for the daemon: what it looks like here, and its connections to lost nodes, each taken down in a thread of its own. */
public final class LostPeers implements Replication {
    private static final String CONFIGURATION = "/etc/drbd.conf";

    private final PeerConnection.Machine machine;

    /**
     * @param environment for drbdadm(8)
     * @param busy whether this node does what somebody waits for; asked from several threads
     */
    public LostPeers(SortedMap<String, String> environment, BooleanSupplier busy) {
        this(PeerConnection.Machine.real(environment, busy));
    }

    LostPeers(PeerConnection.Machine machine) {
        this.machine = machine;
    }

    /** Loads what a loss needs, which has no time for it. Asks only this machine's own loopback. */
    public static void warmUp(SortedMap<String, String> environment) {
        PeerConnection.warmUp(environment);
    }

    @Override
    public void ask(NodeName node, List<ActiveResource> here, Consumer<Boolean> answer) {
        List<PeerConnection> connections = connections(node, here);
        if (connections.isEmpty()) {
            answer.accept(false);
        } else {
            start("drbd-ask", () -> answer.accept(connections.stream().anyMatch(PeerConnection::answers)));
        }
    }

    @Override
    public void lost(NodeName node, List<ActiveResource> here) {
        connections(node, here).forEach(each -> start("drbd-peer-" + each.resource(), each::letGo));
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    private List<PeerConnection> connections(NodeName node, List<ActiveResource> here) {
        SortedMap<String, PeerConnection> found = new TreeMap<>();
        for (ActiveResource resource : here) {
            String name =
                    resource.parameters().getOrDefault("drbd_resource", "").strip();
            if (resource.agent().type().equals("drbd") && !name.isEmpty()) {
                String given =
                        resource.parameters().getOrDefault("drbdconf", "").strip();
                String file = given.isEmpty() ? CONFIGURATION : given;
                found.put(name, new PeerConnection(machine, file, name, node.text()));
            }
        }
        return List.copyOf(found.values());
    }

    @Override
    public Element look() {
        return new DrbdSight(machine).look(System.currentTimeMillis());
    }
}
