package io.systole.policy.location;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** The extended regular expression of attribute {@code rsc-pattern}, as POSIX has it. */
final class ResourcePattern {
    /** Matching takes no more steps than this, whatever the expression; one that needs more does not match. */
    private static final int MOST_STEPS = 2_000_000;

    private final Pattern pattern;

    private ResourcePattern(Pattern pattern) {
        this.pattern = pattern;
    }

    /** Null if the text is not a valid expression. */
    static ResourcePattern parse(String text) {
        try {
            return new ResourcePattern(Pattern.compile(toJava(text)));
        } catch (PatternSyntaxException | StackOverflowError e) {
            return null;
        }
    }

    /** What the whole expression and each of its groups matched in the text; null if it does not match anywhere. */
    String[] match(String text) {
        Matcher matcher = pattern.matcher(new Steps(text, new int[] {MOST_STEPS}));
        try {
            if (!matcher.find()) {
                return null;
            }
        } catch (IllegalStateException | StackOverflowError e) {
            return null;
        }
        String[] groups = new String[matcher.groupCount() + 1];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = matcher.start(i) < 0 ? "" : text.substring(matcher.start(i), matcher.end(i));
        }
        return groups;
    }

    /** Java reads {@code [}, {@code &&} and backslashes inside brackets as its own; POSIX takes them as they are. */
    private static String toJava(String posix) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < posix.length()) {
            char c = posix.charAt(i);
            if (c == '\\' && i + 1 < posix.length()) {
                char escaped = posix.charAt(i + 1);
                out.append(Character.isLetterOrDigit(escaped) ? "" : "\\").append(escaped);
                i += 2;
            } else if (c == '[') {
                i = bracket(posix, i, out);
            } else {
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private static int bracket(String posix, int start, StringBuilder out) {
        int i = start + 1;
        out.append('[');
        if (i < posix.length() && posix.charAt(i) == '^') {
            out.append('^');
            i++;
        }
        boolean first = true;
        while (i < posix.length() && (first || posix.charAt(i) != ']')) {
            char c = posix.charAt(i);
            if (c == '[' && posix.startsWith("[:", i) && posix.indexOf(":]", i) > 0) {
                int end = posix.indexOf(":]", i);
                out.append(characterClass(posix.substring(i + 2, end)));
                i = end + 2;
            } else {
                out.append("[]\\&^~".indexOf(c) >= 0 ? "\\" : "").append(c);
                i++;
            }
            first = false;
        }
        if (i >= posix.length()) {
            throw new PatternSyntaxException("[ without ]", posix, start);
        }
        out.append(']');
        return i + 1;
    }

    private static String characterClass(String name) {
        return switch (name) {
            case "alpha" -> "\\p{Alpha}";
            case "digit" -> "\\p{Digit}";
            case "alnum" -> "\\p{Alnum}";
            case "upper" -> "\\p{Upper}";
            case "lower" -> "\\p{Lower}";
            case "space" -> "\\s";
            case "blank" -> "\\p{Blank}";
            case "punct" -> "\\p{Punct}";
            case "print" -> "\\p{Print}";
            case "graph" -> "\\p{Graph}";
            case "cntrl" -> "\\p{Cntrl}";
            case "xdigit" -> "\\p{XDigit}";
            default -> throw new PatternSyntaxException("unknown class", name, 0);
        };
    }

    /** A text that may be looked at so often and no more, which bounds the time that backtracking takes. */
    private record Steps(CharSequence text, int[] left) implements CharSequence {
        @Override
        public int length() {
            return text.length();
        }

        @Override
        public char charAt(int index) {
            if (--left[0] < 0) {
                throw new IllegalStateException("too many steps");
            }
            return text.charAt(index);
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }
}
