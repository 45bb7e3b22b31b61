package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.value.CrmBoolean;
import io.systole.core.value.CrmInterval;
import io.systole.core.xml.Element;

/** Cluster options that the controller itself reads. */
final class Options {
    private Options() {}

    /** The first value in {@code crm_config}, or null. */
    static String text(Cib cib, String name) {
        Element section = cib.section("crm_config");
        if (section != null) {
            for (Element set : section.children()) {
                for (Element pair : set.children("nvpair")) {
                    if (name.equals(pair.attribute("name"))) {
                        return pair.attribute("value");
                    }
                }
            }
        }
        return null;
    }

    /** Whether lost nodes are fenced, the default ({@code stonith-enabled}, now also called {@code fencing-enabled}). */
    static boolean fencing(Cib cib) {
        String enabled = text(cib, "stonith-enabled");
        enabled = enabled == null ? text(cib, "fencing-enabled") : enabled;
        return enabled == null || CrmBoolean.parse(enabled).orElse(true);
    }

    /** Whether a partition may start and recover resources: it has quorum, or does not need it. */
    static boolean mayAct(boolean quorate, Cib cib) {
        return quorate || "ignore".equals(text(cib, "no-quorum-policy"));
    }

    static long durationMs(Cib cib, String name, long otherwiseMs) {
        String value = text(cib, name);
        return value == null ? otherwiseMs : CrmInterval.parseMs(value).orElse(otherwiseMs);
    }
}
