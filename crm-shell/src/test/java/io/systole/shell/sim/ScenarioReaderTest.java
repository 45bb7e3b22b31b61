package io.systole.shell.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.systole.shell.command.Failure;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScenarioReaderTest {
    private static Step read(String line) throws Failure {
        return ScenarioReader.read("x.scn", line).get(0).step();
    }

    @Test
    void everyVerbIsUnderstood() throws Failure {
        assertThat(read("kill a b")).isEqualTo(new Step.Deed("kill", List.of("a", "b")));
        assertThat(read("cut a b | c")).isEqualTo(new Step.Cut(List.of(List.of("a", "b"), List.of("c"))));
        assertThat(read("  heal # all is well")).isEqualTo(new Step.Deed("heal", List.of()));
        assertThat(read("wait 2min")).isEqualTo(new Step.Wait(120_000));
        assertThat(read("fail pg_fs start")).isEqualTo(new Step.Fail("pg_fs", "start", true));
        assertThat(read("crm node standby a")).isEqualTo(new Step.Typed(List.of("node", "standby", "a")));
        assertThat(read("expect g on a within 30s")).isEqualTo(new Step.Expect("g", null, "a", 30_000));
        assertThat(read("expect ms promoted on a within 5")).isEqualTo(new Step.Expect("ms", "promoted", "a", 5_000));
        assertThat(read("expect g stopped within 1s")).isEqualTo(new Step.Expect("g", null, null, 1_000));
    }

    @Test
    void whatIsNotUnderstoodIsSaidWithItsLine() {
        assertThatThrownBy(() -> ScenarioReader.read("x.scn", "wait 1s\n\nexplode a"))
                .hasMessageStartingWith("x.scn:3: \"explode\" is none of kill");
        assertThatThrownBy(() -> read("cut a b")).hasMessage("x.scn:1: cut takes sides, for example a b | c");
        assertThatThrownBy(() -> read("expect g somewhere")).hasMessageContaining("RESOURCE stopped within TIME");
        assertThatThrownBy(() -> read("wait long")).hasMessage("x.scn:1: \"long\" is no time, for example 10s");
        assertThatThrownBy(() -> read("wait 3d")).hasMessageContaining("x.scn:1: \"3d\"");
        assertThatThrownBy(() -> read("heal a")).hasMessageStartingWith("x.scn:1: heal takes nothing");
        assertThatThrownBy(() -> read("cut a b | B")).hasMessageStartingWith("x.scn:1: node b is named twice");
        assertThatThrownBy(() -> read("fail pg_fs strat")).hasMessageContaining("one of start, stop, promote");
        assertThatThrownBy(() -> read("crm sim x.scn")).hasMessage("x.scn:1: a scenario cannot rehearse another one");
        assertThatThrownBy(() -> ScenarioReader.read("x.scn", "# nothing\n\n"))
                .hasMessageStartingWith("x.scn: there is no step in it");
    }
}
