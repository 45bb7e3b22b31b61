package io.systole.agents.drbd;

/** The words of a configuration file: names, quoted strings (with a quote before them), {@code {}, {@code }} and {@code ;}. */
final class DrbdWords {
    private final String file;
    private final String text;
    private int at;
    private int line = 1;

    DrbdWords(String file, String text) {
        this.file = file;
        this.text = text;
    }

    /** Where the next word begins. */
    DrbdConf.Place place() {
        skip();
        return new DrbdConf.Place(file, line);
    }

    /** The next word; null at the end. */
    String next() {
        skip();
        if (at >= text.length()) {
            return null;
        }
        char first = text.charAt(at);
        if (first == '{' || first == '}' || first == ';') {
            at++;
            return String.valueOf(first);
        }
        int from = at;
        if (first == '"') {
            at++;
            while (at < text.length() && text.charAt(at) != '"') {
                line += text.charAt(at) == '\n' ? 1 : 0;
                at++;
            }
            String word = text.substring(from, at);
            at++;
            return word;
        }
        while (at < text.length() && !Character.isWhitespace(text.charAt(at)) && "{};\"".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(from, at);
    }

    private void skip() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (Character.isWhitespace(c)) {
                line += c == '\n' ? 1 : 0;
                at++;
            } else {
                return;
            }
        }
    }
}
