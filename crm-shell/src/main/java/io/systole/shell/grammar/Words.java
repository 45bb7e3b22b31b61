package io.systole.shell.grammar;

import java.util.ArrayList;
import java.util.List;

/** Splits a line into words as a shell does: blanks separate, single and double quotes and backslashes keep together. */
public final class Words {
    private Words() {}

    public static List<String> split(String line) throws SyntaxException {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (quote != 0) {
                if (c == quote) {
                    quote = 0;
                } else if (c == '\\'
                        && quote == '"'
                        && i + 1 < line.length()
                        && "\"\\".indexOf(line.charAt(i + 1)) >= 0) {
                    word.append(line.charAt(++i));
                } else {
                    word.append(c);
                }
            } else if (Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                    word = null;
                }
            } else {
                word = word == null ? new StringBuilder() : word;
                if (c == '\'' || c == '"') {
                    quote = c;
                } else if (c == '\\' && i + 1 < line.length()) {
                    word.append(line.charAt(++i));
                } else {
                    word.append(c);
                }
            }
        }
        if (quote != 0) {
            throw new SyntaxException("a quotation that begins with " + quote + " does not end");
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }

    /** A value as it must be written to be read back: quoted only where needed. */
    public static String quote(String value) {
        boolean plain = !value.isEmpty();
        for (int i = 0; i < value.length() && plain; i++) {
            char c = value.charAt(i);
            plain = Character.isLetterOrDigit(c)
                    || "_-.:/,@%+=[]*^~!?&|<>;$(){}#`".indexOf(c) >= 0 && c != '#' && c != '`';
        }
        if (plain) {
            return value;
        }
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
