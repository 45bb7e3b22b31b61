package io.systole.agents.systemd;

import io.systole.core.operation.AgentId;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether systemd runs this machine, as sd_booted(3) finds it out. */
public final class Systemd {
    private static final Path MARK = Path.of("/run/systemd/system");

    private Systemd() {}

    public static boolean runsHere() {
        return Files.isDirectory(MARK);
    }

    /** The sentence where it does not. */
    public static String notHere(AgentId agent) {
        return agent + " needs systemd, which does not run on this machine; use an agent of the class ocf or lsb";
    }
}
