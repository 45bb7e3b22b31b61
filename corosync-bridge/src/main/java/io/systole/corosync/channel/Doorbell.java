package io.systole.corosync.channel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells a machine that is gone from one that has only lost its daemon. Every daemon answers on the TCP port with the number of
 * its UDP port by a single byte. Without a daemon the machine's kernel refuses the connection, which says that the machine
 * is up; a dead machine says nothing, and neither does a daemon that is stopped: its kernel takes the connection, but the
 * byte does not come.
 */
final class Doorbell implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Doorbell.class);
    private static final int BACKLOG = 64;
    private static final long AFTER_FAILURE_NANOS = 20_000_000;

    /** How long the thread may take to notice that the port is closed. */
    private static final long CLOSE_WAIT_MS = 1_000;

    private final ServerSocket server;
    private final Set<InetAddress> nodes;
    private final IntruderLog intruders = new IntruderLog();
    private final Thread thread = new Thread(this::answer, "doorbell");

    private Doorbell(ServerSocket server, Set<InetAddress> nodes) {
        this.server = server;
        this.nodes = nodes;
        thread.setDaemon(true);
    }

    /**
     * Answers from now on, everybody: it tells nothing that a kernel would not.
     *
     * @param nodes who may ring without being told of; empty where the nodes are not known beforehand
     * @throws IOException with a sentence where the port is taken
     */
    static Doorbell open(InetAddress address, int port, Set<InetAddress> nodes) throws IOException {
        ServerSocket server = new ServerSocket();
        try {
            server.setReuseAddress(true);
            server.bind(new InetSocketAddress(address, port), BACKLOG);
        } catch (IOException e) {
            server.close();
            throw new IOException(
                    "TCP port " + port + " of " + address.getHostAddress() + " cannot be used (" + e.getMessage()
                            + "): is another daemon, or corosync, running on this node?",
                    e);
        }
        Doorbell bell = new Doorbell(server, Set.copyOf(nodes));
        bell.thread.start();
        return bell;
    }

    private void answer() {
        while (!server.isClosed()) {
            try {
                answer(server.accept());
            } catch (IOException e) {
                LOG.trace("No visitor can be let in", e);
                // Where the system has no descriptor left, the next try fails as well: it must not take a processor.
                LockSupport.parkNanos(AFTER_FAILURE_NANOS);
            }
        }
    }

    /** A visitor that goes at once costs the next one no time: who waits too long for the byte takes this machine for dead. */
    private void answer(Socket caller) {
        try (Socket visitor = caller) {
            if (!nodes.isEmpty() && !nodes.contains(visitor.getInetAddress())) {
                intruders.visited(visitor.getInetAddress().getHostAddress());
            }
            visitor.getOutputStream().write('S');
        } catch (IOException e) {
            LOG.trace("A visitor has left", e);
        }
    }

    /** Whether anything on that machine answers within the time, milliseconds. */
    static boolean answers(InetSocketAddress machine, int withinMs) {
        try (Socket socket = new Socket()) {
            socket.connect(machine, withinMs);
            socket.setSoTimeout(withinMs);
            return socket.getInputStream().read() >= 0;
        } catch (ConnectException e) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** Returns when the port is free: as long as its thread still waits for a visitor, the kernel keeps it. */
    @Override
    public void close() throws IOException {
        server.close();
        try {
            thread.join(CLOSE_WAIT_MS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
