package io.systole.agents.builtin;

import io.systole.core.operation.OcfExit;
import java.io.IOException;
import java.nio.file.Path;

/** Activates logical volumes that one node at a time may use ({@code LVM-activate}), by tag or by system id. */
final class VolumeActivation implements BuiltinAgent {
    private final Path block;

    /** @param block by convention /sys/block */
    VolumeActivation(Path block) {
        this.block = block;
    }

    @Override
    public String provider() {
        return "heartbeat";
    }

    @Override
    public String type() {
        return "LVM-activate";
    }

    @Override
    public Answer run(Act act) throws ActEnd, IOException {
        String group = act.required("vgname");
        String mode = act.required("vg_access_mode");
        String tag = switch (mode) {
            case "tagging" -> act.text("tag", "pacemaker");
            case "system_id" -> "";
            default ->
                throw ActEnd.misconfigured(
                        "the built-in LVM-activate knows vg_access_mode tagging and system_id, not \"" + mode
                                + "\"; install the package resource-agents, whose agent is then used");
        };
        Volumes volumes = new Volumes(block, act, group, act.text("lvname"));
        return switch (act.action()) {
            case "start" -> {
                if (volumes.active()) {
                    yield Answer.OK;
                }
                if (tag.isEmpty()) {
                    takeOver(act, group);
                }
                yield volumes.activate(tag);
            }
            case "stop" -> volumes.deactivate(tag);
            case "monitor", "status" -> monitor(act, volumes);
            case "validate-all" -> Answer.OK;
            default -> Answer.UNKNOWN_ACTION;
        };
    }

    /** As the distribution's agent has it, a volume that is gone outside a probe is a failure, not a clean stop. */
    private static Answer monitor(Act act, Volumes volumes) throws ActEnd, IOException {
        Answer answer = volumes.monitor();
        return answer.exitCode() == OcfExit.NOT_RUNNING && !act.probe() ? Answer.failed(answer.reason()) : answer;
    }

    /** Makes this machine the owner of a group that another machine owned. */
    private static void takeOver(Act act, String group) throws ActEnd {
        String owner = act.must("vgs", "--foreign", "--noheadings", "-o", "systemid", group)
                .output()
                .strip();
        String self =
                act.must("lvm", "systemid").output().replaceFirst("(?s).*:", "").strip();
        if (self.isEmpty()) {
            throw ActEnd.with(
                    OcfExit.INVALID_PARAM,
                    "this machine has no LVM system id; set global/system_id_source in lvm.conf, for example to \"uname\"");
        }
        if (!owner.equals(self)) {
            act.must(
                    "vgchange",
                    "-y",
                    "--config",
                    "local/extra_system_ids=[\"" + owner + "\"]",
                    "--systemid",
                    self,
                    group);
        }
    }
}
