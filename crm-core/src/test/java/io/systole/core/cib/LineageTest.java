package io.systole.core.cib;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.xml.Element;
import org.junit.jupiter.api.Test;

class LineageTest {
    private static Cib cib(long epoch, String content) {
        Element root = Cib.empty().root();
        Element configuration = Cib.empty().configuration().with("test", content);
        int at = root.children().indexOf(Cib.empty().configuration());
        return new Cib(new CibVersion(0, epoch, 0).in(root.replacing(at, configuration)));
    }

    @Test
    void anAncestorIsKnownAlsoAfterTheDisk() {
        Lineage lineage = Lineage.NONE.grown(cib(1, "a")).grown(cib(2, "b")).grown(cib(3, "c"));
        assertThat(Lineage.parse(lineage.toString()).holds(cib(2, "b"))).isTrue();
    }

    @Test
    void anOlderVersionThatWentItsOwnWayIsNoAncestor() {
        Lineage lineage = Lineage.NONE.grown(cib(1, "a")).grown(cib(2, "b")).grown(cib(3, "c"));
        assertThat(lineage.holds(cib(2, "other"))).isFalse();
        assertThat(lineage.holds(cib(4, "c"))).isFalse();
    }

    @Test
    void configurationsThatDifferAreToldApartAlsoWhereTheirHashCodesAreEqual() {
        assertThat(cib(1, "Aa").configuration()).hasSameHashCodeAs(cib(1, "BB").configuration());
        assertThat(Lineage.NONE.grown(cib(1, "Aa")).holds(cib(1, "BB"))).isFalse();
    }

    @Test
    void theSameConfigurationTwiceIsOneMark() {
        Lineage once = Lineage.NONE.grown(cib(1, "a"));
        assertThat(once.grown(cib(1, "a"))).isEqualTo(once);
    }

    @Test
    void onlyTheLatestAreKnown() {
        Lineage lineage = Lineage.NONE;
        for (int epoch = 1; epoch <= Lineage.LIMIT + 1; epoch++) {
            lineage = lineage.grown(cib(epoch, "a"));
        }
        assertThat(lineage.marks()).hasSize(Lineage.LIMIT);
        assertThat(lineage.holds(cib(1, "a"))).isFalse();
        assertThat(lineage.holds(cib(2, "a"))).isTrue();
        assertThat(lineage.holds(cib(Lineage.LIMIT + 1, "a"))).isTrue();
    }

    @Test
    void whatSomebodyWroteIntoTheFileMatchesNothing() {
        assertThat(Lineage.parse(null)).isEqualTo(Lineage.NONE);
        assertThat(Lineage.parse("  ")).isEqualTo(Lineage.NONE);
        assertThat(Lineage.parse("0.1-zz rubbish -1").holds(cib(1, "a"))).isFalse();
        assertThat(Lineage.parse("x ".repeat(100_000)).marks()).hasSize(Lineage.LIMIT);
    }
}
