package io.systole.shell.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigTextTest {
    @Provide
    Arbitrary<Definition> objects() {
        return Configurations.objects();
    }

    @Property(tries = 3000)
    void whatWasWrittenIsReadBackAsTheSameObject(@ForAll("objects") Definition object) throws SyntaxException {
        String text = ConfigText.write(object);

        List<Definition> read = ConfigText.read(text);

        assertThat(read).as(text).hasSize(1);
        assertThat(Canonical.same(read.get(0), object)).as(text).isTrue();
        assertThat(read.get(0).comments()).isEqualTo(object.comments());
        // An ms is written as the clone that it means from the second time on.
        String again = ConfigText.write(read.get(0));
        assertThat(object.element().name().equals("master") || again.equals(text))
                .as(text)
                .isTrue();
        assertThat(ConfigText.write(ConfigText.read(again).get(0))).isEqualTo(again);
    }

    @Property(tries = 500)
    void thereAreWordsForEveryObjectWithoutLineFeedsInIt(@ForAll("objects") Definition object) {
        String text = ConfigText.write(object.withComments(List.of()));
        boolean expressible = !object.element().toString().contains("&#10;")
                && !object.element().toString().contains("name=\"#kind\"");

        assertThat(!expressible || !text.startsWith("xml ")).as(text).isTrue();
    }

    /** Without a bracket they would be read as one resource beside another. */
    @ParameterizedTest
    @ValueSource(strings = {"colocation c inf:", "order o Mandatory:"})
    void twoSetsOfOneResourceEachAreWrittenWithABracket(String constraint) throws SyntaxException {
        String word = constraint.startsWith("order") ? "start" : "Started";
        String text = constraint + " ( a sequential=true ) b:" + word;

        assertThat(ConfigText.write(ConfigText.read(text).get(0))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"talk.crm", "grammar.crm"})
    void textsOfPeopleComeOutTheSameTheSecondTime(String name) throws IOException, SyntaxException {
        String once = written(ConfigText.read(text(name)));

        assertThat(written(ConfigText.read(once))).isEqualTo(once);
        assertThat(once).doesNotContain("xml <");
    }

    @Test
    void aTextIsWrittenInTheWordsOfToday() throws IOException, SyntaxException {
        assertThat(written(ConfigText.read(text("talk.crm")))).isEqualTo(text("talk.written"));
        assertThat(written(ConfigText.read(text("grammar.crm")))).isEqualTo(text("grammar.written"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "primitive",
                "primitive vip",
                "primitive vip ocf:",
                "primitive vip a:b:c:d",
                "primitive vip Dummy op",
                "primitive vip Dummy params ip=1 opp monitor",
                "group g",
                "group g a a",
                "location l vip inf",
                "location l vip rule pingd frobs 3",
                "location l vip rule a eq 1 and b eq 2 or c eq 3",
                "location l vip rule date in",
                "colocation c inf a b",
                "colocation c inf: ( a ( b ) )",
                "colocation c inf: ( )",
                "colocation c inf: ( a",
                "order o sometimes: a b",
                "order o inf: a:run b",
                "order o inf: a b symmetrical=perhaps",
                "rsc_ticket t a b",
                "property",
                "fencing_topology",
                "fencing_topology node1:",
                "tag t",
                "bundle b",
                "bundle b network ip-range-start=1",
                "alert a",
                "alert a /x select birds",
                "alert a /x to { joe",
                "role r read",
                "role r look xpath:/cib",
                "role r read meta",
                "acl_target joe",
                "xml <primitive",
                "xml <lamp/>",
                "lamp x"
            })
    void aLineThatMeansNothingIsRefusedWithASentenceThatNamesIt(String line) {
        assertThatThrownBy(() -> ConfigText.read(line))
                .isInstanceOf(SyntaxException.class)
                .hasMessageContaining(line.split(" ")[0].equals("lamp") ? "lamp" : line.split(" ")[0]);
    }

    private static String written(List<Definition> objects) {
        StringBuilder out = new StringBuilder();
        objects.forEach(object -> out.append(ConfigText.write(object)).append('\n'));
        return out.toString();
    }

    private static String text(String name) throws IOException {
        try (var in = ConfigTextTest.class.getResourceAsStream("/grammar/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
