package io.systole.policy.simulate;

import io.systole.core.xml.Element;

/** Sets what a {@code node_state} says of the node's membership. */
final class NodeChange {
    private NodeChange() {}

    static Element up(Element state) {
        return set(state, "true", "online", "member");
    }

    static Element down(Element state) {
        return set(state, "false", "offline", "down");
    }

    /** The node was a member, and was lost without saying so. */
    static Element failed(Element state) {
        return up(state).with("in_ccm", "false");
    }

    private static Element set(Element state, String member, String controller, String join) {
        return state.with("in_ccm", member)
                .with("crmd", controller)
                .with("join", join)
                .with("expected", join)
                .with("crm-debug-origin", "crm_simulate");
    }
}
