package io.systole.shell.grammar;

import java.util.List;

/** Goes through the words of a line. */
final class Cursor {
    private final List<String> words;
    private int at;

    Cursor(List<String> words) {
        this.words = words;
    }

    boolean more() {
        return at < words.size();
    }

    /** The next word without taking it; the empty string at the end. */
    String peek() {
        return more() ? words.get(at) : "";
    }

    String peek(int ahead) {
        return at + ahead < words.size() ? words.get(at + ahead) : "";
    }

    int left() {
        return words.size() - at;
    }

    String next(String expected) throws SyntaxException {
        if (!more()) {
            throw new SyntaxException("the line ends where " + expected + " was expected");
        }
        return words.get(at++);
    }

    boolean accept(String word) {
        if (peek().equalsIgnoreCase(word)) {
            at++;
            return true;
        }
        return false;
    }

    void skip() {
        at++;
    }

    void end() throws SyntaxException {
        if (more()) {
            throw new SyntaxException("\"" + peek() + "\" was not expected here");
        }
    }
}
