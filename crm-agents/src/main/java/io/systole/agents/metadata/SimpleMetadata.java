package io.systole.agents.metadata;

import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;

/** Meta-data for what has none of its own: services without parameters. */
final class SimpleMetadata {
    private SimpleMetadata() {}

    /**
     * @param timeout advised for every action but {@code meta-data}
     * @param interval advised for monitors
     */
    static String of(String type, String line, String description, String timeout, String interval) {
        Element.Builder actions = Element.builder("actions");
        for (String name : new String[] {"start", "stop", "status"}) {
            actions.child(Element.of("action", "name", name, "timeout", timeout));
        }
        actions.child(Element.of("action", "name", "monitor", "timeout", timeout, "interval", interval));
        actions.child(Element.of("action", "name", "meta-data", "timeout", "5s"));
        Element root = Element.builder("resource-agent")
                .attribute("name", type)
                .attribute("version", "0.1")
                .child(text("version", "1.1"))
                .child(text("longdesc", description))
                .child(text("shortdesc", line))
                .child(Element.of("parameters"))
                .child(actions.build())
                .build();
        return "<?xml version=\"1.0\"?>\n" + XmlFormat.pretty(root);
    }

    private static Element text(String name, String text) {
        return Element.builder(name).text(text).build();
    }
}
