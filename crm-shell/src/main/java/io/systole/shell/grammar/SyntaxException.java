package io.systole.shell.grammar;

/** A line that cannot be read; the message names the word and what was expected there. */
public final class SyntaxException extends Exception {
    private static final long serialVersionUID = 1L;

    public SyntaxException(String message) {
        super(message);
    }
}
