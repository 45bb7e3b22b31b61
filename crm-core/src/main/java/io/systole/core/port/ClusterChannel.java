package io.systole.core.port;

import io.systole.core.membership.ClusterView;
import io.systole.core.value.NodeName;
import java.util.function.Consumer;

/**
 * The way to the other nodes.
 *
 * <p><b>Threading.</b> {@link #send} and {@link #broadcast} may be called from any thread and do not block for a peer.
 * The listener is called from one thread at a time.
 *
 * <p><b>Ordering.</b> Messages from one sender arrive in the order of sending, broadcasts and others alike, each at most
 * once. A message sent in one view and received in another is delivered with the sender's view id; the receiver decides
 * what it is worth. The sender does not receive its own broadcasts.
 *
 * <p><b>Failure.</b> A message to a node that has left is dropped. Nothing is thrown for a dead peer; the loss shows as a
 * new view.
 */
public interface ClusterChannel extends AutoCloseable {
    /** Joins the cluster; returns when the first view is installed and the listener has been told. */
    void connect(Listener listener) throws java.io.IOException;

    void send(NodeName to, byte[] payload);

    void broadcast(byte[] payload);

    /**
     * Finds out whether the machine of a node that is not in the view answers at all, with or without a daemon. Returns at
     * once; the answer comes on another thread within a few hundred milliseconds.
     */
    void askMachine(NodeName node, Consumer<Boolean> answer);

    @Override
    void close();

    /** Receives what happens on the channel. */
    interface Listener {
        void viewChanged(ClusterView view);

        /** The cluster does not let this node in, and why; it hears nothing further. */
        void refused(String why);

        void received(NodeName from, ClusterView.ViewId sentIn, byte[] payload);
    }
}
