package io.systole.core.xml;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads the kind of XML that a CIB is: ASCII, elements, attributes with the five named entities, comments. It takes a fifth
 * of the time of the JDK's parser and a fraction of its classes, which counts for commands that run once.
 *
 * <p>It judges nothing: at the first byte out of that kind (another encoding, a document type, CDATA, a broken tag…) it gives
 * up, and the JDK's parser reads the document from the start, or says what is wrong with it.
 */
final class PlainScanner {
    private static final String DECLARATION_START = "<?xml";
    private static final String[] DECLARATIONS = {
        "<?xml version=\"1.0\"?>",
        "<?xml version=\"1.0\" ?>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?>",
        "<?xml version='1.0' encoding='UTF-8'?>",
        "<?xml version='1.0' encoding='utf-8'?>"
    };
    private static final String[] ENTITIES = {"&quot;", "&amp;", "&lt;", "&gt;", "&apos;"};
    private static final String ENTITY_VALUES = "\"&<>'";
    private static final int LONGEST_NAME = 200;
    private static final int MOST_ATTRIBUTES = 1_000;
    private static final int END = -1;
    private static final boolean[] IN_NAME = new boolean[128];

    static {
        for (char c = 0; c < IN_NAME.length; c++) {
            IN_NAME[c] = isLetter(c) || c >= '0' && c <= '9' || c == '-' || c == '.';
        }
    }

    /** The document is of another kind. Without a stack trace: it is an answer, not a failure. */
    private static final class OtherKind extends RuntimeException {
        private static final long serialVersionUID = 1;

        OtherKind() {
            super(null, null, false, false);
        }
    }

    private final byte[] in;
    private final int elementLimit;
    private int at;
    private int elements;
    private final SeenStrings seen = new SeenStrings();
    private String[] attributes = new String[32];
    private Element[] waiting = new Element[256];
    private int waitingCount;

    private PlainScanner(byte[] in, int elementLimit) {
        this.in = in;
        this.elementLimit = elementLimit;
    }

    /** The document's root, or null if the document is not of the plain kind. */
    static Element read(byte[] document, int elementLimit) {
        try {
            return new PlainScanner(document, elementLimit).document();
        } catch (OtherKind e) {
            return null;
        }
    }

    private Element document() {
        skipDeclaration();
        skipSpaceAndComments();
        expect('<');
        Element root = element(0);
        skipSpaceAndComments();
        if (at < in.length) {
            throw new OtherKind();
        }
        return root;
    }

    private void skipDeclaration() {
        if (!startsWith(DECLARATION_START)) {
            return;
        }
        for (String declaration : DECLARATIONS) {
            if (startsWith(declaration)) {
                at += declaration.length();
                return;
            }
        }
        throw new OtherKind();
    }

    private void skipSpaceAndComments() {
        skipSpace();
        while (startsWith("<!--")) {
            at++;
            comment();
            skipSpace();
        }
    }

    /** @param depth the number of elements around it; the scanner stands behind its {@code <} */
    private Element element(int depth) {
        if (depth >= XmlParser.DEPTH_LIMIT || ++elements > elementLimit) {
            throw new OtherKind();
        }
        String name = name();
        String[] pairs = attributes();
        if (peek() == '/') {
            at++;
            expect('>');
            return Element.assembled(name, pairs, Element.NO_CHILDREN, "");
        }
        expect('>');
        int first = waitingCount;
        String text = content(depth);
        endTag(name);
        Element[] children =
                waitingCount == first ? Element.NO_CHILDREN : Arrays.copyOfRange(waiting, first, waitingCount);
        waitingCount = first;
        return Element.assembled(name, pairs, children, text);
    }

    /** Lets the children of an element wait, up to its end tag, and gives its text. */
    private String content(int depth) {
        StringBuilder text = null;
        while (true) {
            int from = at;
            skipSpace();
            if (peek() != '<') {
                skipText();
                text = (text == null ? new StringBuilder() : text).append(string(from, at));
            }
            at++;
            int next = peek();
            if (next == '/') {
                at++;
                return text == null ? "" : text.toString().strip();
            }
            if (next == '!') {
                String comment = comment();
                if (comment.startsWith("#")) {
                    await(Element.comment(comment));
                }
            } else {
                await(element(depth + 1));
            }
        }
    }

