package io.systole.core.api.wire;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterFacts;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibVersion;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlFormat;
import io.systole.core.xml.XmlParser;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The cluster as seen from a process of its own, through the daemon's local socket. A call that finds the daemon gone tries
 * once to connect anew, so that a session survives the daemon's restart; then it throws {@link LostException}.
 */
public final class RemoteCluster implements ClusterApi, AutoCloseable {
    /** The daemon has gone and did not come back while a call waited. */
    public static final class LostException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LostException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    private final Path socket;
    private SocketChannel channel;
    private DataInputStream in;
    private DataOutputStream out;

    private RemoteCluster(Path socket) {
        this.socket = socket;
    }

    /** @throws NotConnectedException where no daemon listens */
    public static RemoteCluster connect(Path socket) throws NotConnectedException {
        RemoteCluster cluster = new RemoteCluster(socket);
        try {
            cluster.open();
            return cluster;
        } catch (IOException e) {
            throw new NotConnectedException("no cluster daemon answers on " + socket + " (" + e.getMessage()
                    + "); start it with \"systoled\" or \"systemctl start systole\"");
        }
    }

    private void open() throws IOException {
        channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
        in = new DataInputStream(Channels.newInputStream(channel));
        out = new DataOutputStream(new java.io.BufferedOutputStream(Channels.newOutputStream(channel)));
    }

    private synchronized Element call(Element request) {
        try {
            return exchange(request);
        } catch (IOException first) {
            close();
            try {
                open();
                return exchange(request);
            } catch (IOException second) {
                throw new LostException(
                        "the cluster daemon on this node has gone (" + second.getMessage() + ")", second);
            }
        }
    }

    private Element exchange(Element request) throws IOException {
        Frame.write(out, Frame.Type.CALL, XmlFormat.compact(request).getBytes(StandardCharsets.UTF_8));
        Frame reply = Frame.read(in, Frame.PAYLOAD_MAX);
        String text = new String(reply.payload(), StandardCharsets.UTF_8);
        if (reply.type() != Frame.Type.CALL) {
            throw new LostException("the daemon refused the call: " + text, null);
        }
        try {
            return XmlParser.parse(text);
        } catch (XmlException e) {
            throw new IOException("the daemon's reply is not understood: " + e.getMessage(), e);
        }
    }

    @Override
    public Cib cib() {
        return new Cib(call(Element.of("cib")).child(0));
    }

    @Override
    public ChangeReply change(List<CibOperation> operations, ChangeOptions options) {
        Element request = Element.of("change", "who", options.who(), "dry-run", options.dryRun() ? "1" : null);
        if (options.requireVersion() != null) {
            request = options.requireVersion().in(request);
        }
        Element reply = call(request.withChildren(
                operations.stream().map(CibOperationXml::encode).toList()));
        return new ChangeReply(code(reply), messages(reply), new Cib(reply.child("cib")));
    }

    @Override
    public ClusterFacts facts() {
        return FactsXml.decode(call(Element.of("facts")));
    }

    @Override
    public Answer updateAttribute(AttributeUpdate update) {
        Element reply = call(Element.of(
                "update-attribute",
                "node",
                text(update.node()),
                "name",
                update.name(),
                "value",
                update.value(),
                "set",
                update.set(),
                "dampening-ms",
                Long.toString(update.dampeningMs()),
                "private",
                update.privateOnly() ? "1" : null));
        return new Answer(code(reply), messages(reply));
    }

    @Override
    public SortedMap<NodeName, SortedMap<String, String>> attributes() {
        SortedMap<NodeName, SortedMap<String, String>> all = new TreeMap<>();
        for (Element attribute : call(Element.of("attributes")).children("attribute")) {
            all.computeIfAbsent(NodeName.of(attribute.attribute("node")), n -> new TreeMap<>())
                    .put(attribute.attribute("name"), attribute.attribute("value"));
        }
        return all;
    }

    @Override
    public SortedMap<NodeName, Element> machines() {
        SortedMap<NodeName, Element> all = new TreeMap<>();
        for (Element machine : call(Element.of("machines")).children("machine")) {
            all.put(NodeName.of(machine.attribute("node")), machine);
        }
        return all;
    }

    @Override
    public List<String> forget(
            String resource, NodeName node, String operation, String intervalMs, boolean failuresOnly) {
        return messages(call(Element.of(
                "forget",
                "resource",
                resource,
                "node",
                text(node),
                "operation",
                operation,
                "interval-ms",
                intervalMs,
                "failures-only",
                failuresOnly ? "1" : null)));
    }

    @Override
    public boolean awaitIdle(long timeoutMs) {
        return call(Element.of("await-idle", "timeout-ms", Long.toString(timeoutMs)))
                .has("idle");
    }

    @Override
    public CibVersion awaitChange(CibVersion known, long timeoutMs) {
        return CibVersion.of(call(known.in(Element.of("await-change", "timeout-ms", Long.toString(timeoutMs)))));
    }

    @Override
    public int shutdown(NodeName node) {
        return code(call(Element.of("shutdown", "node", text(node))));
    }

    @Override
    public int confirmFenced(NodeName node) {
        return code(call(Element.of("confirm-fenced", "node", text(node))));
    }

    @Override
    public int forgetNode(NodeName node) {
        return code(call(Element.of("forget-node", "node", text(node))));
    }

    private static String text(NodeName node) {
        return node == null ? null : node.text();
    }

    private static int code(Element reply) {
        return Integer.parseInt(reply.attribute("code", Integer.toString(CrmExit.PROTOCOL.code())));
    }

    private static List<String> messages(Element reply) {
        return reply.children("message").stream().map(m -> m.attribute("text")).toList();
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // Nothing was to be sent any more; the descriptor is released all the same.
            channel = null;
        }
    }
}
