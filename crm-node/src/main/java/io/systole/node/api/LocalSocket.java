package io.systole.node.api;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.Command;
import io.systole.core.value.OncePerMinute;
import io.systole.node.store.OwnDirectory;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.SortedMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The daemon's door for commands on its own node: a Unix socket that the kernel lets anybody reach, behind which only those
 * whom {@link PeerCredentials} allows are served.
 */
public final class LocalSocket implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LocalSocket.class);

    /** Conversations at one time; a further one is closed at once. */
    static final int CONVERSATIONS_MAX = 256;

    private static final long AFTER_FAILURE_NANOS = 20_000_000;

    private final Path path;
    private final ServerSocketChannel server;
    private final ExecutorService conversations =
            new ThreadPoolExecutor(0, CONVERSATIONS_MAX, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "command");
                thread.setDaemon(true);
                return thread;
            });
    private final SortedMap<String, Command> commands;
    private final ClusterApi cluster;
    /** What is refused is told sparingly, by user: it may be refused a thousand times a second. */
    private final OncePerMinute refusals = new OncePerMinute(16, System::nanoTime);

    private LocalSocket(
            Path path, ServerSocketChannel server, SortedMap<String, Command> commands, ClusterApi cluster) {
        this.path = path;
        this.server = server;
        this.commands = commands;
        this.cluster = cluster;
    }

    /**
     * Opens the socket and serves it on threads of its own.
     *
     * @throws IOException where another daemon serves this path already, or it cannot be made
     */
    public static LocalSocket open(Path path, SortedMap<String, Command> commands, ClusterApi cluster)
            throws IOException {
        String mended = OwnDirectory.make(path.getParent(), "rwxr-xr-x", "rwxr-xr-x");
        if (!mended.isEmpty()) {
            LOG.warn("{}", mended);
        }
        if (Files.exists(path)) {
            if (answers(path)) {
                throw new IOException("another daemon is running on this node: it answers on " + path);
            }
            Files.delete(path);
        }
        ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        server.bind(UnixDomainSocketAddress.of(path), 128);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-rw-rw-"));
        LocalSocket socket = new LocalSocket(path, server, commands, cluster);
        Thread accept = new Thread(socket::accept, "local-socket");
        accept.setDaemon(true);
        accept.start();
        return socket;
    }

    private static boolean answers(Path path) {
        try (SocketChannel probe = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            return probe.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel peer = server.accept();
                try {
                    conversations.execute(new Conversation(peer, commands, cluster, refusals));
                } catch (RejectedExecutionException e) {
                    refusals.count("the limit")
                            .ifPresent(telling -> LOG.warn(
                                    "Closed a local connection: {} are served already ({} more since the last report)",
                                    CONVERSATIONS_MAX,
                                    telling.untold()));
                    peer.close();
                }
            } catch (ClosedChannelException e) {
                return;
            } catch (IOException e) {
                refusals.count("the system")
                        .ifPresent(telling -> LOG.warn(
                                "A local connection could not be accepted: {} ({} more since the last report)",
                                e.getMessage(),
                                telling.untold()));
                // Where the system has no descriptor left, the next try fails as well: it must not take a processor.
                LockSupport.parkNanos(AFTER_FAILURE_NANOS);
            }
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        conversations.shutdownNow();
        Files.deleteIfExists(path);
    }
}
