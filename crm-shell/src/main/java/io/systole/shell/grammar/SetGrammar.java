package io.systole.shell.grammar;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;

/**
 * Resource sets: plain words are sequential, {@code ( )} are not, {@code [ ]} are neither sequential nor all required. A change
 * of role or action starts a new set.
 */
final class SetGrammar {
    private final String constraint;
    private final boolean actions;
    private final List<Element> sets = new ArrayList<>();
    private Element.Builder open;
    private int openCount;
    private String openWord;

    SetGrammar(String constraint, boolean actions) {
        this.constraint = constraint;
        this.actions = actions;
    }

    /** Whether no word is a bracket. */
    static boolean plain(List<String> words) {
        return words.stream()
                .noneMatch(w -> w.startsWith("(") || w.startsWith("[") || w.endsWith(")") || w.endsWith("]"));
    }

    List<Element> parse(List<String> words) throws SyntaxException {
        char bracket = 0;
        for (String word : separated(words)) {
            switch (word) {
                case "(", "[" -> {
                    if (bracket != 0) {
                        throw new SyntaxException("sets cannot be nested");
                    }
                    close();
                    bracket = word.charAt(0);
                }
                case ")", "]" -> {
                    if (bracket == 0 || (bracket == '(') != word.equals(")")) {
                        throw new SyntaxException("\"" + word + "\" closes no set");
                    }
                    if (openCount == 0) {
                        throw new SyntaxException("a set is empty");
                    }
                    close();
                    bracket = 0;
                }
                default -> {
                    if (word.startsWith("sequential=") || word.startsWith("require-all=")) {
                        begin(bracket, openWord);
                        int equals = word.indexOf('=');
                        open.attribute(word.substring(0, equals), word.substring(equals + 1));
                    } else {
                        add(word, bracket);
                    }
                }
            }
        }
        if (bracket != 0) {
            throw new SyntaxException("a set that begins with " + bracket + " is not closed");
        }
        close();
        return sets;
    }

    /** {@code { a b }} of a location. */
    List<Element> braces(String first, Cursor cursor) throws SyntaxException {
        List<String> words = new ArrayList<>();
        String word = first.substring(1);
        while (!word.endsWith("}")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
            word = cursor.next("}");
        }
        if (word.length() > 1) {
            words.add(word.substring(0, word.length() - 1));
        }
        if (words.isEmpty()) {
            throw new SyntaxException("a set is empty");
        }
        return parse(words);
    }

    private static List<String> separated(List<String> words) {
        List<String> tokens = new ArrayList<>();
        for (String word : words) {
            String rest = word;
            if (rest.startsWith("(") || rest.startsWith("[")) {
                tokens.add(rest.substring(0, 1));
                rest = rest.substring(1);
            }
            boolean closes = rest.endsWith(")") || rest.endsWith("]");
            String plain = closes ? rest.substring(0, rest.length() - 1) : rest;
            if (!plain.isEmpty()) {
                tokens.add(plain);
            }
            if (closes) {
                tokens.add(rest.substring(rest.length() - 1));
            }
        }
        return tokens;
    }

    private void add(String reference, char bracket) throws SyntaxException {
        String word = ConstraintGrammar.roleOrAction(reference, actions);
        if (open != null && openCount > 0 && !String.valueOf(word).equals(String.valueOf(openWord))) {
            close();
        }
        begin(bracket, word);
        if (word != null && openCount == 0) {
            open.attribute(actions ? "action" : "role", word);
        }
        open.child(Element.of("resource_ref", "id", ConstraintGrammar.resource(reference)));
        openCount++;
        openWord = word;
    }

    private void begin(char bracket, String word) {
        if (open != null) {
            return;
        }
        open = Element.builder("resource_set").attribute("id", constraint + "-" + sets.size());
        if (bracket != 0) {
            open.attribute("sequential", "false");
        }
        if (bracket == '[') {
            open.attribute("require-all", "false");
        }
        openCount = 0;
        openWord = word;
    }

    private void close() {
        if (open != null) {
            sets.add(open.build());
        }
        open = null;
        openCount = 0;
        openWord = null;
    }

    /**
     * Prints sets as they are typed.
     *
     * @param pair how many words without a bracket would be read as something else than sets
     */
    static String print(List<Element> sets, int pair) {
        String words = print(sets, false);
        boolean misread = words.chars().filter(c -> c == ' ').count() == pair
                && plain(List.of(words.strip().split(" ")));
        return misread ? print(sets, true) : words;
    }

    private static String print(List<Element> sets, boolean bracketFirst) {
        StringBuilder out = new StringBuilder();
        String before = null;
        for (Element set : sets) {
            boolean sequential = set.attribute("sequential", "true").equals("true");
            boolean requireAll = set.attribute("require-all", "true").equals("true");
            String word = set.attribute("role", set.attribute("action"));
            boolean plain = sequential
                    && requireAll
                    && !String.valueOf(word).equals(before)
                    && !(bracketFirst && out.isEmpty());
            before = plain ? String.valueOf(word) : null;
            if (!plain) {
                out.append(requireAll ? " (" : " [");
            }
            for (Element reference : set.children("resource_ref")) {
                out.append(' ').append(reference.id()).append(word == null ? "" : ":" + word);
            }
            if (!plain) {
                out.append(sequential ? " sequential=true" : "").append(requireAll ? " )" : " ]");
            }
        }
        return out.toString();
    }
}
