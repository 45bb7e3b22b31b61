package io.systole.core.cib;

import io.systole.core.xml.Element;

/**
 * A cluster information base: the immutable {@code cib} element with its sections.
 *
 * @param root a {@code cib} element that has a {@code configuration} (with {@code crm_config}, {@code nodes}, {@code
 *     resources}, {@code constraints}) and a {@code status} section
 */
public record Cib(Element root) {
    private static final Element EMPTY = Element.of(
                    "cib",
                    "crm_feature_set",
                    "3.20.1",
                    "validate-with",
                    "pacemaker-3.9",
                    "admin_epoch",
                    "0",
                    "epoch",
                    "0",
                    "num_updates",
                    "0")
            .withChild(Element.of("configuration")
                    .withChild(Element.of("crm_config"))
                    .withChild(Element.of("nodes"))
                    .withChild(Element.of("resources"))
                    .withChild(Element.of("constraints")))
            .withChild(Element.of("status"));

    /** A CIB without content, version 0.0.0. */
    public static Cib empty() {
        return new Cib(EMPTY);
    }

    public CibVersion version() {
        return CibVersion.of(root);
    }

    public Element configuration() {
        return root.child("configuration");
    }

    /** A section of the configuration by its element name, for example {@code resources}; null where it is absent. */
    public Element section(String name) {
        return name.equals("status") ? status() : configuration().child(name);
    }

    public Element status() {
        return root.child("status");
    }
}
