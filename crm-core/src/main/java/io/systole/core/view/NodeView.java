package io.systole.core.view;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A node and its state.
 *
 * @param container the resource that a guest runs in; null for nodes that are no guests
 * @param host the node that a guest's container runs on; empty if it runs nowhere, null for nodes that are no guests
 * @param health negative: red, 0: yellow, positive: green or no strategy set
 * @param featureSet as the node says, or null
 * @param connectivity by attribute, what a ping resource that is active here sets it to if it reaches all of its hosts
 * @param running ids of the resources active here
 */
public record NodeView(
        String name,
        String id,
        Kind kind,
        String container,
        String host,
        boolean online,
        boolean unclean,
        boolean pending,
        boolean standby,
        boolean standbyOnFail,
        boolean maintenance,
        boolean shutdown,
        boolean expectedUp,
        boolean dc,
        int health,
        String featureSet,
        SortedMap<String, String> attributes,
        SortedMap<String, Integer> connectivity,
        List<String> running) {

    /** How a node takes part in the cluster. */
    public enum Kind {
        MEMBER,
        REMOTE,
        GUEST
    }

    public NodeView {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
        connectivity = Collections.unmodifiableSortedMap(new TreeMap<>(connectivity));
        running = List.copyOf(running);
    }

    /** Whether the node is in a state that is shown on a line of its own. */
    public boolean isSpecial() {
        return unclean || pending || standbyOnFail && online || standby || maintenance || health <= 0;
    }

    /** The state in {@code crm_mon}'s words. */
    public String stateText() {
        if (unclean) {
            return online ? "UNCLEAN (online)" : pending ? "UNCLEAN (pending)" : "UNCLEAN (offline)";
        }
        if (pending) {
            return "pending";
        }
        if (standbyOnFail && online) {
            return "standby (on-fail)";
        }
        if (standby) {
            return !online ? "OFFLINE (standby)" : running.isEmpty() ? "standby" : "standby (with active resources)";
        }
        if (maintenance) {
            return online ? "maintenance" : "OFFLINE (maintenance)";
        }
        return online ? "online" : "OFFLINE";
    }
}
