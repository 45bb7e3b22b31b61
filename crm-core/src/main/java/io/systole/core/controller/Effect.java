package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.message.Message;
import io.systole.core.operation.AgentCall;
import io.systole.core.run.ActiveResource;
import io.systole.core.value.NodeName;
import java.util.List;

/** What a node does to the world, in this order. */
public sealed interface Effect {
    record Send(NodeName to, Message message) implements Effect {}

    /** To all members of the view; the sender ignores its own copy. */
    record Broadcast(Message message) implements Effect {}

    /** Write the configuration; answered by {@link Input.CibSaved} or {@link Input.CibSaveFailed}. */
    record SaveCib(long token, Cib cib) implements Effect {}

    /** Keep a configuration that lost beside the one in use, for people to look at. */
    record KeepAside(Cib cib, String why) implements Effect {}

    /** Run the scheduler; answered by {@link Input.PlanReady} or {@link Input.PlanFailed}. */
    record MakePlan(long planId, Cib cib, long wallMs) implements Effect {}

    /** Answered by one {@link Input.AgentDone}. */
    record RunAgent(AgentCall call) implements Effect {}

    record CancelAgent(long callId) implements Effect {}

    /**
     * Make sure that a node is down; answered by {@link Input.Fenced}.
     *
     * @param id comes back with the answer
     * @param action {@code reboot}, {@code off} or {@code on}
     */
    record Fence(long id, NodeName target, String nodeId, String action, long timeoutMs) implements Effect {}

    /**
     * Find out whether the machine of a node that is not in the view answers, with or without a daemon; answered by {@link
     * Input.MachineAnswered} within a few hundred milliseconds.
     *
     * @param here what is active on this node: it may have a way of its own to the other
     */
    record AskMachine(NodeName node, List<ActiveResource> here) implements Effect {}

    /**
     * Let what runs here go on without a node that is lost: what replicates data to it waits for it otherwise.
     *
     * @param here what is active on this node
     */
    record LetGo(NodeName lost, List<ActiveResource> here) implements Effect {}

    /** @param exitCode of {@code CrmExit} */
    record Reply(long token, int exitCode, List<String> sentences) implements Effect {}

    /** Look at this node's machine for another; answered by {@link Input.Looked}. */
    record LookAround(NodeName asker, long id) implements Effect {}

    record Log(Level level, String sentence) implements Effect {}

    /** Send a tick at this monotonic time, milliseconds; replaces any earlier wish. */
    record WakeAt(long nowMs) implements Effect {}

    /**
     * The daemon is done.
     *
     * @param refused it was not let in, or may not go on; starting it again does not help
     */
    record Exit(String reason, boolean refused) implements Effect {}

    /** How much a sentence matters. */
    enum Level {
        DEBUG,
        INFO,
        NOTICE,
        WARNING,
        ERROR
    }
}
