package io.systole.agents.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.process.AgentProcess;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.OcfExit;
import io.systole.core.operation.OperationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a drbdadm that is a script with a /proc/drbd of its own; the real one is tried on the machines of the lab. */
class DrbdTest {
    private static final List<Integer> STEPS = List.of(0, 10, 1000, 10000);

    @TempDir
    Path root;

    private final TreeMap<String, String> attributes = new TreeMap<>();
    private final TreeMap<String, String> marks = new TreeMap<>();

    @BeforeEach
    void drbdadm() throws IOException {
        Files.createDirectories(root.resolve("bin"));
        Path file = root.resolve("bin/drbdadm");
        Files.writeString(file, """
                #!/bin/sh
                proc=%1$s/proc; echo "$*" >>%1$s/log
                say() { printf 'version: 8.4.11 (api:1/proto:86-101)\\n 0: cs:%%s ro:%%s ds:%%s C r-----\\n' $1 $2 $3 >$proc; }
                [ "$2" = pg ] || { echo "'$2' not defined in your config" >&2; exit 10; }
                case $1 in
                sh-minor) echo 0 ;;
                up | adjust) say Connected Secondary/Primary UpToDate/UpToDate ;;
                primary) [ ! -e %1$s/refuse ] || { echo "0: State change failed: (-2) Need access to UpToDate data" >&2; exit 17; }
                    say Connected Primary/Secondary UpToDate/UpToDate ;;
                secondary) say Connected Secondary/Secondary UpToDate/UpToDate ;;
                get-gi) cat %1$s/gi ;;
                down) printf 'version: 8.4.11\\n 0: cs:Unconfigured\\n' >$proc ;;
                esac
                """.formatted(root));
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.writeString(root.resolve("proc"), "version: 8.4.11\n 0: cs:Unconfigured\n");
        generation("5C5D2BB3A1C24E10");
    }

    private void generation(String current) throws IOException {
        Files.writeString(
                root.resolve("gi"),
                "\n" + current + ":0000000000000000:B8B5E0F5D6A4A7C4:0000000000000004:1:1:1:0:0:0\n");
    }

    private void proc(String devices) throws IOException {
        Files.writeString(root.resolve("proc"), "version: 8.4.11\n 0: cs:" + devices + " C r-----\n");
    }

    /** Its marks are this node's: HA-node1's. */
    private final class Manager implements NodeAttributes {
        @Override
        public void set(String name, String value, long dampeningMs) {
            put(attributes, name, value);
        }

        @Override
        public Optional<Mark> mark(String name) {
            return Optional.ofNullable(marks.get(name)).map(value -> new Mark("HA-node1", value));
        }

        @Override
        public void mark(String name, String value) {
            put(marks, name, value);
        }

        private static void put(TreeMap<String, String> map, String name, String value) {
            if (value == null) {
                map.remove(name);
            } else {
                map.put(name, value);
            }
        }
    }

    private Answer run(String action, String... parameters) throws Exception {
        return run(new OperationKey("drbd_pg", action, 0), parameters);
    }

    private Answer run(OperationKey key, String... parameters) throws Exception {
        TreeMap<String, String> all = new TreeMap<>();
        all.put("drbd_resource", "pg");
        all.put("CRM_meta_notify", "true");
        for (String parameter : parameters) {
            String[] pair = parameter.split("=", 2);
            all.put(pair[0], pair[1]);
        }
        AgentCall call = new AgentCall(1, key, new AgentId("ocf", "linbit", "drbd"), key.operation(), all, 3_000);
        Surroundings surroundings = new Surroundings(root, root, null, new Manager());
        AgentEnvironment environment =
                new AgentEnvironment("/none", root.resolve("bin").toString(), new TreeMap<>());
        try {
            return new Drbd(root.resolve("proc"))
                    .run(new Act(call, environment, surroundings, new AgentProcess.Handle()));
        } catch (ActEnd e) {
            return e.answer();
        }
    }

