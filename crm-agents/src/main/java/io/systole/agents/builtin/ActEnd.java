package io.systole.agents.builtin;

import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;

/** Ends the work of a built-in agent early. */
final class ActEnd extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient Answer answer;
    private final ExecutionStatus status;

    private ActEnd(Answer answer, ExecutionStatus status) {
        super(answer.reason());
        this.answer = answer;
        this.status = status;
    }

    /** @param exitCode an OCF exit code */
    static ActEnd with(int exitCode, String reason) {
        return new ActEnd(new Answer(exitCode, reason), ExecutionStatus.DONE);
    }

    /** Parameters that cannot work on any node. */
    static ActEnd misconfigured(String reason) {
        return with(OcfExit.NOT_CONFIGURED, reason);
    }

    /** Something that this node lacks and another may have. */
    static ActEnd notInstalled(String reason) {
        return with(OcfExit.NOT_INSTALLED, reason);
    }

    static ActEnd failed(String reason) {
        return with(OcfExit.UNKNOWN_ERROR, reason);
    }

    static ActEnd outOfTime() {
        return new ActEnd(Answer.failed(""), ExecutionStatus.TIMEOUT);
    }

    static ActEnd cancelled() {
        return new ActEnd(Answer.failed(""), ExecutionStatus.CANCELLED);
    }

    Answer answer() {
        return answer;
    }

    ExecutionStatus status() {
        return status;
    }
}
