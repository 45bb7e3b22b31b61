package io.systole.agents.ocf;

import io.systole.agents.executor.ExitReason;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.OperationKey;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The environment of an OCF agent (OCF resource agent API 1.1, section 3.3; Pacemaker Administration, "Resource agents"):
 * parameters as {@code OCF_RESKEY_name}, meta-data as {@code OCF_RESKEY_CRM_meta_name} with times in milliseconds.
 */
public final class AgentEnvironment {
    /** Agents keep their state files below this directory; it is made at the daemon's start. */
    public static final String STATE_DIRECTORY = "/run/resource-agents";

    private static final String[][] ROLE_WORDS = {
        {"master", "promoted"}, {"promoted", "master"}, {"slave", "unpromoted"}, {"unpromoted", "slave"}
    };

    private static final String SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final String root;
    private final String helpers;
    private final SortedMap<String, String> passed;

    /**
     * @param root {@code OCF_ROOT}, by convention /usr/lib/ocf
     * @param helpers the directory with the commands that agents call, first on their PATH; null for none
     * @param passed variables of the daemon's own that agents need too, such as SYSTOLE_SOCKET
     */
    public AgentEnvironment(String root, String helpers, SortedMap<String, String> passed) {
        this.root = root;
        this.helpers = helpers;
        this.passed = new TreeMap<>(passed);
    }

    /** What every program run for the cluster gets. */
    public SortedMap<String, String> basic() {
        SortedMap<String, String> environment = new TreeMap<>(passed);
        environment.put("PATH", helpers == null ? SYSTEM_PATH : helpers + ":" + SYSTEM_PATH);
        environment.put("LC_ALL", "C");
        environment.put("HOME", "/root");
        return environment;
    }

    /** What an OCF agent gets for a call. */
    public SortedMap<String, String> of(AgentCall call) {
        AgentId agent = call.agent();
        SortedMap<String, String> environment = basic();
        environment.put("OCF_ROOT", root);
        environment.put("OCF_RA_VERSION_MAJOR", "1");
        environment.put("OCF_RA_VERSION_MINOR", "1");
        environment.put("OCF_EXIT_REASON_PREFIX", ExitReason.MARK);
        environment.put("OCF_RESOURCE_INSTANCE", call.key().resource());
        environment.put("OCF_RESOURCE_TYPE", agent.type());
        if (agent.provider() != null) {
            environment.put("OCF_RESOURCE_PROVIDER", agent.provider());
        }
        if (helpers != null) {
            // Agents call some of them by this path instead of looking on their PATH.
            environment.put("HA_SBIN_DIR", helpers);
        }
        environment.put("HA_RSCTMP", STATE_DIRECTORY);
        environment.put("HA_logfacility", "none");
        environment.put("HA_LOGFACILITY", "none");
        environment.put("HA_cluster_type", "corosync");
        environment.put("HA_quorum_type", "corosync");
        environment.put("PCMK_logfacility", "none");
        // A probe is a monitor whose interval is 0; agents look for the number, not for its absence.
        put(environment, "CRM_meta_interval", String.valueOf(call.key().intervalMs()));
        put(environment, "CRM_meta_timeout", String.valueOf(call.timeoutMs()));
        for (Map.Entry<String, String> attribute : call.attributes().entrySet()) {
            put(environment, attribute.getKey(), attribute.getValue());
        }
        addOtherEra(environment, call.attributes());
        return environment;
    }

    /** Agents of every age are about: each variable about roles is there under its old and its new name. */
    private static void addOtherEra(SortedMap<String, String> environment, SortedMap<String, String> attributes) {
        for (Map.Entry<String, String> attribute : attributes.entrySet()) {
            String name = attribute.getKey();
            for (String[] words : ROLE_WORDS) {
                String twin = name.startsWith("CRM_meta_notify_" + words[0] + "_")
                                || name.startsWith("CRM_meta_" + words[0] + "_")
                        ? name.replace("_" + words[0] + "_", "_" + words[1] + "_")
                        : name;
                if (!attributes.containsKey(twin)) {
                    put(environment, twin, attribute.getValue());
                }
            }
        }
    }

    /** What an OCF agent gets when it is only asked what it is. */
    public SortedMap<String, String> forMetadata(AgentId agent) {
        return of(new AgentCall(
                0, new OperationKey(agent.type(), "meta-data", 0), agent, "meta-data", new TreeMap<>(), 0));
    }

    private static void put(SortedMap<String, String> environment, String name, String value) {
        if (name.equals("OCF_CHECK_LEVEL") && value.indexOf('\0') < 0) {
            environment.put(name, value);
            return;
        }
        // A name that is no variable's could smuggle another variable in.
        if (name.chars().allMatch(c -> Character.isLetterOrDigit(c) || c == '_' || c == '-' || c == '.')
                && value.indexOf('\0') < 0) {
            environment.put("OCF_RESKEY_" + name.replace('-', '_').replace('.', '_'), value);
        }
    }
}
