package io.systole.shell.level;

import java.io.IOException;

/** The person at the other end of a conversation. */
public interface Person {
    /** Nobody: a script, or a one-shot command whose streams are no terminal. */
    Person NOBODY = new Person() {
        @Override
        public boolean there() {
            return false;
        }

        @Override
        public String answer(String question) {
            return null;
        }
    };

    /** Whether somebody can be asked. */
    boolean there();

    /** What is typed after the question, or null at the end of input. */
    String answer(String question) throws IOException;
}
