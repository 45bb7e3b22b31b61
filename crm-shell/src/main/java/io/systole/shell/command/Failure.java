package io.systole.shell.command;

import io.systole.core.value.CrmExit;

/** A command cannot do what it was asked; the person gets the sentence, the caller the exit status. */
public final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    private final int exitCode;

    public Failure(CrmExit exit, String sentence) {
        this(exit.code(), sentence);
    }

    public Failure(int exitCode, String sentence) {
        super(sentence);
        this.exitCode = exitCode;
    }

    public int exitCode() {
        return exitCode;
    }
}
