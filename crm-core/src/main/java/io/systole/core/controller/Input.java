package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.membership.ClusterView;
import io.systole.core.message.Message;
import io.systole.core.message.Request;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.transition.TransitionGraph;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;

/** What happens to a node. The edges turn every event of the world into one of these. */
public sealed interface Input {
    /** The daemon has started and found this configuration on its disk. The first input. */
    record Started(Cib cib) implements Input {}

    /** Time has passed. Sent at the time that {@link Effect.WakeAt} named, or more often. */
    record Tick() implements Input {}

    record ViewChanged(ClusterView view) implements Input {}

    /** The cluster does not let this node in, and why. */
    record Refused(String why) implements Input {}

    record Received(NodeName from, ClusterView.ViewId sentIn, Message message) implements Input {}

    /**
     * The configuration of the {@link Effect.SaveCib} with this token is on disk.
     *
     * @param trouble why the next one might not get there; empty where all is well
     */
    record CibSaved(long token, String trouble) implements Input {}

    /** It is not, and why. */
    record CibSaveFailed(long token, String why) implements Input {}

    /**
     * The scheduler has answered a {@link Effect.MakePlan}.
     *
     * @param notes sentences for the log: what is to be done and why
     */
    record PlanReady(long planId, TransitionGraph graph, List<String> notes) implements Input {}

    /** The scheduler could not make a plan. */
    record PlanFailed(long planId, String why) implements Input {}

    record AgentDone(long callId, AgentOutcome outcome) implements Input {}

    /** The answer to {@link Effect.Fence}. */
    record Fenced(long id, NodeName target, boolean ok, String detail) implements Input {}

    /**
     * The answer to {@link Effect.AskMachine}.
     *
     * @param up whether anything on that machine answered
     */
    record MachineAnswered(NodeName node, boolean up) implements Input {}

    /**
     * The answer to {@link Effect.LookAround}.
     *
     * @param machine as {@code Replication.look} gives it
     */
    record Looked(NodeName asker, long id, Element machine) implements Input {}

    /** A client of this node asks; answered by one {@link Effect.Reply} with the token. */
    record Asked(long token, Request request) implements Input {}

    /** The client with this token waits no longer. */
    record NoLongerAsked(long token) implements Input {}

    /** This daemon is told to stop (SIGTERM). */
    record ShutdownRequested() implements Input {}

    /** This process did not run for so many milliseconds. */
    record Stalled(long pausedMs) implements Input {}
}
