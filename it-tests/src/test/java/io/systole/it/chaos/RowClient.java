package io.systole.it.chaos;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/**
 * Commits a row after another to the {@link RowServer} behind an address and prints each that was acknowledged, for as long as
 * somebody holds the other end of its standard input.
 */
final class RowClient {
    private static final int CONNECT_MS = 1_000;
    private static final int ANSWER_MS = 1_500;
    private static final int REST_MS = 10;
    private static final int AGAIN_MS = 50;

    private RowClient() {}

    private static void endWithItsMaster() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is said there.
            }
        } catch (IOException e) {
            System.err.println("The master is gone: " + e.getMessage());
        }
        System.exit(0);
    }

    /** Commits until it is ended: ADDRESS. */
    public static void main(String[] words) throws InterruptedException {
        new Thread(RowClient::endWithItsMaster, "master").start();
        long row = 0;
        while (true) {
            try (Socket server = new Socket()) {
                server.connect(new InetSocketAddress(words[0], RowServer.PORT), CONNECT_MS);
                server.setSoTimeout(ANSWER_MS);
                server.setTcpNoDelay(true);
                BufferedReader answers =
                        new BufferedReader(new InputStreamReader(server.getInputStream(), StandardCharsets.UTF_8));
                while (true) {
                    row++;
                    server.getOutputStream().write((row + "\n").getBytes(StandardCharsets.UTF_8));
                    String answer = answers.readLine();
                    if (answer == null) {
                        break;
                    }
                    System.out.println(answer);
                    Thread.sleep(REST_MS);
                }
            } catch (IOException e) {
                Thread.sleep(AGAIN_MS);
            }
        }
    }
}
