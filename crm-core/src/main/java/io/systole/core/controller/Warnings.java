package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.ClusterProperties;
import java.util.ArrayList;
import java.util.List;

/** Sentences that every status display must show. */
final class Warnings {
    private Warnings() {}

    static List<String> of(Cib cib) {
        List<String> warnings = new ArrayList<>();
        if (cib.section("resources").childCount() > 0 && ClusterProperties.lackFencing(cib.configuration())) {
            warnings.add("stonith-enabled is true but no fence device is configured: no resource is started, and a"
                    + " lost node cannot be fenced; configure a device or set stonith-enabled=false");
        }
        warnings.addAll(LeftRunning.sentences(cib));
        return warnings;
    }
}
