package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.ClusterProperties;
import io.systole.core.value.CibInterval;

/** Cluster options that the controller itself reads. */
final class Options {
    private Options() {}

    /** A property's value, or null where it is not set. */
    static String text(Cib cib, String name) {
        return ClusterProperties.value(cib.section("crm_config"), name);
    }

    /** Whether lost nodes are fenced. */
    static boolean fencing(Cib cib) {
        return ClusterProperties.fencing(cib.section("crm_config"));
    }

    /** Whether a partition may start and recover resources: it has quorum, or does not need it. */
    static boolean mayAct(boolean quorate, Cib cib) {
        return quorate || "ignore".equals(text(cib, "no-quorum-policy"));
    }

    static long durationMs(Cib cib, String name, long otherwiseMs) {
        return CibInterval.ms(text(cib, name), otherwiseMs);
    }
}
