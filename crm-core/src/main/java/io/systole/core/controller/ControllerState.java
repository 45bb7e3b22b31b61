package io.systole.core.controller;

/** The controller's states, as Pacemaker names them, and what each means. */
public enum ControllerState {
    S_STARTING("the daemon has started and sees no membership yet"),
    S_PENDING("this node is not part of a working partition: it waits for others, or for a view newer than its pause"),
    S_ELECTION("the members of the view tell each other what they bring along; the DC follows from that"),
    S_INTEGRATION("this node is the DC: it fetches the chosen CIB and hands it to every member"),
    S_FINALIZE_JOIN("every member has the CIB on disk; the DC writes down who is there"),
    S_POLICY_ENGINE("this node is the DC: the scheduler is at work"),
    S_TRANSITION_ENGINE("this node is the DC: a transition is carried out"),
    S_IDLE("this node is the DC and nothing is left to do"),
    S_NOT_DC("another node is the DC; this one does what it says"),
    S_STOPPING("the daemon leaves the cluster");

    private final String sentence;

    ControllerState(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