    private void await(Element child) {
        if (waitingCount == waiting.length) {
            waiting = Arrays.copyOf(waiting, 2 * waitingCount);
        }
        waiting[waitingCount++] = child;
    }

    private void endTag(String name) {
        if (!startsWith(name)) {
            throw new OtherKind();
        }
        at += name.length();
        skipSpace();
        expect('>');
    }

    private String[] attributes() {
        int count = 0;
        while (true) {
            int before = at;
            skipSpace();
            int next = peek();
            if (next == '>' || next == '/') {
                return count == 0 ? Element.NO_ATTRIBUTES : Arrays.copyOf(attributes, count);
            }
            if (at == before || count == 2 * MOST_ATTRIBUTES) {
                throw new OtherKind();
            }
            if (count == attributes.length) {
                attributes = Arrays.copyOf(attributes, 2 * count);
            }
            String name = name();
            for (int i = 0; i < count; i += 2) {
                if (attributes[i].equals(name)) {
                    throw new OtherKind();
                }
            }
            skipSpace();
            expect('=');
            skipSpace();
            attributes[count++] = name;
            attributes[count++] = value();
        }
    }

    private String name() {
        int from = at;
        int hash = 0;
        int next = peek();
        if (next < 0 || !isLetter((char) next)) {
            throw new OtherKind();
        }
        while (next >= 0 && IN_NAME[next]) {
            hash = 31 * hash + next;
            at++;
            next = peek();
        }
        if (at - from > LONGEST_NAME) {
            throw new OtherKind();
        }
        return seen.string(in, from, at, hash);
    }

    private String value() {
        int quote = peek();
        if (quote != '"' && quote != '\'') {
            throw new OtherKind();
        }
        int from = ++at;
        int hash = 0;
        for (int next = peek(); next != quote; next = peek()) {
            if (next < ' ' || next == '<' || next == '&') {
                return escapedValue(from, quote);
            }
            hash = 31 * hash + next;
            at++;
        }
        return seen.string(in, from, at++, hash);
    }

    private String escapedValue(int from, int quote) {
        StringBuilder value = new StringBuilder(string(from, at));
        for (int next = peek(); next != quote; next = peek()) {
            if (next == '&') {
                value.append(entity());
            } else if (next == '\t' || next == '\n') {
                value.append(' ');
                at++;
            } else if (next >= ' ' && next != '<') {
                value.append((char) next);
                at++;
            } else {
                throw new OtherKind();
            }
        }
        at++;
        return value.toString();
    }

    private char entity() {
        for (int i = 0; i < ENTITIES.length; i++) {
            if (startsWith(ENTITIES[i])) {
                at += ENTITIES[i].length();
                return ENTITY_VALUES.charAt(i);
            }
        }
        throw new OtherKind();
    }

    private void skipText() {
        for (int next = peek(); next != '<'; next = peek()) {
            if (next < ' ' && next != '\n' && next != '\t' || next == '&' || next == ']') {
                throw new OtherKind();
            }
            at++;
        }
    }

    /** What stands in a comment; the scanner stands behind its {@code <}. */
    private String comment() {
        if (!startsWith("!--")) {
            throw new OtherKind();
        }
        at += 3;
        int from = at;
        while (!startsWith("--")) {
            int next = peek();
            if (next < ' ' && next != '\n' && next != '\t') {
                throw new OtherKind();
            }
            at++;
        }
        String text = string(from, at);
        at += 2;
        expect('>');
        return text;
    }

    private void skipSpace() {
        int next = peek();
        while (next == ' ' || next == '\n' || next == '\t') {
            at++;
            next = peek();
        }
    }

    private String string(int from, int to) {
        return new String(in, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private boolean startsWith(String word) {
        if (in.length - at < word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (in[at + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void expect(char wanted) {
        if (peek() != wanted) {
            throw new OtherKind();
        }
        at++;
    }

    /** The next byte; negative behind the end and for what is not ASCII. */
    private int peek() {
        return at < in.length ? in[at] : END;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }
}
