package io.systole.policy.score;

/**
 * What made a score what it is: a constraint, an option, a meta-attribute, a failure.
 *
 * <p>Every change of a score names its cause. The name is looked at only where a {@link NodeTable} keeps terms, so a cause
 * must be cheap to pass: constraints are causes themselves, the rest are constants of {@link Rule}.
 */
public interface ScoreCause {
    /** A phrase that fits after "because of", for example {@code location constraint cli-prefer-web}. */
    String describe();

    /** The causes that are not objects of the configuration. */
    enum Rule implements ScoreCause {
        SYMMETRIC_CLUSTER("option symmetric-cluster"),
        GUEST_DEFAULT("the default of guest connections"),
        UNMANAGED("the resource being unmanaged where it is active"),
        MULTIPLY_ACTIVE("the resource being active on more than one node"),
        STICKINESS("meta-attribute resource-stickiness"),
        MIGRATION_THRESHOLD("meta-attribute migration-threshold: too many failures"),
        EXCLUSIVE_DISCOVERY("resource-discovery=exclusive naming other nodes only"),
        SHUTDOWN_LOCK("option shutdown-lock"),
        NODE_HEALTH("option node-health-strategy"),
        FAILED_THERE("an operation that failed there, with an error or a reaction (on-fail) that rules the node out"),
        REMOVED("the resource not being in the configuration any more"),
        MUST_STOP("the resource having to be stopped (target-role, or on-fail=stop)"),
        TICKET_LOST("a ticket that was lost"),
        TICKET_MISSING("a ticket that is not granted"),
        TICKET_STANDBY("a ticket in standby"),
        UTILIZATION("the node not having capacity enough"),
        INSTANCE_LIMIT("the limit of instances being reached"),
        INSTANCE_UNAVAILABLE("the node not being able to take one more instance"),
        REMOTE_NODE("resources of this kind not running on remote nodes"),
        LAUNCHER("the resource running only on the node of its container"),
        BUNDLE_NODE("bundled resources running on their bundle's nodes only"),
        PROMOTION_SCORE("the promotion score"),
        PROMOTION_PRIORITY("the promotion priority of an instance"),
        COLOCATION_PREFERENCE("the preferences of colocated resources"),
        COLOCATION_ROLLBACK("colocations taken back as no node would be left");

        private final String phrase;

        Rule(String phrase) {
            this.phrase = phrase;
        }

        @Override
        public String describe() {
            return phrase;
        }
    }
}
