package io.systole.node.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InputLimitTest {
    @Test
    void aLargerHeapIsProposedOnlyWhereItHelps() {
        assertThat(InputLimit.sentence("cib.xml", 60L << 20)).contains("larger SYSTOLE_HEAP", "in parts");
        assertThat(InputLimit.sentence("cib.xml", 70L << 20))
                .contains("no heap takes more than 67108864")
                .doesNotContain("SYSTOLE_HEAP");
    }
}
