package io.systole.shell.drbd;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.xml.XmlParser;
import io.systole.shell.fake.TalkCluster;
import io.systole.shell.render.OutlineText;
import java.util.List;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class DrbdStatusTest {
    private static String text(String... nodesAndMachines) throws Exception {
        TreeMap<String, io.systole.core.xml.Element> machines = new TreeMap<>();
        for (int i = 0; i < nodesAndMachines.length; i += 2) {
            machines.put(nodesAndMachines[i], XmlParser.parse(nodesAndMachines[i + 1]));
        }
        return OutlineText.sections(List.of(new DrbdSeen(new TreeSet<>(List.of("pg")), machines).outline()));
    }

    private static String machine(String role, String disk, String peer) {
        return "<machine now-ms=\"1000000\" drbd=\"8.4.11\"><resource name=\"pg\" role=\"" + role
                + "\"><volume number=\"0\" minor=\"0\" disk=\"" + disk + "\"/>" + peer + "</resource>";
    }

    @Test
    void bothSidesAndTheProgressAreShownOnce() throws Exception {
        String source = machine(
                        "Primary",
                        "UpToDate",
                        "<peer name=\"HA-node1\" connection=\"Connected\" role=\"Secondary\">"
                                + "<volume number=\"0\" replication=\"SyncSource\" disk=\"Inconsistent\" out-of-sync-kib=\"333636\">"
                                + "<sync percent=\"25.0\" left-kib=\"333636\" total-kib=\"440492\" speed-kib-per-second=\"53428\""
                                + " finish-seconds=\"6\"/></volume></peer>")
                + "</machine>";
        String target = machine(
                        "Secondary",
                        "Inconsistent",
                        "<peer name=\"HA-node2\" connection=\"Connected\" role=\"Primary\">"
                                + "<volume number=\"0\" replication=\"SyncTarget\" disk=\"UpToDate\" out-of-sync-kib=\"333636\">"
                                + "<sync percent=\"25.0\"/></volume></peer>")
                + "</machine>";
        assertThat(text("HA-node1", target, "HA-node2", source)).isEqualTo("""
                DRBD Resources:
                  * pg:
                    * HA-node1: Secondary Inconsistent, connected to HA-node2 (SyncTarget)
                    * HA-node2: Primary UpToDate, connected to HA-node1 (SyncSource)
                    * HA-node2 -> HA-node1 [====>...............] sync'ed: 25.0%
                """);
        assertThat(text("HA-node2", source)).isEqualTo("""
                DRBD Resources:
                  * pg:
                    * HA-node1: unknown, it does not answer
                    * HA-node2: Primary UpToDate, connected to HA-node1 (SyncSource)
                    * HA-node2 -> HA-node1 [====>...............] sync'ed: 25.0% (333636/440492)K finish: 0:00:06 speed: 53,428 K/sec
                """);
    }

    private static String apart(String role, String peer, String version, String history) {
        return machine(
                                role,
                                "UpToDate",
                                "<peer name=\"" + peer + "\" connection=\"StandAlone\" role=\"Unknown\">"
                                        + "<volume number=\"0\" replication=\"Off\" disk=\"DUnknown\" out-of-sync-kib=\"2048\"/></peer>")
                        .replace("8.4.11", version)
                + history + "</machine>";
    }

    @Test
    void aSplitBrainHasAgesAndTheCommandsOfTheVersion() throws Exception {
        String one = "<history resource=\"pg\" lost-ms=\"700000\" written-ms=\"705000\" split-ms=\"990000\"/>";
        String shown = text(
                "HA-node1",
                apart("Primary", "HA-node2", "8.4.11", one),
                "HA-node2",
                apart("Secondary", "HA-node1", "8.4.11", ""));
        assertThat(shown)
                .contains(
                        "    * HA-node1: Primary UpToDate, not connected to HA-node2 (StandAlone: it was given up, after a"
                                + " split brain or by hand), 2,048 KiB to copy\n")
                .contains(
                        "    * SPLIT BRAIN, both nodes have written alone and a person must decide whose data counts:\n")
                .contains(
                        "      * HA-node1 (Primary): lost the other 5 min ago, wrote alone since 4 min ago, the split was"
                                + " found 10 s ago, 2,048 KiB changed\n")
                .contains("      * HA-node2 (Secondary): when it lost the other is not known")
                .contains("      * to throw the data of HA-node2 away, on HA-node2: drbdadm secondary pg;"
                        + " drbdadm connect --discard-my-data pg; then on HA-node1, where it is StandAlone: drbdadm connect"
                        + " pg\n")
                .contains("on HA-node1 (Primary: stop first what uses it): drbdadm secondary pg;");
        assertThat(text("HA-node1", apart("Primary", "HA-node2", "8.3.11", one)))
                .contains("drbdadm -- --discard-my-data connect pg")
                .contains(
                        "to throw the data of HA-node2 away, on HA-node2: drbdadm secondary pg; drbdadm disconnect pg; drbdadm -- --discard")
                .contains("HA-node2: unknown, it does not answer");
        assertThat(text(
                        "HA-node1",
                        apart("Primary", "HA-node2", "9.1.4", one),
                        "HA-node2",
                        apart("Secondary", "HA-node1", "9.1.4", one)))
                .contains("drbdadm connect --discard-my-data pg:HA-node1");
    }

    @Test
    void aConnectionGivenUpByHandIsNoSplitBrain() throws Exception {
        assertThat(text("HA-node1", apart("Primary", "HA-node2", "8.4.11", ""))).doesNotContain("SPLIT BRAIN");
    }

    @Test
    void aResourceThatIsUpNowhereIsSaid() throws Exception {
        assertThat(text("HA-node1", "<machine now-ms=\"1\" trouble=\"DRBD's state cannot be read: no\"/>"))
                .isEqualTo("""
                DRBD Resources:
                  * pg:
                    * not up on any node that answers
                    * HA-node1: DRBD's state cannot be read: no
                """);
    }

    @Test
    void theClustersOwnNamesAreKnownAndOthersRefused() {
        assertThat(DrbdSeen.names(TalkCluster.cib())).containsExactly("pg");
    }
}
