package io.systole.core.xml;

/** Prints {@link Element} trees: two blanks per level as Pacemaker's tools do, or everything on one line. */
public final class XmlFormat {
    private XmlFormat() {}

    /** One element per line, two blanks of indent per level, a line feed at the end. */
    public static String pretty(Element element) {
        return pretty(element, 0);
    }

    /** As {@link #pretty(Element)}, starting at the given level of indent. */
    public static String pretty(Element element, int level) {
        StringBuilder out = new StringBuilder();
        write(element, out, level);
        return out.toString();
    }

    /** Without white space between elements. */
    public static String compact(Element element) {
        StringBuilder out = new StringBuilder();
        write(element, out, -1);
        return out.toString();
    }

    /** Characters of {@link #compact}, where nothing has to be escaped. */
    public static long length(Element element) {
        long length = 2L * element.name().length() + 5 + element.text().length();
        for (int i = 0; i < element.attributeCount(); i++) {
            length += 4L
                    + element.attributeName(i).length()
                    + element.attributeValue(i).length();
        }
        for (int i = 0; i < element.childCount(); i++) {
            length += length(element.child(i));
        }
        return length;
    }

    private static void write(Element element, StringBuilder out, int level) {
        indent(out, level);
        if (element.name().equals(Element.COMMENT)) {
            out.append("<!--").append(element.text()).append("-->");
            newLine(out, level);
            return;
        }
        out.append('<').append(element.name());
        for (int i = 0; i < element.attributeCount(); i++) {
            out.append(' ').append(element.attributeName(i)).append("=\"");
            escape(element.attributeValue(i), out, true);
            out.append('"');
        }
        boolean hasText = !element.text().isEmpty();
        if (element.childCount() == 0 && !hasText) {
            out.append("/>");
        } else {
            out.append('>');
            if (hasText) {
                escape(element.text(), out, false);
            }
            if (element.childCount() > 0) {
                newLine(out, level);
                for (int i = 0; i < element.childCount(); i++) {
                    write(element.child(i), out, level < 0 ? -1 : level + 1);
                }
                indent(out, level);
            }
            out.append("</").append(element.name()).append('>');
        }
        newLine(out, level);
    }

    private static void indent(StringBuilder out, int level) {
        for (int i = 0; i < level; i++) {
            out.append("  ");
        }
    }

    private static void newLine(StringBuilder out, int level) {
        if (level >= 0) {
            out.append('\n');
        }
    }

    private static void escape(String value, StringBuilder out, boolean attribute) {
        int from = 0;
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            // Nearly all letters are beyond the characters that matter.
            if (c > '>') {
                continue;
            }
            String escaped = escaped(c, attribute);
            if (escaped != null) {
                out.append(value, from, i).append(escaped);
                from = i + 1;
            }
        }
        if (from == 0) {
            out.append(value);
        } else {
            out.append(value, from, value.length());
        }
    }

    /** What is written for a character; null for itself. */
    private static String escaped(char c, boolean attribute) {
        return switch (c) {
            case '&' -> "&amp;";
            case '<' -> "&lt;";
            case '>' -> "&gt;";
            case '\r' -> "&#13;";
            case '"' -> attribute ? "&quot;" : null;
            case '\n' -> attribute ? "&#10;" : null;
            case '\t' -> attribute ? "&#9;" : null;
            default -> null;
        };
    }
}
