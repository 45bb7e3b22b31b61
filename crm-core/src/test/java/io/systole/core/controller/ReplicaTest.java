package io.systole.core.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.QuorateVersion;
import io.systole.core.message.Message;
import io.systole.core.message.RequestId;
import io.systole.core.value.NodeName;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a node takes from its disk, and what it remembers. */
class ReplicaTest {
    private static final CibVersion VERSION = new CibVersion(0, 7, 2);

    private final Site site = new Site(new Settings(NodeName.of("node1"), 1, 1, new TreeMap<>(), "3.20.1", 600, 1_000));
    private final Replica replica = new Replica(site, new NodeAttributes());

    private void load(String attribute, String value) {
        replica.loaded(new Cib(VERSION.in(Cib.empty().root()).with(attribute, value)));
    }

    @Test
    void theVersionLastHeldWithQuorumComesFromTheDiskAndIsShownToNobody() {
        load("quorate-version", "4/0.6.3");
        assertThat(site.quorateVersion).isEqualTo(new QuorateVersion(4, new CibVersion(0, 6, 3)));
        assertThat(replica.cib().root().has("quorate-version")).isFalse();
        assertThat(replica.cib().version()).isEqualTo(VERSION);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0.6",
                "0.6.",
                "0.6.3.1",
                "x/0.6.3",
                "/0.6.3",
                "4/",
                "-1.6.3",
                "0.x.3",
                "0.6.99999999999999999999",
                "0 6 3",
                "\u0660.6.3"
            })
    void aTornOrEditedVersionIsTakenForUnknownAndHarmsNothing(String marked) {
        load("quorate-version", marked);
        assertThat(site.quorateVersion).isNull();
        assertThat(replica.cib().version()).isEqualTo(VERSION);
    }

    @Test
    void aBlankDiskHeldWhatItHasWithQuorum() {
        replica.loaded(Cib.empty());
        assertThat(site.quorateVersion)
                .isEqualTo(new QuorateVersion(0, Cib.empty().version()));
    }

    @Test
    void theLineageComesFromTheDiskAndEndsWithWhatIsThere() {
        load("lineage", "0.5-1 0.6-2");
        assertThat(replica.cib().root().has("lineage")).isFalse();
        assertThat(replica.lineage().marks()).startsWith("0.5-1", "0.6-2").hasSize(3);
        assertThat(replica.lineage().holds(replica.cib())).isTrue();
    }

    @Test
    void ofRequestsThatAreDoneTheOldestIsForgottenForOneTooMany() {
        NodeName asker = NodeName.of("node2");
        for (long number = 1; number <= Replica.RECENT_LIMIT; number++) {
            done(new RequestId(asker, 1, number));
        }
        assertThat(replica.holds(new RequestId(asker, 1, 1))).isTrue();
        done(new RequestId(asker, 1, Replica.RECENT_LIMIT + 1));
        assertThat(replica.holds(new RequestId(asker, 1, 1))).isFalse();
        assertThat(replica.holds(new RequestId(asker, 1, 2))).isTrue();
        done(null);
        assertThat(replica.recent())
                .as("a step that nobody asked for takes no place")
                .hasSize(Replica.RECENT_LIMIT)
                .endsWith(new RequestId(asker, 1, Replica.RECENT_LIMIT + 1));
    }

    private void done(RequestId id) {
        Cib cib = replica.cib();
        long sequence = replica.sequence() + 1;
        replica.take(
                new Message.Update(
                        sequence, List.of(), List.of(), new TreeMap<>(), id, cib.version(), replica.digest()),
                cib);
    }
}
