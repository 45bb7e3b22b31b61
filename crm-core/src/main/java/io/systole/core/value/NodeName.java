package io.systole.core.value;

import java.util.Locale;

/**
 * A node's name, shown as it was given and compared ignoring case, as Pacemaker does.
 *
 * @param text the name as given, never empty
 */
public record NodeName(String text) implements Comparable<NodeName> {
    public NodeName {
        if (text.isEmpty()) {
            throw new IllegalArgumentException("a node name is empty");
        }
    }

    public static NodeName of(String text) {
        return new NodeName(text);
    }

    private String key() {
        return text.toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof NodeName that && text.equalsIgnoreCase(that.text);
    }

    @Override
    public int hashCode() {
        return key().hashCode();
    }

    @Override
    public int compareTo(NodeName other) {
        return key().compareTo(other.key());
    }

    @Override
    public String toString() {
        return text;
    }
}
