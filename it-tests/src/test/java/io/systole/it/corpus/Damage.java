package io.systole.it.corpus;

import io.systole.core.xml.Element;
import java.util.Random;

/** One fault put into a document: something missing, twice, elsewhere, or saying something absurd. */
final class Damage {
    private static final String[] ABSURD = {
        "",
        " ",
        "-1",
        "99999999999999999999",
        "INFINITY",
        "-INFINITY",
        "true",
        "no",
        "a b",
        "P1X",
        "%1",
        "#default",
        "{",
        "monitor",
        "Promoted",
        "\u00e9",
        "1:2:3",
        "2023-02-31"
    };

    private Damage() {}

    static Element to(Element root, Random random) {
        int at = 1 + random.nextInt(Math.max(1, size(root) - 1));
        return change(root, new int[] {at}, random);
    }

    private static int size(Element element) {
        int size = 1;
        for (Element child : element.children()) {
            size += size(child);
        }
        return size;
    }

    /** Counts down to the element that is to be changed, and gives the document with the change. */
    private static Element change(Element parent, int[] left, Random random) {
        for (int i = 0; i < parent.childCount(); i++) {
            if (--left[0] == 0) {
                return damage(parent, i, random);
            }
            Element child = parent.child(i);
            Element changed = change(child, left, random);
            if (left[0] <= 0) {
                return parent.replacing(i, changed);
            }
        }
        return parent;
    }

    private static Element damage(Element parent, int at, Random random) {
        Element child = parent.child(at);
        switch (random.nextInt(6)) {
            case 0:
                return parent.withoutChild(at);
            case 1:
                return parent.withChild(child);
            case 2:
                return parent.replacing(at, child.withChild(child));
            case 3:
                return parent.replacing(at, child.renamed(parent.name()));
            default:
                if (child.attributeCount() == 0) {
                    return parent.replacing(at, child.withChild(Element.of("x", "id", "x")));
                }
                String name = child.attributeName(random.nextInt(child.attributeCount()));
                return parent.replacing(
                        at,
                        random.nextInt(3) == 0
                                ? child.without(name)
                                : child.with(name, ABSURD[random.nextInt(ABSURD.length)]));
        }
    }
}
