package io.systole.corosync.channel;

import io.systole.core.membership.ClusterView;
import io.systole.core.membership.ClusterView.ViewId;
import io.systole.core.port.ClusterChannel;
import io.systole.core.value.NodeName;
import io.systole.corosync.config.CorosyncConfig;
import io.systole.corosync.config.LocalNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.jgroups.protocols.MERGE3;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link ClusterChannel} over JGroups. Every payload travels behind the id of the view it was sent in.
 *
 * <p>A broadcast goes to each member by itself: JGroups keeps the order of a sender's unicasts and the order of its
 * multicasts, but not one with the other, and it holds multicasts of a member back that has not seen the view yet.
 */
public final class JGroupsChannel implements ClusterChannel, Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(JGroupsChannel.class);

    /** Of the messages between daemons; changes when a daemon of an earlier release could not read them. */
    static final int PROTOCOL = 1;

    /** A machine that lives answers within a network's round trip, milliseconds; one that does not is waited for so long. */
    private static final int MACHINE_WAIT_MS = 150;

    private final CorosyncConfig config;
    private final JChannel channel;
    /** Serialises the listener: JGroups delivers views and messages of different senders from different threads. */
    private final Object delivery = new Object();

    private Listener listener;
    private volatile Routes routes;
    /** Where each node was seen last, and where the nodelist says it is. */
    private final Map<NodeName, String> machines = new ConcurrentHashMap<>();

    private final Doorbell doorbell;

    /**
     * What a view means for sending.
     *
     * @param head goes before every payload
     * @param others the members' addresses without this node's own
     */
    private record Routes(byte[] head, SortedMap<NodeName, Address> others) {}

    private JGroupsChannel(CorosyncConfig config, JChannel channel, Doorbell doorbell) {
        this.config = config;
        this.channel = channel;
        this.doorbell = doorbell;
        config.nodes().forEach(node -> machines.put(NodeName.of(node.name()), node.address()));
    }

    /**
     * Prepares the channel; nothing is sent before {@link #connect}.
     *
     * @throws IOException with a sentence where the key cannot be used or an address not resolved
     */
    public static JGroupsChannel create(CorosyncConfig config, LocalNode local) throws IOException {
        return create(config, local, PROTOCOL);
    }

    static JGroupsChannel create(CorosyncConfig config, LocalNode local, int protocol) throws IOException {
        Doorbell bell = Doorbell.open(InetAddress.getByName(local.address()), config.port(), addresses(config));
        try {
            return create(config, local, protocol, bell);
        } catch (IOException e) {
            bell.close();
            throw e;
        }
    }

    private static Set<InetAddress> addresses(CorosyncConfig config) {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        for (CorosyncConfig.Node node : config.nodes()) {
            try {
                addresses.addAll(List.of(InetAddress.getAllByName(node.address())));
            } catch (UnknownHostException e) {
                LOG.debug("The address {} of node {} is not known here yet", node.address(), node.name());
            }
        }
        return addresses;
    }

    private static JGroupsChannel create(CorosyncConfig config, LocalNode local, int protocol, Doorbell doorbell)
            throws IOException {
        Seal seal = config.crypto() ? seal(Path.of(config.keyFile())) : null;
        try {
            JChannel channel = new JChannel(ProtocolStack.build(config, local, seal));
            channel.setName(local.name());
            channel.addAddressGenerator(
                    () -> NodeAddress.create(local.nodeId(), local.name(), protocol, local.address()));
            JGroupsChannel made = new JGroupsChannel(config, channel, doorbell);
            channel.setReceiver(made);
            return made;
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the cluster channel cannot be set up: " + e.getMessage(), e);
        }
    }

    private static Seal seal(Path keyFile) throws IOException {
        try {
            return new Seal(AuthKey.read(keyFile), new SecureRandom());
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java runtime has no AES-GCM or HMAC-SHA-256: " + e.getMessage(), e);
        }
    }

    @Override
    public void connect(Listener newListener) throws IOException {
        synchronized (delivery) {
            listener = newListener;
        }
        try {
            channel.connect(config.clusterName());
        } catch (Exception e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(
                    "cannot join the cluster \"" + config.clusterName() + "\": " + cause.getMessage()
                            + " (is another daemon running on this node, or the port " + config.port()
                            + " taken by corosync?)",
                    e);
        }
    }

    @Override
    public void viewAccepted(View newView) {
        Map<Identity, Address> joined = new LinkedHashMap<>();
        for (Address address : newView.getMembers()) {
            NodeAddress.identity(address)
                    .ifPresentOrElse(
                            identity -> joined.put(identity, address),
                            () -> LOG.warn("A member of the view does not say who it is and is left out: {}", address));
        }
        Identity self = NodeAddress.identity(channel.getAddress()).orElseThrow();
        MERGE3 merge = channel.getProtocolStack().findProtocol(MERGE3.class);
        ProtocolStack.lookForOthers(merge, joined.size() != config.nodes().size());
        RollCall roll = RollCall.of(List.copyOf(joined.keySet()), self);
        synchronized (delivery) {
            if (!roll.refusal().isEmpty()) {
                listener.refused(roll.refusal());
                return;
            }
            joined.keySet().forEach(identity -> machines.put(identity.name(), identity.address()));
            ViewId id = idOf(newView);
            SortedMap<NodeName, Address> others = new TreeMap<>();
            joined.forEach((identity, address) -> {
                if (roll.members().contains(identity.member()) && !identity.equals(self)) {
                    others.put(identity.name(), address);
                }
            });
            routes = new Routes(head(id), others);
            listener.viewChanged(new ClusterView(id, roll.members()));
        }
    }

    private static ViewId idOf(View view) {
        NodeName creator = NodeAddress.identity(view.getViewId().getCreator())
                .map(Identity::name)
                .orElse(NodeName.of("unknown"));
        return new ViewId(view.getViewId().getId(), creator);
    }

    private static byte[] head(ViewId id) {
        byte[] creator = id.creator().text().getBytes(StandardCharsets.UTF_8);
        ByteBuffer head = ByteBuffer.allocate(Long.BYTES + Short.BYTES + creator.length);
        return head.putLong(id.sequence())
                .putShort((short) creator.length)
                .put(creator)
                .array();
    }

    @Override
    public void receive(Message message) {
        Optional<Identity> sender = NodeAddress.identity(message.getSrc());
        if (sender.isEmpty()) {
            return;
        }
        try {
            ByteBuffer in = ByteBuffer.wrap(message.getArray(), message.getOffset(), message.getLength());
            long sequence = in.getLong();
            byte[] creator = new byte[in.getShort() & 0xffff];
            in.get(creator);
            byte[] payload = new byte[in.remaining()];
            in.get(payload);
            ViewId sentIn = new ViewId(sequence, NodeName.of(new String(creator, StandardCharsets.UTF_8)));
            synchronized (delivery) {
                listener.received(sender.get().name(), sentIn, payload);
            }
        } catch (BufferUnderflowException | IllegalArgumentException e) {
            LOG.warn(
                    "Dropped a message of {} bytes from {}: it is cut short",
                    message.getLength(),
                    sender.get().name());
        }
    }

    @Override
    public void send(NodeName to, byte[] payload) {
        Routes now = routes;
        Address address = now == null ? null : now.others().get(to);
        if (address != null) {
            post(address, framed(now, payload));
        }
    }

    @Override
    public void broadcast(byte[] payload) {
        Routes now = routes;
        if (now != null) {
            byte[] framed = framed(now, payload);
            now.others().values().forEach(address -> post(address, framed));
        }
    }

    private static byte[] framed(Routes routes, byte[] payload) {
        byte[] head = routes.head();
        return ByteBuffer.allocate(head.length + payload.length)
                .put(head)
                .put(payload)
                .array();
    }

    private void post(Address to, byte[] framed) {
        try {
            channel.send(new BytesMessage(to, framed));
        } catch (Exception e) {
            // A send fails only while the channel closes; the receiver's view says that this node is going.
            LOG.debug("A message of {} bytes was not sent: {}", framed.length, e.getMessage());
        }
    }

    @Override
    public void askMachine(NodeName node, Consumer<Boolean> answer) {
        String address = machines.get(node);
        Thread asking = new Thread(
                () -> answer.accept(address != null
                        && Doorbell.answers(new InetSocketAddress(address, config.port()), MACHINE_WAIT_MS)),
                "ask-machine");
        asking.setDaemon(true);
        asking.start();
    }

    @Override
    public void close() {
        channel.close();
        try {
            doorbell.close();
        } catch (IOException e) {
            LOG.debug("Closing the doorbell failed", e);
        }
    }
}
