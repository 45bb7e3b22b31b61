package io.systole.agents.builtin;

import java.io.IOException;
import java.nio.file.Path;

/** Activates a volume group ({@code LVM}). */
final class VolumeGroup implements BuiltinAgent {
    private final Path block;

    /** @param block by convention /sys/block */
    VolumeGroup(Path block) {
        this.block = block;
    }

    @Override
    public String provider() {
        return "heartbeat";
    }

    @Override
    public String type() {
        return "LVM";
    }

    @Override
    public Answer run(Act act) throws ActEnd, IOException {
        Volumes volumes = new Volumes(block, act, act.required("volgrpname"), "");
        String tag = act.flag("exclusive", false) ? act.text("tag", "pacemaker") : "";
        return switch (act.action()) {
            case "start" -> {
                if (act.cloned() && !tag.isEmpty()) {
                    throw ActEnd.misconfigured("a clone cannot activate a volume group exclusively");
                }
                yield volumes.active() ? Answer.OK : volumes.activate(tag);
            }
            case "stop" -> volumes.deactivate(tag);
            case "monitor", "status" -> volumes.monitor();
            case "validate-all" -> Answer.OK;
            default -> Answer.UNKNOWN_ACTION;
        };
    }
}
