package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/** Sentences that every status display must show. */
final class Warnings {
    private Warnings() {}

    static List<String> of(Cib cib) {
        List<String> warnings = new ArrayList<>();
        Element resources = cib.section("resources");
        if (Options.fencing(cib) && resources.childCount() > 0 && !hasDevice(resources)) {
            warnings.add("stonith-enabled is true but no fence device is configured: no resource is started, and a"
                    + " lost node cannot be fenced; configure a device or set stonith-enabled=false");
        }
        return warnings;
    }

    private static boolean hasDevice(Element parent) {
        return parent.children().stream()
                .anyMatch(c -> c.name().equals("primitive") && "stonith".equals(c.attribute("class"))
                        || !c.name().equals("primitive") && hasDevice(c));
    }
}
