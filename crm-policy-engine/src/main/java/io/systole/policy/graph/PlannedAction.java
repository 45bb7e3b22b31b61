package io.systole.policy.graph;

import io.systole.core.value.Role;

/** One line of what a plan does, for people: a change of a node, or of a resource. */
public sealed interface PlannedAction {
    /** The line for a log: what changes, and why. */
    String sentence();

    /**
     * @param task for example {@code Fence (reboot)} or {@code Shutdown}
     * @param node as shown; a guest with the resource that runs it
     */
    record OnNode(String task, String node, String reason) implements PlannedAction {
        @Override
        public String sentence() {
            return task + " " + node + (reason == null ? "" : " '" + reason + "'");
        }
    }

    /**
     * @param change for example {@code Start}, {@code Move}, {@code Re-promote}
     * @param from the node it is on now, or null
     * @param to the node it will be on, or null
     * @param reason why, or null
     * @param blocked it cannot be done now
     */
    record OnResource(
            String change,
            String resource,
            Role role,
            Role nextRole,
            String from,
            String to,
            String reason,
            boolean blocked)
            implements PlannedAction {

        /** Whether the roles matter: one of them is promoted, or the resource can be. */
        public boolean needsRole() {
            return role == Role.PROMOTED || role == Role.UNPROMOTED || nextRole == Role.PROMOTED;
        }

        /** Where the resource goes, from where, and in which role. */
        public String details() {
            boolean sameRole = role == nextRole;
            if (from == null) {
                return needsRole() ? role + " -> " + nextRole + " " + to : to;
            }
            if (to == null || sameRole && from.equals(to)) {
                return needsRole() ? role + " " + from : from;
            }
            if (sameRole) {
                return from + " -> " + to + (needsRole() ? " " + role : "");
            }
            if (from.equals(to)) {
                return role + " -> " + nextRole + " " + from;
            }
            return role + " " + from + " -> " + nextRole + " " + to;
        }

        @Override
        public String sentence() {
            String because = because();
            return change + " " + resource + " ( " + details() + " )" + (because.isEmpty() ? "" : " " + because);
        }

        /** The reason as {@code crm_simulate} words it; empty if there is none. */
        public String because() {
            if (reason != null) {
                return "due to " + reason + (blocked ? " (blocked)" : "");
            }
            return blocked ? "blocked" : "";
        }
    }
}
