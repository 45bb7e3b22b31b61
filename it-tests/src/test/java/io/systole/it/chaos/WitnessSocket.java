package io.systole.it.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Where agents tell the {@link Witness} what they do: a Unix socket, which a node reaches however its network is cut. Each word has
 * a thread of its own, as its agent may be stopped in the middle of it.
 */
final class WitnessSocket implements AutoCloseable {
    private final ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    private final ExecutorService words = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "word");
        thread.setDaemon(true);
        return thread;
    });
    private final Witness witness;
    private final Story story;

    WitnessSocket(Path path, Witness witness, Story story) throws IOException {
        this.witness = witness;
        this.story = story;
        server.bind(UnixDomainSocketAddress.of(path));
        words.execute(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                SocketChannel agent = server.accept();
                words.execute(() -> listen(agent));
            }
        } catch (IOException e) {
            story.note("the witness's socket is closed");
        }
    }

    private void listen(SocketChannel agent) {
        try (agent) {
            String line = new BufferedReader(Channels.newReader(agent, StandardCharsets.UTF_8)).readLine();
            if (line != null) {
                witness.told(line);
                agent.write(ByteBuffer.wrap("noted\n".getBytes(StandardCharsets.UTF_8)));
            }
        } catch (IOException e) {
            story.note("an agent left before the witness had answered: %s", e.getMessage());
        } catch (Exception e) {
            story.violation("the witness failed: %s", e);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        words.shutdownNow();
    }
}
