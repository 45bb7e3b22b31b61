package io.systole.it.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The smallest database: numbers in a file on a disk that all nodes reach, each acknowledged once it is synced. As a real one it
 * remembers where its file ends: two that run at one time overwrite each other's rows.
 */
final class RowServer {
    static final int PORT = 5432;

    private static final int ROW_BYTES = 16;

    private RowServer() {}

    /** Serves for ever: FILE. */
    public static void main(String[] words) throws IOException {
        List<Socket> connected = new ArrayList<>();
        try (FileChannel file =
                        FileChannel.open(Path.of(words[0]), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                ServerSocket server = new ServerSocket(PORT)) {
            Table table = new Table(file, file.size());
            while (true) {
                Socket client = server.accept();
                connected.add(client);
                connected.removeIf(Socket::isClosed);
                Thread thread = new Thread(() -> table.serve(client), "client");
                thread.setDaemon(true);
                thread.start();
            }
        }
    }

    private static final class Table {
        private final FileChannel file;
        private long end;

        Table(FileChannel file, long end) {
            this.file = file;
            this.end = end;
        }

        void serve(Socket client) {
            try (client) {
                BufferedReader in = new BufferedReader(
                        Channels.newReader(Channels.newChannel(client.getInputStream()), StandardCharsets.UTF_8));
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                    commit(Long.parseLong(line));
                    client.getOutputStream().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                }
            } catch (IOException e) {
                System.err.println("A client has left: " + e.getMessage());
            }
        }

        private synchronized void commit(long row) throws IOException {
            ByteBuffer bytes = ByteBuffer.wrap(String.format("%015d%n", row).getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                file.write(bytes, end + ROW_BYTES - bytes.remaining());
            }
            file.force(false);
            end += ROW_BYTES;
        }
    }
}
