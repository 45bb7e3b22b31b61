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
        if (level > 0) {
            out.append("  ".repeat(level));
        }
    }

    private static void newLine(StringBuilder out, int level) {
        if (level >= 0) {
            out.append('\n');
        }
    }

    private static void escape(String value, StringBuilder out, boolean attribute) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append(attribute ? "&quot;" : "\"");
                case '\n' -> out.append(attribute ? "&#10;" : "\n");
                case '\r' -> out.append("&#13;");
                case '\t' -> out.append(attribute ? "&#9;" : "\t");
                default -> out.append(c);
            }
        }
    }
}
