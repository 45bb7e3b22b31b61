package io.systole.shell.mon;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.Cib;
import io.systole.shell.command.UsageException;
import io.systole.shell.fake.FakeIo;
import io.systole.shell.fake.Golden;
import io.systole.shell.fake.TalkCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The screens of the talk, as its slides have them. */
class OldDialectTest {
    private static String screen(Cib cib, String... more) throws UsageException {
        List<String> words = new java.util.ArrayList<>(List.of("-1", "--dialect=1.1"));
        words.addAll(List.of(more));
        MonRequest request = MonOptions.read(words, new FakeIo());
        return StatusReport.of(request, SampleCluster.snapshot(cib), SampleCluster.NOW_MS, SampleCluster.UTC)
                .text();
    }

    @Test
    void slide_standby_the_node_comes_before_those_online() throws Exception {
        assertThat(screen(SampleCluster.with(TalkCluster.cib(), "HA-node2", "standby", "on")))
                .contains("\nNode HA-node2: standby\nOnline: [ HA-node1 ]\n");
    }

    @Test
    void slide_secondary_killed_its_instance_is_stopped_by_name() throws Exception {
        assertThat(screen(SampleCluster.without(TalkCluster.cib(), "HA-node2")))
                .contains("\nOnline: [ HA-node1 ]\nOFFLINE: [ HA-node2 ]\n")
                .contains(" Master/Slave Set: ms_drbd_pg [drbd_pg]\n     Masters: [ HA-node1 ]\n"
                        + "     Stopped: [ drbd_pg:1 ]\n");
    }

    @Test
    void slide_both_back() throws Exception {
        assertThat(screen(TalkCluster.cib()))
                .contains("\nOnline: [ HA-node1 HA-node2 ]\n")
                .contains(
                        " Master/Slave Set: ms_drbd_pg [drbd_pg]\n     Masters: [ HA-node1 ]\n     Slaves: [ HA-node2 ]\n");
    }

    @Test
    void slide_primary_killed_all_runs_on_the_other_node() throws Exception {
        assertThat(screen(SampleCluster.failedOver()))
                .contains("\nOnline: [ HA-node2 ]\nOFFLINE: [ HA-node1 ]\n")
                .contains(" Master/Slave Set: ms_drbd_pg [drbd_pg]\n     Masters: [ HA-node2 ]\n"
                        + "     Stopped: [ drbd_pg:0 ]\n")
                .contains(" Resource Group: PGServer\n"
                        + "     pg_lvm\t(ocf::heartbeat:LVM):\tStarted HA-node2\n"
                        + "     pg_fs\t(ocf::heartbeat:Filesystem):\tStarted HA-node2\n"
                        + "     pg_lsb\t(lsb:postgresql):\tStarted HA-node2\n"
                        + "     pg_vip\t(ocf::heartbeat:IPaddr2):\tStarted HA-node2\n");
    }

    @Test
    void the_frame_and_failures_are_those_of_the_time() throws Exception {
        Golden.check("mon/dialect.txt", screen(SampleCluster.failed(), "-rf"));
    }
}
