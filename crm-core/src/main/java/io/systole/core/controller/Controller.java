package io.systole.core.controller;

import io.systole.core.cib.Cib;
import java.util.List;

/** One node's controller. */
public final class Controller {
    public List<Effect> step(long nowMs, long wallMs, Input input) {
        return List.of();
    }

    public Cib cib() {
        return Cib.empty();
    }
}
