package io.systole.shell.simulate;

import java.util.List;

/** Text in sections, with an empty line between two of them. */
final class Page {
    private final StringBuilder text = new StringBuilder();

    void line(String line) {
        text.append(line).append('\n');
    }

    /** An empty line, if there is something to set apart from. */
    void space() {
        if (!text.isEmpty()) {
            text.append('\n');
        }
    }

    void block(String lines) {
        text.append(lines);
    }

    void list(String title, List<String> items) {
        line(title + ":");
        items.forEach(item -> line("  * " + item));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
