package io.systole.shell.render;

import java.util.List;

/** Outlines as a web page with Pacemaker's classes, so that existing style sheets fit. */
public final class HtmlPage {
    private static final String CSS = """
            .online { color: green }
            .offline { color: red }
            .maint { color: blue }
            .standby { color: blue }
            .health_red { color: red }
            .health_yellow { color: GoldenRod }
            .rsc-failed { color: red }
            .rsc-failure-ignored { color: DarkGreen }
            .rsc-managed { color: blue }
            .rsc-multiple { color: orange }
            .rsc-ok { color: green }
            .warning { color: red; font-weight: bold }
            .bold { font-weight: bold }
            """;

    private final StringBuilder out = new StringBuilder();

    private HtmlPage() {}

    /**
     * @param stylesheet where another style sheet is, or null
     * @param refreshSeconds how often a browser reads the page anew; 0 for never
     */
    public static String of(List<Outline> sections, String title, String stylesheet, int refreshSeconds) {
        HtmlPage page = new HtmlPage();
        page.head(title, stylesheet, refreshSeconds);
        sections.forEach(section -> page.print(section, 2));
        page.out.append("</body>\n</html>\n");
        return page.out.toString();
    }

    private void head(String title, String stylesheet, int refreshSeconds) {
        out.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n");
        out.append("<title>").append(escape(title)).append("</title>\n");
        if (refreshSeconds > 0) {
            out.append("<meta http-equiv=\"refresh\" content=\"")
                    .append(refreshSeconds)
                    .append("\"/>\n");
        }
        out.append("<style>\n").append(CSS).append("</style>\n");
        if (stylesheet != null) {
            out.append("<link rel=\"stylesheet\" href=\"")
                    .append(escape(stylesheet))
                    .append("\"/>\n");
        }
        out.append("</head>\n<body>\n");
    }

    private void print(Outline outline, int level) {
        if (!outline.list()) {
            out.append(level == 2 ? "<p>" : "<li>");
            spans(outline.line());
            out.append(level == 2 ? "</p>\n" : "</li>\n");
            return;
        }
        int heading = Math.min(level, 6);
        out.append(level == 2 ? "" : "<li>");
        if (!outline.line().isEmpty()) {
            out.append("<h").append(heading).append('>');
            spans(outline.line());
            out.append("</h").append(heading).append(">\n");
        }
        out.append("<ul>\n");
        outline.items().forEach(item -> print(item, level + 1));
        out.append("</ul>\n").append(level == 2 ? "" : "</li>\n");
    }

    private void spans(List<Span> line) {
        for (Span span : line) {
            String text =
                    escape(span.text().strip().contains("\n") ? span.text().strip() : span.text());
            if (span.style() == Style.PLAIN) {
                out.append(text);
            } else {
                out.append("<span class=\"").append(span.style().htmlClass()).append("\">");
                out.append(text).append("</span>");
            }
        }
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
