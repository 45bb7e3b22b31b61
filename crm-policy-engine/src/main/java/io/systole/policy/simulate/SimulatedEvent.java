package io.systole.policy.simulate;

/** Something that a simulation did, or pretended to have happened. */
public sealed interface SimulatedEvent {
    /** The line that {@code crm_simulate} prints for it. */
    String text();

    /** An agent ran. */
    record ResourceAction(String resource, String operation, long intervalMs, String node) implements SimulatedEvent {
        @Override
        public String text() {
            String interval = intervalMs > 0 ? "=" + intervalMs : "";
            return String.format("Resource action: %-15s %s%s on %s", resource, operation, interval, node);
        }
    }

    /**
     * A point of the plan was reached.
     *
     * @param node null for a point that concerns no single node
     */
    record PseudoAction(String key, String node) implements SimulatedEvent {
        @Override
        public String text() {
            return "Pseudo action:   " + key + (node == null ? "" : " on " + node);
        }
    }

    /**
     * The cluster itself did something.
     *
     * @param resource null for what concerns a node as a whole
     */
    record ClusterAction(String task, String resource, String node) implements SimulatedEvent {
        @Override
        public String text() {
            return "Cluster action:  " + task + (resource == null ? "" : " for " + resource) + " on " + node;
        }
    }

    /** A node was fenced, or unfenced. */
    record Fencing(String target, String action) implements SimulatedEvent {
        @Override
        public String text() {
            return "Fencing " + target + " (" + action + ")";
        }
    }

    /** An attribute of a node was changed. */
    record Attribute(String name, String value, String nodeId) implements SimulatedEvent {
        @Override
        public String text() {
            return "Injecting attribute " + name + "=" + value + " into /node_state '" + nodeId + "'";
        }
    }

    /** An action of the plan was made to fail. */
    record Failure(int action, int exitCode) implements SimulatedEvent {
        @Override
        public String text() {
            return "Pretending action " + action + " failed with rc=" + exitCode;
        }
    }

    /**
     * Quorum or the watchdog was set.
     *
     * @param what {@code quorum} or {@code watchdog}
     */
    record Setting(String what, String value) implements SimulatedEvent {
        @Override
        public String text() {
            return "Setting " + what + ": " + value;
        }
    }

    /** A node came, went or failed. */
    record NodeChanged(Way way, String node) implements SimulatedEvent {
        /** In Pacemaker's words for programs. */
        public enum Way {
            ONLINE("Online"),
            OFFLINE("Offline"),
            FAILING("Failing");

            private final String word;

            Way(String word) {
                this.word = word;
            }

            public String word() {
                return word;
            }
        }

        @Override
        public String text() {
            return switch (way) {
                case ONLINE -> "Bringing node " + node + " online";
                case OFFLINE -> "Taking node " + node + " offline";
                case FAILING -> "Failing node " + node;
            };
        }
    }

    /**
     * A ticket was changed.
     *
     * @param action {@code Granting}, {@code Revoking}, {@code Standby} or {@code Activating}
     */
    record TicketChanged(String action, String ticket) implements SimulatedEvent {
        @Override
        public String text() {
            return action.equals("Standby") ? "Making ticket " + ticket + " standby" : action + " ticket " + ticket;
        }
    }

    /** The result of an operation was put in. */
    record Injected(String operation) implements SimulatedEvent {
        @Override
        public String text() {
            return "Injecting " + operation + " into the configuration";
        }
    }
}
