package io.systole.core.cib;

/** Reads the tokens of an {@link XPath}. */
final class XPathReader {
    private final String text;
    private int at;

    XPathReader(String text) {
        this.text = text;
        skipBlanks();
    }

    private void skipBlanks() {
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
    }

    boolean atSlash() {
        return at < text.length() && text.charAt(at) == '/';
    }

    boolean atDigit() {
        return at < text.length() && Character.isDigit(text.charAt(at));
    }

    int slashes() {
        int count = 0;
        while (atSlash() && count < 2) {
            at++;
            count++;
        }
        return count;
    }

    boolean accept(String token) {
        if (!text.startsWith(token, at)) {
            return false;
        }
        at += token.length();
        skipBlanks();
        return true;
    }

    void expect(String token) {
        if (!accept(token)) {
            throw unexpected("expected " + token);
        }
    }

    String name() {
        int start = at;
        while (at < text.length()
                && (Character.isLetterOrDigit(text.charAt(at)) || "_-.:*".indexOf(text.charAt(at)) >= 0)) {
            at++;
        }
        if (start == at) {
            throw unexpected("expected a name");
        }
        String name = text.substring(start, at);
        skipBlanks();
        return name;
    }

    int number() {
        int start = at;
        while (atDigit() && at - start < 9) {
            at++;
        }
        int value = Integer.parseInt(text.substring(start, at));
        skipBlanks();
        return value;
    }

    String quoted() {
        char quote = at < text.length() ? text.charAt(at) : ' ';
        int end = quote == '\'' || quote == '"' ? text.indexOf(quote, at + 1) : -1;
        if (end < 0) {
            throw unexpected("expected a quoted value");
        }
        String value = text.substring(at + 1, end);
        at = end + 1;
        skipBlanks();
        return value;
    }

    void end() {
        if (at < text.length()) {
            throw unexpected("cannot read the rest");
        }
    }

    IllegalArgumentException unexpected(String what) {
        return new IllegalArgumentException("XPath \"" + text + "\", character " + (at + 1) + ": " + what);
    }
}
