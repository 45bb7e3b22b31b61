package io.systole.core.cib;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Old words and what they are called now. Old words are understood for ever; what is stored is the current word where the
 * two mean the same (Pacemaker's change log; crmsh's manual for its own words).
 */
public final class Aliases {
    private static final Map<String, String> META = new LinkedHashMap<>();
    private static final Map<String, String> PROPERTIES = new LinkedHashMap<>();

    static {
        META.put("master-max", "promoted-max");
        META.put("master-node-max", "promoted-node-max");
        META.put("master_max", "promoted-max");
        META.put("master_node_max", "promoted-node-max");
        META.put("resource_stickiness", "resource-stickiness");
        META.put("target_role", "target-role");
        META.put("is_managed", "is-managed");
        PROPERTIES.put("no_quorum_policy", "no-quorum-policy");
        PROPERTIES.put("stonith_enabled", "stonith-enabled");
        PROPERTIES.put("stonith_action", "stonith-action");
        PROPERTIES.put("symmetric_cluster", "symmetric-cluster");
        PROPERTIES.put("transition_idle_timeout", "cluster-delay");
        PROPERTIES.put("crmd-integration-timeout", "join-integration-timeout");
        PROPERTIES.put("crmd-finalization-timeout", "join-finalization-timeout");
        PROPERTIES.put("crmd-transition-delay", "transition-delay");
        PROPERTIES.put("default_resource_stickiness", "default-resource-stickiness");
    }

    private Aliases() {}

    /** The current name of a meta-attribute. */
    public static String meta(String name) {
        return META.getOrDefault(name, name);
    }

    /** The current name of a cluster property; {@code stonith-*} names stay, both spellings are current. */
    public static String property(String name) {
        return PROPERTIES.getOrDefault(name, name);
    }

    /** The current word for a role; anything that is not an old word is returned as it is, null too. */
    public static String role(String word) {
        if (word == null) {
            return null;
        }
        return switch (word) {
            case "Master", "master" -> "Promoted";
            case "Slave", "slave" -> "Unpromoted";
            default -> word;
        };
    }
}
