package io.systole.agents.builtin;

import io.systole.agents.process.AgentProcess;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Activates and deactivates logical volumes; what the agents LVM and LVM-activate have in common. */
final class Volumes {
    /** Between two tries to deactivate, milliseconds: something may hold a volume open for a moment. */
    private static final long AGAIN_MS = 500;

    private final Path block;
    private final Act act;
    private final String group;
    private final String volume;

    /**
     * @param block by convention /sys/block
     * @param volume empty for all of the group
     */
    Volumes(Path block, Act act, String group, String volume) {
        this.block = block;
        this.act = act;
        this.group = group;
        this.volume = volume;
    }

    boolean active() throws IOException {
        return !MappedVolumes.active(block, group, volume).isEmpty();
    }

    Answer monitor() throws ActEnd, IOException {
        if (!active()) {
            return act.probe()
                    ? Answer.NOT_RUNNING
                    : new Answer(Answer.NOT_RUNNING.exitCode(), name() + " is not active");
        }
        return Answer.OK;
    }

    private String name() {
        return volume.isEmpty() ? "volume group " + group : "logical volume " + group + "/" + volume;
    }

    /** @param tag only volumes with this tag may be active here; empty for no such rule */
    Answer activate(String tag) throws ActEnd, IOException {
        if (!tag.isEmpty()) {
            act.must("vgchange", "--addtag", tag, group);
        }
        List<String> words = change("-ay");
        if (!tag.isEmpty()) {
            words.addAll(List.of("--config", "activation{volume_list=[\"@" + tag + "\"]}"));
        }
        if (act.flag("partial_activation", false)) {
            words.add("--partial");
        }
        AgentProcess.Result result = act.run(words);
        return result.exitCode() == 0 && active()
                ? Answer.OK
                : Answer.failed(name() + " cannot be activated: " + Act.said(result));
    }

    Answer deactivate(String tag) throws ActEnd, IOException {
        while (active()) {
            AgentProcess.Result result = act.run(change("-an"));
            if (!active()) {
                break;
            }
            if (act.leftMs() < 2 * AGAIN_MS) {
                return Answer.failed(name() + " cannot be deactivated: " + Act.said(result));
            }
            act.pause(AGAIN_MS);
        }
        if (!tag.isEmpty()) {
            // Where the disks are gone the tag cannot be taken off, and needs not be.
            act.run("vgchange", "--deltag", tag, group);
        }
        return Answer.OK;
    }

    private List<String> change(String what) {
        return new ArrayList<>(
                volume.isEmpty() ? List.of("vgchange", what, group) : List.of("lvchange", what, group + "/" + volume));
    }
}
