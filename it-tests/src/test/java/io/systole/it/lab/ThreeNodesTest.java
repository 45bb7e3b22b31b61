package io.systole.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Three real nodes that are cut off, frozen, crashed, killed, told to leave and brought back. */
class ThreeNodesTest {
    @Test
    void resourceIsWhereItShouldBeAfterEverythingThatHappensToMachines() throws Exception {
        try (Lab lab = new Lab(3)) {
            assertThat(lab.scenario("lab/three-nodes.scn", 180)).doesNotContain("NOT SEEN");
        }
    }
}
