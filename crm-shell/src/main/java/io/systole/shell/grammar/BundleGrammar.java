package io.systole.shell.grammar;

import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * {@code bundle ID {docker|podman} N=V… [network N=V… [port-mapping N=V…]…] [storage storage-mapping N=V……] [meta N=V…] [primitive
 * ID]}.
 */
final class BundleGrammar {
    private static final List<String> ENGINES = List.of("docker", "podman", "rkt");

    private BundleGrammar() {}

    static Definition parse(Cursor cursor) throws SyntaxException {
        String id = cursor.next("a name");
        Element.Builder out = Element.builder("bundle").attribute("id", id);
        ResourceGrammar.description(cursor, out);
        List<Element> sets = new ArrayList<>();
        List<Element> parts = new ArrayList<>();
        List<String> children = new ArrayList<>();
        while (cursor.more()) {
            String word = cursor.next("docker, podman, network, storage, meta or primitive")
                    .toLowerCase(Locale.ROOT);
            if (ENGINES.contains(word)) {
                parts.add(options(cursor, Element.builder(word)).build());
            } else {
                switch (word) {
                    case "network" -> parts.add(mappings(cursor, id, "network", "port-mapping", "port-map"));
                    case "storage" -> parts.add(mappings(cursor, id, "storage", "storage-mapping", "storage-map"));
                    case "meta" -> sets.add(ResourceGrammar.block(cursor, "meta_attributes", id, sets));
                    case "primitive" -> children.add(cursor.next("a primitive"));
                    default ->
                        throw new SyntaxException("\"" + word + "\" was not expected here; a bundle takes docker or"
                                + " podman, network, storage, meta, primitive");
                }
            }
        }
        if (parts.isEmpty() || !ENGINES.contains(parts.get(0).name())) {
            throw new SyntaxException("it takes docker or podman with an image first");
        }
        if (children.size() > 1) {
            throw new SyntaxException("it takes one primitive");
        }
        return new Definition("resources", out.children(sets).children(parts).build(), children);
    }

    private static Element.Builder options(Cursor cursor, Element.Builder out) {
        for (Map.Entry<String, String> pair : Pairs.take(cursor).entrySet()) {
            out.attribute(pair.getKey(), pair.getValue());
        }
        return out;
    }

    private static Element mappings(Cursor cursor, String bundle, String name, String mapping, String suffix)
            throws SyntaxException {
        Element.Builder out = options(cursor, Element.builder(name));
        for (int count = 0; cursor.accept(mapping); count++) {
            Element each = options(cursor, Element.builder(mapping)).build();
            if (each.attributeCount() == 0) {
                throw new SyntaxException(mapping + " takes name=value");
            }
            out.child(each.has("id") ? each : each.with("id", bundle + "-" + suffix + "-" + count));
        }
        return out.build();
    }

    static String print(Definition bundle) {
        Element element = bundle.element();
        StringBuilder out = new StringBuilder("bundle " + element.id());
        out.append(ConfigPrinter.description(element));
        for (Element part : element.children()) {
            if (part.name().equals("meta_attributes")) {
                continue;
            }
            out.append(ConfigPrinter.NEXT).append(part.name()).append(options(part, null));
            int count = 0;
            for (Element mapping : part.children()) {
                String suffix = part.name().equals("network") ? "port-map" : "storage-map";
                out.append(ConfigPrinter.NEXT).append('\t').append(mapping.name());
                out.append(options(mapping, element.id() + "-" + suffix + "-" + count++));
            }
        }
        ConfigPrinter.blocks(out, element, "meta_attributes", "meta", element.id() + "-meta_attributes");
        bundle.children()
                .forEach(child ->
                        out.append(ConfigPrinter.NEXT).append("primitive ").append(child));
        return out.toString();
    }

    private static String options(Element element, String defaultId) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < element.attributeCount(); i++) {
            String name = element.attributeName(i);
            if (!name.equals("id") || !element.attributeValue(i).equals(defaultId)) {
                out.append(' ').append(name).append('=').append(Words.quote(element.attributeValue(i)));
            }
        }
        return out.toString();
    }
}
