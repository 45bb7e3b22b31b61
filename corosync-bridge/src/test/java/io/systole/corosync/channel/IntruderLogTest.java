package io.systole.corosync.channel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A log that an intruder cannot fill. */
class IntruderLogTest {
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private long now;
    private final IntruderLog log = new IntruderLog(() -> now);
    private final Warnings said = new Warnings();

    @AfterEach
    void close() {
        said.close();
    }

    @Test
    void aSourceIsToldOfOnceAMinuteWithTheNumberOfTheOthers() {
        for (int port = 1; port <= 1_000; port++) {
            log.dropped("10.0.0.9:" + port, 12);
        }
        assertThat(said.lines()).singleElement().asString().contains("12 bytes from 10.0.0.9:1:");
        now += MINUTE_NANOS;
        log.dropped("10.0.0.9:7", 12);
        assertThat(said.lines()).hasSize(2).last().asString().contains("(999 more since the last report)");
    }

    @Test
    void aSenderThatKeepsSilentIsToldOfWithWhatItMayMean() {
        log.silent("10.0.0.9:5405", 80);
        log.dropped("10.0.0.9:5405", 12);
        assertThat(said.lines())
                .singleElement()
                .asString()
                .contains(
                        "80 bytes from 10.0.0.9:5405: it is sealed under this cluster's key, but its sender did not answer")
                .contains("somebody sends again what a node said earlier");
    }

    @Test
    void inventedAddressesDoNotFloodTheLog() {
        for (int i = 0; i < 100_000; i++) {
            log.dropped("10." + (i >> 16 & 255) + "." + (i >> 8 & 255) + "." + (i & 255) + ":5405", 12);
        }
        assertThat(said.lines()).hasSize(IntruderLog.SOURCES_MAX + 1);
        assertThat(said.lines()).last().asString().contains("and further addresses");
    }

    @Test
    void aNewSourceIsNamedAgainOnceAFloodIsOver() {
        inventedAddressesDoNotFloodTheLog();
        now += MINUTE_NANOS;
        log.dropped("192.168.1.1:5405", 12);
        assertThat(said.lines()).last().asString().contains("from 192.168.1.1:5405:");
    }
}
