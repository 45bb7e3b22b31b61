package io.systole.core.cib;

import io.systole.core.value.CrmBoolean;
import io.systole.core.value.Score;
import io.systole.core.xml.Element;

/**
 * The cluster's properties ({@code crm_config}) as all but the scheduler read them. Where several sets name one, the set
 * {@code cib-bootstrap-options} counts before all others, then the one with the highest score, then the last: the scheduler's
 * order. A set with a rule is the scheduler's alone, which knows the time that it plans for.
 */
public final class ClusterProperties {
    /** The set that the cluster's own properties stand in. */
    public static final String BOOTSTRAP_SET = "cib-bootstrap-options";

    private ClusterProperties() {}

    /**
     * The value of a property, or null where it is not set.
     *
     * @param section {@code crm_config}; null for none
     */
    public static String value(Element section, String name) {
        String best = null;
        long bestRank = Long.MIN_VALUE;
        for (int i = 0; section != null && i < section.childCount(); i++) {
            Element set = section.child(i);
            String value = set.child("rule") == null ? valueIn(set, name) : null;
            long rank = rank(set);
            if (value != null && rank >= bestRank) {
                best = value;
                bestRank = rank;
            }
        }
        return best;
    }

    /** The value of a property under its present name, else under its old one, else what is usual. */
    public static String value(Element section, String name, String oldName, String usual) {
        String value = value(section, name);
        value = value == null ? value(section, oldName) : value;
        return value == null ? usual : value;
    }

    /** Whether lost nodes are fenced, the default ({@code fencing-enabled}, before 3.0.2 {@code stonith-enabled}). */
    public static boolean fencing(Element section) {
        return CrmBoolean.parse(value(section, "fencing-enabled", "stonith-enabled", "true"), true);
    }

    /** Whether nodes are to be fenced and nothing is there to do it, neither a device nor a watchdog: no resource is started. */
    public static boolean lackFencing(Element configuration) {
        Element section = configuration.child("crm_config");
        String watchdog = value(section, "fencing-watchdog-timeout", "stonith-watchdog-timeout", "0");
        return fencing(section) && watchdog.equals("0") && !holdsDevice(configuration.child("resources"));
    }

    private static String valueIn(Element set, String name) {
        for (int i = 0; i < set.childCount(); i++) {
            if (name.equals(set.child(i).attribute("name"))) {
                return set.child(i).attribute("value");
            }
        }
        return null;
    }

    private static long rank(Element set) {
        return BOOTSTRAP_SET.equals(set.id())
                ? Long.MAX_VALUE
                : Score.parse(set.attribute("score")).orElse(0);
    }

    private static boolean holdsDevice(Element within) {
        return within != null
                && within.children().stream()
                        .anyMatch(child -> "stonith".equals(child.attribute("class")) || holdsDevice(child));
    }
}
