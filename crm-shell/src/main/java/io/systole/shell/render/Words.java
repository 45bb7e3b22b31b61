package io.systole.shell.render;

/** Small pieces of wording that many places need. */
final class Words {
    private Words() {}

    /** A number and its noun, for example {@code 2 nodes}. */
    static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** {@code text} in brackets behind a blank, or nothing for null. */
    static String bracketed(String text) {
        return text == null ? "" : " (" + text + ")";
    }
}
