package io.systole.core.sim;

import io.systole.core.cib.Cib;
import io.systole.core.controller.Effect;
import io.systole.core.controller.Input;
import io.systole.core.membership.ClusterView;
import io.systole.core.message.Message;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentOutcome;

/** Sees what happens in a simulation. */
public interface Watcher {
    /** An event is over. */
    default void after(Simulation world) {}

    /** A daemon asks for an agent run. */
    default void begun(Simulation world, Machine machine, AgentCall call) {}

    /** An agent has done, or failed to do, its work on a machine. */
    default void acted(Simulation world, Machine machine, AgentCall call, boolean worked) {}

    /** A configuration that lost is kept beside the one in use. */
    default void keptAside(Simulation world, Machine machine, Cib cib) {}

    /** A DC asks for a plan; the one that it will get is made from this CIB. */
    default void planned(Simulation world, Machine machine, Cib from) {}

    /** A daemon says something to another. */
    default void told(Simulation world, Machine machine, Message message) {}

    /** A daemon is about to hear something that was said in this view. */
    default void received(Simulation world, Machine machine, ClusterView.ViewId sentIn, Message message) {}

    /** A daemon hears how an agent ended. */
    default void reported(Simulation world, Machine machine, AgentCall call, AgentOutcome outcome) {}

    /** A daemon hears what became of a fencing. */
    default void fenced(Simulation world, Machine machine, Input.Fenced outcome) {}

    /** A request has its answer. */
    default void answered(Simulation world, Machine machine, long token, Effect.Reply reply) {}

    /** A daemon says that what runs on its node shall not wait for a lost one. */
    default void letGo(Simulation world, Machine machine, Effect.LetGo told) {}

    /** A daemon ends of its own accord. */
    default void ended(Simulation world, Machine machine, Effect.Exit exit) {}

    /** A line of a node's log, or of what was done to the world ({@code machine} null). */
    default void said(Simulation world, Machine machine, String sentence) {}
}
