package io.systole.corosync.channel;

import io.systole.core.membership.ClusterView;
import io.systole.core.membership.ClusterView.Member;
import io.systole.core.membership.ClusterView.ViewId;
import io.systole.core.port.ClusterChannel;
import io.systole.core.value.NodeName;
import io.systole.corosync.config.CorosyncConfig;
import io.systole.corosync.config.LocalNode;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.BytesMessage;
import org.jgroups.JChannel;
import org.jgroups.Message;
import org.jgroups.Receiver;
import org.jgroups.View;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A {@link ClusterChannel} over JGroups. Every payload travels behind the id of the view it was sent in. */
public final class JGroupsChannel implements ClusterChannel, Receiver {
    private static final Logger LOG = LoggerFactory.getLogger(JGroupsChannel.class);

    private final CorosyncConfig config;
    private final JChannel channel;
    /** Serialises the listener: JGroups delivers views and messages of different senders from different threads. */
    private final Object delivery = new Object();

    private Listener listener;
    private volatile View jgroupsView;
    private volatile ClusterView view;

    private JGroupsChannel(CorosyncConfig config, JChannel channel) {
        this.config = config;
        this.channel = channel;
    }

    /**
     * Prepares the channel; nothing is sent before {@link #connect}.
     *
     * @throws IOException with a sentence where the key cannot be used or an address not resolved
     */
    public static JGroupsChannel create(CorosyncConfig config, LocalNode local) throws IOException {
        Seal seal = config.crypto() ? seal(Path.of(config.keyFile())) : null;
        try {
            JChannel channel = new JChannel(ProtocolStack.build(config, local, seal));
            channel.setName(local.name());
            channel.addAddressGenerator(() -> NodeAddress.create(local.nodeId(), local.name()));
            JGroupsChannel made = new JGroupsChannel(config, channel);
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

    /** The view as the transport last told it; null before {@link #connect} has returned. */
    public ClusterView view() {
        return view;
    }

    @Override
    public void viewAccepted(View newView) {
        List<Member> members = new ArrayList<>();
        for (Address address : newView.getMembers()) {
            Optional<Member> member = NodeAddress.member(address);
            if (member.isEmpty()) {
                LOG.warn("A member of the view does not say who it is and is left out: {}", address);
                continue;
            }
            members.add(member.get());
        }
        members.sort(Comparator.comparingInt(Member::nodeId).thenComparing(Member::name));
        synchronized (delivery) {
            jgroupsView = newView;
            view = new ClusterView(idOf(newView), members);
            listener.viewChanged(view);
        }
    }

    private static ViewId idOf(View view) {
        NodeName creator = NodeAddress.member(view.getViewId().getCreator())
                .map(Member::name)
                .orElse(NodeName.of("unknown"));
        return new ViewId(view.getViewId().getId(), creator);
    }

    @Override
    public void receive(Message message) {
        Optional<Member> sender = NodeAddress.member(message.getSrc());
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
        View current = jgroupsView;
        if (current == null) {
            return;
        }
        for (Address address : current.getMembers()) {
            if (NodeAddress.member(address).map(m -> m.name().equals(to)).orElse(false)) {
                post(address, current, payload);
                return;
            }
        }
    }

    @Override
    public void broadcast(byte[] payload) {
        View current = jgroupsView;
        if (current != null) {
            post(null, current, payload);
        }
    }

    private void post(Address to, View current, byte[] payload) {
        ViewId id = idOf(current);
        byte[] creator = id.creator().text().getBytes(StandardCharsets.UTF_8);
        ByteBuffer out = ByteBuffer.allocate(Long.BYTES + Short.BYTES + creator.length + payload.length);
        out.putLong(id.sequence()).putShort((short) creator.length).put(creator).put(payload);
        try {
            channel.send(new BytesMessage(to, out.array()));
        } catch (Exception e) {
            // A send fails only while the channel closes; the receiver's view says that this node is going.
            LOG.debug("A message of {} bytes was not sent: {}", payload.length, e.getMessage());
        }
    }

    @Override
    public void close() {
        channel.close();
    }
}
