package io.systole.shell.grammar;

import java.util.ArrayList;
import java.util.List;

/**
 * Splits a line into words as a shell does: blanks separate, single and double quotes and backslashes keep together. Behind the
 * word {@code xml}, what begins with {@code <} is one word to the end of the line, quotes and all.
 */
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
            } else if (c == '<'
                    && word == null
                    && !words.isEmpty()
                    && words.get(words.size() - 1).equalsIgnoreCase("xml")) {
                words.add(line.substring(i).strip());
                return words;
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

    /** A value as it is written: in quotes unless it is of letters, digits, {@code _}, {@code .} and {@code -}, as crmsh has it. */
    public static String quote(String value) {
        boolean plain = !value.isEmpty();
        for (int i = 0; i < value.length() && plain; i++) {
            char c = value.charAt(i);
            plain = Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-';
        }
        return plain ? value : quoted(value);
    }

    /** A word as it is written: in quotes only where it would be read as something else without. */
    static String quoteWhereNeeded(String word) {
        boolean plain = !word.isEmpty();
        for (int i = 0; i < word.length() && plain; i++) {
            char c = word.charAt(i);
            plain = !Character.isWhitespace(c) && c != '"' && c != '\'' && c != '\\';
        }
        return plain ? word : quoted(word);
    }

    private static String quoted(String value) {
        return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
