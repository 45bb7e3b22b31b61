package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.membership.Votequorum;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One node's controller. */
public final class Controller {
    public Controller(Settings settings, Votequorum quorum) {}

    public List<Effect> step(long nowMs, long wallMs, Input input) {
        return List.of();
    }

    /** What others may see now. Cheap: parts that did not change are shared. */
    public Published published() {
        return new Published(
                Cib.empty(), Optional.empty(), ControllerState.S_STARTING, null, null, new TreeMap<>(), List.of());
    }
}
