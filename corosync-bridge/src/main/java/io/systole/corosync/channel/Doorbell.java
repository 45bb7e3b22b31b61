package io.systole.corosync.channel;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
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

    private final ServerSocket server;

    private Doorbell(ServerSocket server) {
        this.server = server;
    }

    /** @throws IOException with a sentence where the port is taken */
    static Doorbell open(InetAddress address, int port) throws IOException {
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
        Doorbell bell = new Doorbell(server);
        Thread thread = new Thread(bell::answer, "doorbell");
        thread.setDaemon(true);
        thread.start();
        return bell;
    }

    private void answer() {
        while (!server.isClosed()) {
            try (Socket visitor = server.accept()) {
                visitor.getOutputStream().write('S');
            } catch (IOException e) {
                LOG.trace("A visitor has left", e);
            }
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

    @Override
    public void close() throws IOException {
        server.close();
    }
}