    @Test
    void itsLifeFromProbeToStop() throws Exception {
        assertThat(run("monitor")).isEqualTo(Answer.NOT_RUNNING);
        assertThat(attributes).isEmpty();
        assertThat(run("start")).isEqualTo(Answer.OK);
        assertThat(attributes).containsEntry("master-drbd_pg", "10000");
        assertThat(run("promote")).isEqualTo(Answer.OK);
        assertThat(run("monitor")).isEqualTo(Answer.PROMOTED);
        assertThat(run("notify", "CRM_meta_notify_type=post", "CRM_meta_notify_operation=promote"))
                .isEqualTo(Answer.OK);
        assertThat(run("demote")).isEqualTo(Answer.OK);
        assertThat(run("monitor")).isEqualTo(Answer.OK);
        assertThat(run("stop")).isEqualTo(Answer.OK);
        assertThat(attributes).isEmpty();
        assertThat(run("monitor")).isEqualTo(Answer.NOT_RUNNING);
        assertThat(run("demote")).isEqualTo(Answer.NOT_RUNNING);
    }

    @Test
    void aPrimaryIsDemotedBeforeItIsTakenDown() throws Exception {
        run("start");
        run("promote");
        assertThat(run("stop")).isEqualTo(Answer.OK);
        assertThat(Files.readAllLines(root.resolve("log"))).containsSubsequence("secondary pg", "down pg");
    }

    @Test
    void promotionWithoutGoodDataIsRefusedWithTheReason() throws Exception {
        run("start");
        Files.createFile(root.resolve("refuse"));
        Files.writeString(
                root.resolve("proc"),
                "version: 8.4.11\n 0: cs:WFConnection ro:Secondary/Unknown ds:Inconsistent/DUnknown C r-----\n");
        Answer answer = run("promote");
        assertThat(answer.exitCode()).isEqualTo(OcfExit.UNKNOWN_ERROR);
        assertThat(answer.reason())
                .startsWith("not promoted: the data of pg is Inconsistent on this node")
                .contains("\"drbdadm connect pg\"");
        assertThat(attributes).isEmpty();
    }

