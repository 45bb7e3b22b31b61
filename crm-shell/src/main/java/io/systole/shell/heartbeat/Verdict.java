package io.systole.shell.heartbeat;

/** What becomes of a line of Heartbeat's configuration. */
public enum Verdict {
    /** It means here what it meant there. */
    KEPT("kept"),
    /** It has an effect, but not quite the same. */
    CHANGED("changed"),
    /** It has no effect here. */
    UNSUPPORTED("not supported"),
    /** It cannot be understood, and without it no cluster can be made. */
    WRONG("WRONG");

    private final String word;

    Verdict(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }
}
