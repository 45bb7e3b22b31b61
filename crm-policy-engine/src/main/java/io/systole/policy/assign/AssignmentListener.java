package io.systole.policy.assign;

import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;

/** Told about assignment as it goes: for printing scores, and for stages that must follow a decision at once. */
public interface AssignmentListener {
    /** Hears nothing. */
    AssignmentListener NONE = new AssignmentListener() {};

    /** A resource's node scores are final for this step; stage is the step's name in score lines. */
    default void scores(String stage, Resource resource) {}

    /** An instance's promotion priority is final. */
    default void promotionScore(Resource instance) {}

    /** What nodes have left is to be told: {@code Original} before assignment, {@code Remaining} after it. */
    default void capacities(String when) {}

    /** A primitive was put on a node. */
    default void assigned(Resource primitive, Node node) {}

    /** A primitive gets no node; actions that exist for it already must follow. */
    default void willStop(Resource primitive) {}
}