    private void dmesg(String... lines) throws IOException {
        Path file = root.resolve("bin/dmesg");
        Files.writeString(file, "#!/bin/sh\ncat <<'END'\n" + String.join("\n", lines) + "\nEND\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static final String SPLIT =
            "[    9.100000] block drbd0: Split-Brain detected but unresolved, dropping connection!";

    @Test
    void neitherSideOfASplitBrainIsPromotedAndBothSayWhatEndsIt() throws Exception {
        run("start");
        Files.writeString(
                root.resolve("proc"),
                "version: 8.4.11\n 0: cs:StandAlone ro:Secondary/Unknown ds:UpToDate/DUnknown   r-----\n");
        dmesg(
                "[    8.000000] block drbd0: conn( WFReportParams -> Connected )",
                SPLIT,
                "[    9.200000] block drbd1: conn( WFReportParams -> Connected )");
        Answer answer = run("promote");
        assertThat(answer.exitCode()).isEqualTo(OcfExit.UNKNOWN_ERROR);
        assertThat(answer.reason())
                .startsWith("not promoted: split brain")
                .contains("\"drbdadm connect --discard-my-data pg\"");
        assertThat(Files.readAllLines(root.resolve("log"))).doesNotContain("primary pg");
        assertThat(attributes).isEmpty();
        Answer seen = run(new OperationKey("drbd_pg", "monitor", 15_000));
        assertThat(seen.exitCode()).isEqualTo(OcfExit.DEGRADED);
        assertThat(seen.reason()).startsWith("cannot be promoted: split brain");
        assertThat(attributes).isEmpty();
        assertThat(run("monitor")).isEqualTo(Answer.OK);
    }

    @Test
    void primaryOfASplitBrainGoesOnAndIsToldOf() throws Exception {
        run("start");
        Files.writeString(
                root.resolve("proc"),
                "version: 8.4.11\n 0: cs:StandAlone ro:Primary/Unknown ds:UpToDate/DUnknown   r-----\n");
        dmesg(SPLIT);
        Answer seen = run(new OperationKey("drbd_pg", "monitor", 14_000));
        assertThat(seen.exitCode()).isEqualTo(OcfExit.DEGRADED_PROMOTED);
        assertThat(attributes).containsEntry("master-drbd_pg", "10000");
    }

    @Test
    void connectionThatAPersonTookDownIsNoSplitBrain() throws Exception {
        run("start");
        Files.writeString(
                root.resolve("proc"),
                "version: 8.4.11\n 0: cs:StandAlone ro:Secondary/Unknown ds:UpToDate/DUnknown   r-----\n");
        dmesg(SPLIT, "[   10.000000] block drbd0: conn( WFReportParams -> Connected ) pdsk( DUnknown -> UpToDate )");
        assertThat(run(new OperationKey("drbd_pg", "monitor", 15_000))).isEqualTo(Answer.OK);
        assertThat(run("promote")).isEqualTo(Answer.OK);
    }

    @Test
    void dataThatIsOlderThanAPeersSaysSo() throws Exception {
        run("start");
        Files.writeString(
                root.resolve("proc"),
                "version: 8.4.11\n 0: cs:WFConnection ro:Secondary/Unknown ds:Outdated/DUnknown C r-----\n");
        Answer seen = run(new OperationKey("drbd_pg", "monitor", 15_000));
        assertThat(seen.reason()).startsWith("cannot be promoted: the data of pg is Outdated on this node");
    }

    @Test
    void primaryWithoutItsPeerLeavesAMarkUntilBothHaveTheSameData() throws Exception {
        run("start");
        proc("WFConnection ro:Primary/Unknown ds:UpToDate/DUnknown");
        assertThat(run(new OperationKey("drbd_pg", "monitor", 14_000))).isEqualTo(Answer.PROMOTED);
        assertThat(marks).containsExactly(Map.entry("drbd-alone-pg", "5c5d2bb3a1c24e10"));
        generation("5C5D2BB3A1C24E11");
        run(new OperationKey("drbd_pg", "monitor", 14_000));
        assertThat(marks).containsValue("5c5d2bb3a1c24e10");
        proc("SyncSource ro:Primary/Secondary ds:UpToDate/Inconsistent");
        run(new OperationKey("drbd_pg", "monitor", 14_000));
        assertThat(marks).isNotEmpty();
        proc("Connected ro:Primary/Secondary ds:UpToDate/UpToDate");
        run(new OperationKey("drbd_pg", "monitor", 14_000));
        assertThat(marks).isEmpty();
    }

    @Test
    void copyThatIsOlderThanTheMarkIsNotPromotedAndSaysWhy() throws Exception {
        run("start");
        marks.put("drbd-alone-pg", "77aa00bb11cc22dc");
        proc("WFConnection ro:Secondary/Unknown ds:UpToDate/DUnknown");
        Answer seen = run(new OperationKey("drbd_pg", "monitor", 15_000));
        assertThat(seen.exitCode()).isEqualTo(OcfExit.DEGRADED);
        assertThat(seen.reason())
                .startsWith("cannot be promoted: the copy of pg on this node is old: HA-node1 has written since")
                .endsWith("\"crm node attribute HA-node1 delete drbd-alone-pg\"");
        assertThat(attributes).isEmpty();
        assertThat(run("promote").exitCode()).isEqualTo(OcfExit.UNKNOWN_ERROR);
        assertThat(Files.readAllLines(root.resolve("log"))).doesNotContain("primary pg");
        assertThat(marks).isNotEmpty();
    }

    @Test
    void primaryThatWasTakenOverFromLosesItsScoreAndLeavesTheMarkAlone() throws Exception {
        run("start");
        marks.put("drbd-alone-pg", "77aa00bb11cc22dc");
        proc("StandAlone ro:Primary/Unknown ds:UpToDate/DUnknown");
        Answer seen = run(new OperationKey("drbd_pg", "monitor", 14_000));
        assertThat(seen.exitCode()).isEqualTo(OcfExit.DEGRADED_PROMOTED);
        assertThat(seen.reason()).startsWith("the copy of pg on this node is old: HA-node1 has written since");
        assertThat(attributes).isEmpty();
        assertThat(marks).containsValue("77aa00bb11cc22dc");
    }

    @Test
    void dataThatComesFromTheMarkedIsNewer() throws Exception {
        run("start");
        marks.put("drbd-alone-pg", "b8b5e0f5d6a4a7c4");
        proc("WFConnection ro:Primary/Unknown ds:UpToDate/DUnknown");
        assertThat(run(new OperationKey("drbd_pg", "monitor", 14_000))).isEqualTo(Answer.PROMOTED);
        assertThat(marks).containsValue("5c5d2bb3a1c24e10");
    }

    @Test
    void copyThatWasBroughtUpToDateSinceIsPromoted() throws Exception {
        run("start");
        marks.put("drbd-alone-pg", "77aa00bb11cc22dc");
        generation("77AA00BB11CC22DC");
        proc("WFConnection ro:Secondary/Unknown ds:UpToDate/DUnknown");
        assertThat(run(new OperationKey("drbd_pg", "monitor", 15_000))).isEqualTo(Answer.OK);
        assertThat(attributes).containsEntry("master-drbd_pg", "1000");
        assertThat(run("promote")).isEqualTo(Answer.OK);
    }

    @Test
    void misconfigurationIsNamed() throws Exception {
        assertThat(run("monitor", "drbd_resource=other")).isEqualTo(Answer.NOT_RUNNING);
        Answer other = run("start", "drbd_resource=other");
        assertThat(other.exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(other.reason()).isEqualTo("DRBD resource other is not in /etc/drbd.conf on this node");
        assertThat(run("start", "CRM_meta_notify=false").reason())
                .startsWith("DRBD needs the meta-attribute notify=true");
        assertThat(run("start", "CRM_meta_clone_node_max=2").reason()).isEqualTo("DRBD needs clone-node-max=1, not 2");
        assertThat(run("start", "CRM_meta_master_max=2").reason()).contains("has no allow-two-primaries");
        assertThat(run("start", "drbd_resource=a;b").exitCode()).isEqualTo(OcfExit.NOT_CONFIGURED);
    }

    private static DrbdState proc(String roles, String disks) {
        return DrbdState.ofProc(
                List.of(
                        "version: 8.4.11",
                        " 1: cs:X ro:Primary/Primary ds:A/B",
                        " 0: cs:Connected " + roles + " ds:" + disks),
                Set.of(0));
    }

    @Test
    void scoresAreTheDistributionsAgents() {
        assertThat(proc("ro:Secondary/Primary", "UpToDate/UpToDate").score(STEPS))
                .contains(10000);
        assertThat(proc("ro:Secondary/Unknown", "UpToDate/DUnknown").score(STEPS))
                .contains(1000);
        assertThat(proc("ro:Primary/Unknown", "UpToDate/DUnknown").score(STEPS)).contains(10000);
        assertThat(proc("ro:Secondary/Primary", "Inconsistent/UpToDate").score(STEPS))
                .contains(10);
        assertThat(proc("ro:Secondary/Unknown", "Inconsistent/DUnknown").score(STEPS))
                .isEmpty();
        assertThat(proc("ro:Secondary/Unknown", "Outdated/DUnknown").score(STEPS))
                .isEmpty();
        assertThat(proc("ro:Secondary/Unknown", "Consistent/DUnknown").score(STEPS))
                .isEmpty();
        assertThat(proc("ro:Secondary/Unknown", "Consistent/DUnknown").score(List.of(5, 10, 1000, 10000)))
                .contains(5);
        assertThat(proc("ro:Secondary/Unknown", "Negotiating/DUnknown").undecided())
                .isTrue();
        assertThat(proc("st:Secondary/Primary", "UpToDate/UpToDate").peerPrimary())
                .isTrue();
    }

    @Test
    void theStatusOfDrbd9IsReadToo() {
        DrbdState two = DrbdState.ofStatus(
                List.of("pg role:Secondary", "  disk:UpToDate", "  HA-node2 role:Primary", "    peer-disk:UpToDate"));
        assertThat(two.primary()).isFalse();
        assertThat(two.peerPrimary()).isTrue();
        assertThat(two.score(STEPS)).contains(10000);
        DrbdState alone = DrbdState.ofStatus(
                List.of("pg role:Primary", "  disk:UpToDate quorum:no", "  HA-node2 connection:Connecting"));
        assertThat(alone.primary()).isTrue();
        assertThat(alone.peerUnknown()).isTrue();
        assertThat(alone.score(STEPS)).isEmpty();
    }

    @Test
    void activeVolumesAreFoundByTheDeviceMappersNames() throws Exception {
        for (String name : List.of("VG_PG-LV_DATA", "VG_PG-with--dash", "VG_PG--2-x", "other-LV")) {
            Path folder = Files.createDirectories(root.resolve("block/dm-" + name.hashCode() + "/dm"));
            Files.writeString(folder.resolve("name"), name + "\n");
        }
        Path block = root.resolve("block");
        assertThat(MappedVolumes.active(block, "VG_PG", "")).containsExactly("LV_DATA", "with-dash");
        assertThat(MappedVolumes.active(block, "VG_PG-2", "")).containsExactly("x");
        assertThat(MappedVolumes.active(block, "VG_PG", "with-dash")).containsExactly("with-dash");
        assertThat(MappedVolumes.active(block, "VG_PG", "none")).isEmpty();
        assertThat(MappedVolumes.active(root.resolve("no"), "VG_PG", "")).isEmpty();
    }
}
