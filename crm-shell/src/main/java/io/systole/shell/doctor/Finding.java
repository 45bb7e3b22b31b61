package io.systole.shell.doctor;

/**
 * What a check has found.
 *
 * @param where the file and line, or the command or kernel file that tells; empty where there is no one place
 * @param sentence what is there, and what is wrong with it
 * @param mend the exact line or command that mends it; empty where nothing needs to be mended
 */
record Finding(Level level, String where, String sentence, String mend) {
    /** How bad it is. */
    enum Level {
        OK("ok"),
        /** There is nothing of the kind on this machine. */
        NONE("-"),
        /** It works, and could work better. */
        ADVICE("advice"),
        WRONG("wrong");

        private final String word;

        Level(String word) {
            this.word = word;
        }

        String word() {
            return word;
        }
    }

    static Finding ok(Object where, String sentence) {
        return new Finding(Level.OK, where.toString(), sentence, "");
    }

    static Finding none(String sentence) {
        return new Finding(Level.NONE, "", sentence, "");
    }

    static Finding advice(Object where, String sentence, String mend) {
        return new Finding(Level.ADVICE, where.toString(), sentence, mend);
    }

    static Finding wrong(Object where, String sentence, String mend) {
        return new Finding(Level.WRONG, where.toString(), sentence, mend);
    }
}
