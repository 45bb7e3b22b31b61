package io.systole.corosync.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a machine says about itself when its daemon lives, is gone, or hangs. */
class DoorbellTest {
    private static final InetSocketAddress HERE = new InetSocketAddress("127.0.0.1", 15407);

    @Test
    void aLivingDaemonAnswersAndSoDoesAMachineWithoutOne() throws Exception {
        try (Doorbell bell = Doorbell.open(InetAddress.getByName("127.0.0.1"), 15407, Set.of())) {
            assertThat(bell).isNotNull();
            assertThat(Doorbell.answers(HERE, 500)).isTrue();
        }
        assertThat(Doorbell.answers(HERE, 500)).isTrue();
    }

    @Test
    void aDaemonThatHangsDoesNotAnswer() throws Exception {
        try (ServerSocket hanging = new ServerSocket(15407, 8, InetAddress.getByName("127.0.0.1"))) {
            assertThat(hanging.isBound()).isTrue();
            assertThat(Doorbell.answers(HERE, 100)).isFalse();
        }
    }

    @Test
    void aSecondDaemonIsToldThatThePortIsTaken() throws Exception {
        try (Doorbell first = Doorbell.open(InetAddress.getByName("127.0.0.1"), 15407, Set.of())) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> Doorbell.open(InetAddress.getByName("127.0.0.1"), 15407, Set.of()))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("TCP port 15407 of 127.0.0.1 cannot be used")
                    .hasMessageContaining("is another daemon, or corosync, running on this node?");
        }
    }

    @Test
    void aVisitorWhoIsNoNodeIsAnsweredAndToldOfOnce() throws Exception {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (Warnings said = new Warnings();
                Doorbell bell = Doorbell.open(here, 15407, Set.of(here))) {
            assertThat(bell).isNotNull();
            assertThat(Doorbell.answers(HERE, 500)).isTrue();
            assertThat(said.lines()).isEmpty();
            for (int i = 0; i < 20; i++) {
                try (Socket visitor = new Socket(here, 15407, InetAddress.getByName("127.0.0.9"), 0)) {
                    assertThat(visitor.getInputStream().read()).isEqualTo('S');
                }
            }
            assertThat(said.lines()).singleElement().asString().contains("came from 127.0.0.9, which is no node");
        }
    }

    @Test
    void visitorsThatBreakOffKeepNoNodeWaiting() throws Exception {
        InetAddress here = InetAddress.getByName("127.0.0.1");
        try (Doorbell bell = Doorbell.open(here, 15407, Set.of())) {
            assertThat(bell).isNotNull();
            for (int i = 0; i < 60; i++) {
                Socket rude = new Socket(here, 15407);
                rude.setSoLinger(true, 0);
                rude.close();
            }
            assertThat(Doorbell.answers(HERE, 500)).isTrue();
        }
    }
}
