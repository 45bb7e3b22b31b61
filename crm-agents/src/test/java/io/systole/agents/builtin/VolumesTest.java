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
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against vgchange and its kin as scripts with a sysfs of their own; the real ones are tried on the machines of the lab. */
class VolumesTest {
    @TempDir
    Path root;

    @BeforeEach
    void programs() throws IOException {
        Files.createDirectories(root.resolve("block/sda"));
        String change = """
                echo "$(basename $0) $*" >>%1$s/log
                [ -e %1$s/broken ] && { echo "  WARNING: old metadata" >&2; echo "  Volume group VG_PG not found" >&2; exit 5; }
                case "$*" in
                *-ay*) mkdir -p %1$s/block/dm-0/dm; echo VG_PG-LV_DATA >%1$s/block/dm-0/dm/name ;;
                *-an*) [ -e %1$s/busy ] && { rm %1$s/busy; echo "  Logical volume in use." >&2; exit 5; }
                    rm -rf %1$s/block/dm-0 ;;
                esac
                """;
        program("vgchange", change);
        program("lvchange", change);
        program("vgs", "echo '  other-host'");
        program("lvm", "echo '  system ID: this-host'");
    }

    private void program(String name, String body) throws IOException {
        Path file = root.resolve("bin/" + name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body.formatted(root) + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Answer run(BuiltinAgent agent, String action, String... parameters) throws Exception {
        TreeMap<String, String> all = new TreeMap<>();
        for (String parameter : parameters) {
            String[] pair = parameter.split("=", 2);
            all.put(pair[0], pair[1]);
        }
        AgentId id = new AgentId("ocf", "heartbeat", agent.type());
        AgentCall call = new AgentCall(1, new OperationKey("pg_lvm", action, 0), id, action, all, 3_000);
        AgentEnvironment environment =
                new AgentEnvironment("/none", root.resolve("bin").toString(), new TreeMap<>());
        Surroundings surroundings = new Surroundings(root, root, null, (name, value, dampeningMs) -> {});
        try {
            return agent.run(new Act(call, environment, surroundings, new AgentProcess.Handle()));
        } catch (ActEnd e) {
            return e.answer();
        }
    }

    private String log() throws IOException {
        return Files.readString(root.resolve("log"));
    }

    @Test
    void aVolumeGroupIsActivatedWatchedAndDeactivatedWithOneProgramEach() throws Exception {
        VolumeGroup agent = new VolumeGroup(root.resolve("block"));
        String name = "volgrpname=VG_PG";
        assertThat(run(agent, "monitor", name)).isEqualTo(Answer.NOT_RUNNING);
        assertThat(run(agent, "start", name)).isEqualTo(Answer.OK);
        assertThat(run(agent, "start", name)).isEqualTo(Answer.OK);
        assertThat(run(agent, "monitor", name)).isEqualTo(Answer.OK);
        assertThat(run(agent, "stop", name)).isEqualTo(Answer.OK);
        assertThat(run(agent, "stop", name)).isEqualTo(Answer.OK);
        assertThat(log()).isEqualTo("vgchange -ay VG_PG\nvgchange -an VG_PG\n");
    }

    @Test
    void exclusiveActivationIsByTag() throws Exception {
        VolumeGroup agent = new VolumeGroup(root.resolve("block"));
        assertThat(run(agent, "start", "volgrpname=VG_PG", "exclusive=true", "partial_activation=true"))
                .isEqualTo(Answer.OK);
        assertThat(run(agent, "stop", "volgrpname=VG_PG", "exclusive=true")).isEqualTo(Answer.OK);
        assertThat(log())
                .isEqualTo("vgchange --addtag pacemaker VG_PG\n"
                        + "vgchange -ay VG_PG --config activation{volume_list=[\"@pacemaker\"]} --partial\n"
                        + "vgchange -an VG_PG\nvgchange --deltag pacemaker VG_PG\n");
        assertThat(run(agent, "start", "volgrpname=VG_PG", "exclusive=true", "CRM_meta_clone_max=2")
                        .reason())
                .isEqualTo("a clone cannot activate a volume group exclusively");
    }

    @Test
    void aVolumeThatIsBusyForAMomentIsTriedAgain() throws Exception {
        VolumeGroup agent = new VolumeGroup(root.resolve("block"));
        run(agent, "start", "volgrpname=VG_PG");
        Files.createFile(root.resolve("busy"));
        assertThat(run(agent, "stop", "volgrpname=VG_PG")).isEqualTo(Answer.OK);
    }

    @Test
    void aGroupThatIsNotThereIsTheProgramsOwnSentence() throws Exception {
        Files.createFile(root.resolve("broken"));
        assertThat(run(new VolumeGroup(root.resolve("block")), "start", "volgrpname=VG_PG"))
                .isEqualTo(Answer.failed("volume group VG_PG cannot be activated: Volume group VG_PG not found"));
    }

    @Test
    void aSystemIdIsTakenOverBeforeActivation() throws Exception {
        VolumeActivation agent = new VolumeActivation(root.resolve("block"));
        String[] one = {"vgname=VG_PG", "lvname=LV_DATA", "vg_access_mode=system_id"};
        assertThat(run(agent, "start", one)).isEqualTo(Answer.OK);
        assertThat(log())
                .isEqualTo("vgchange -y --config local/extra_system_ids=[\"other-host\"] --systemid this-host VG_PG\n"
                        + "lvchange -ay VG_PG/LV_DATA\n");
        assertThat(run(agent, "monitor", one)).isEqualTo(Answer.OK);
        assertThat(run(agent, "monitor", "vgname=VG_PG", "lvname=other", "vg_access_mode=system_id"))
                .isEqualTo(Answer.NOT_RUNNING);
        assertThat(run(agent, "start", "vgname=VG_PG", "vg_access_mode=lvmlockd")
                        .reason())
                .contains("knows vg_access_mode tagging and system_id, not \"lvmlockd\"");
    }

    @Test
    void aProgramThatIsNotThereIsSaidWithWhatToDo() throws Exception {
        BuiltinAgent agent = new BuiltinAgent() {
            @Override
            public String provider() {
                return "test";
            }

            @Override
            public String type() {
                return "caller";
            }

            @Override
            public Answer run(Act act) throws ActEnd {
                act.run("no-such-program");
                return Answer.OK;
            }
        };
        Answer missing = run(agent, "start");
        assertThat(missing.exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(missing.reason())
                .startsWith("the program no-such-program cannot be run; install the package that holds it");
    }
}
