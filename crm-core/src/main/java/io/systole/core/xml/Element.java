package io.systole.core.xml;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * An immutable XML element with ordered attributes and children.
 *
 * <p>Attribute order and unknown content survive a parse and a print byte for byte, which patches, digests and the
 * administrator's eye rely on; DOM, JAXB and Jackson trees do not keep it. Every {@code with…} method returns a new
 * element and shares what did not change, so an edit costs the path from the root to the edited element.
 *
 * <p>Text is kept for the few documents that carry it (agent meta-data, command output); a CIB has none. Mixed content is
 * kept as one text per element.
 */
public final class Element {
    static final String[] NO_ATTRIBUTES = {};
    static final Element[] NO_CHILDREN = {};

    private final String name;
    /** Name, value, name, value… in document order. */
    private final String[] attributes;

    private final Element[] children;
    private final String text;
    private int hash;

    private Element(String name, String[] attributes, Element[] children, String text) {
        this.name = name;
        this.attributes = attributes;
        this.children = children;
        this.text = text;
    }

    /** An element of arrays that nobody changes from now on. */
    static Element assembled(String name, String[] attributes, Element[] children, String text) {
        return new Element(name, attributes, children, text);
    }

    /** An element without attributes, children or text. */
    public static Element of(String name) {
        return new Element(Objects.requireNonNull(name), NO_ATTRIBUTES, NO_CHILDREN, "");
    }

    /** An element with the given attributes, as name, value, name, value…; a null value leaves that attribute out. */
    public static Element of(String name, String... attributes) {
        Builder builder = builder(name);
        for (int i = 0; i < attributes.length; i += 2) {
            builder.attribute(attributes[i], attributes[i + 1]);
        }
        return builder.build();
    }

    /** The name that a comment has among the children of an element; no element of a document can bear it. */
    public static final String COMMENT = "#comment";

    /** A comment as a child; what XML does not allow inside comments is written apart. */
    public static Element comment(String text) {
        String apart = text.replace("--", "- -");
        return of(COMMENT).withText(apart.endsWith("-") ? apart + " " : apart);
    }

    public static Builder builder(String name) {
        return new Builder(name);
    }

    /** A builder holding this element's content. */
    public Builder toBuilder() {
        Builder builder = new Builder(name);
        builder.attributes.addAll(Arrays.asList(attributes));
        builder.children.addAll(Arrays.asList(children));
        builder.text = text;
        return builder;
    }

    public String name() {
        return name;
    }

    /** The text directly inside this element, or the empty string. */
    public String text() {
        return text;
    }

    /** The {@code id} attribute, or null. */
    public String id() {
        return attribute("id");
    }

    /** The attribute's value, or null where the element does not have it. */
    public String attribute(String key) {
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals(key)) {
                return attributes[i + 1];
            }
        }
        return null;
    }

    public String attribute(String key, String otherwise) {
        String value = attribute(key);
        return value == null ? otherwise : value;
    }

    public boolean has(String key) {
        return attribute(key) != null;
    }

    public int attributeCount() {
        return attributes.length / 2;
    }

    public String attributeName(int index) {
        return attributes[2 * index];
    }

    public String attributeValue(int index) {
        return attributes[2 * index + 1];
    }

    /** The children in document order; unmodifiable. */
    public List<Element> children() {
        return children.length == 0 ? List.of() : java.util.Collections.unmodifiableList(Arrays.asList(children));
    }

    public int childCount() {
        return children.length;
    }

    public Element child(int index) {
        return children[index];
    }

    /** The first child with this name, or null. */
    public Element child(String childName) {
        for (Element child : children) {
            if (child.name.equals(childName)) {
                return child;
            }
        }
        return null;
    }

    /** The children with this name in document order. */
    public List<Element> children(String childName) {
        List<Element> found = new ArrayList<>();
        for (Element child : children) {
            if (child.name.equals(childName)) {
                found.add(child);
            }
        }
        return found;
    }

    /** The first element with this id in this subtree in document order, this element included, or null. */
    public Element find(String id) {
        if (id.equals(id())) {
            return this;
        }
        for (Element child : children) {
            Element found = child.find(id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** This element with the attribute set in place, or appended where it was not there. */
    public Element with(String key, String value) {
        Objects.requireNonNull(value, key);
        for (int i = 0; i < attributes.length; i += 2) {
            if (attributes[i].equals(key)) {
                if (attributes[i + 1].equals(value)) {
                    return this;
                }
                String[] changed = attributes.clone();
                changed[i + 1] = value;
                return new Element(name, changed, children, text);
            }
        }
        String[] longer = Arrays.copyOf(attributes, attributes.length + 2);
        longer[attributes.length] = key;
        longer[attributes.length + 1] = value;
        return new Element(name, longer, children, text);
    }

    public Element without(String key) {
        if (!has(key)) {
            return this;
        }
        List<String> kept = new ArrayList<>(attributes.length);
        for (int i = 0; i < attributes.length; i += 2) {
            if (!attributes[i].equals(key)) {
                kept.add(attributes[i]);
                kept.add(attributes[i + 1]);
            }
        }
        return new Element(name, kept.toArray(NO_ATTRIBUTES), children, text);
    }

    /** The same attributes and children under another name. */
    public Element renamed(String newName) {
        return new Element(newName, attributes, children, text);
    }

    public Element withText(String newText) {
        return new Element(name, attributes, children, newText);
    }

    public Element withChildren(List<Element> newChildren) {
        return new Element(name, attributes, newChildren.toArray(NO_CHILDREN), text);
    }

    /** This element with the child appended. */
    public Element withChild(Element child) {
        return withChild(children.length, child);
    }

    /** This element with the child inserted before the child that is now at {@code index}. */
    public Element withChild(int index, Element child) {
        Element[] longer = new Element[children.length + 1];
        System.arraycopy(children, 0, longer, 0, index);
        longer[index] = child;
        System.arraycopy(children, index, longer, index + 1, children.length - index);
        return new Element(name, attributes, longer, text);
    }

    /** This element with the child at {@code index} replaced. */
    public Element replacing(int index, Element child) {
        if (children[index] == child) {
            return this;
        }
        Element[] changed = children.clone();
        changed[index] = child;
        return new Element(name, attributes, changed, text);
    }

    public Element withoutChild(int index) {
        Element[] shorter = new Element[children.length - 1];
        System.arraycopy(children, 0, shorter, 0, index);
        System.arraycopy(children, index + 1, shorter, index, shorter.length - index);
        return new Element(name, attributes, shorter, text);
    }

    /** This element without the children that match. */
    public Element withoutChildren(Predicate<Element> which) {
        List<Element> kept = new ArrayList<>(children.length);
        for (Element child : children) {
            if (!which.test(child)) {
                kept.add(child);
            }
        }
        return kept.size() == children.length ? this : withChildren(kept);
    }

    /** Structural equality, attribute order included. */
    @Override
    public boolean equals(Object other) {
        return this == other
                || other instanceof Element that
                        && hashCode() == that.hashCode()
                        && name.equals(that.name)
                        && text.equals(that.text)
                        && Arrays.equals(attributes, that.attributes)
                        && Arrays.equals(children, that.children);
    }

    @Override
    public int hashCode() {
        int h = hash;
        if (h == 0) {
            h = 31 * (31 * (31 * name.hashCode() + text.hashCode()) + Arrays.hashCode(attributes))
                    + Arrays.hashCode(children);
            hash = h == 0 ? 1 : h;
        }
        return hash;
    }

    /** One line of XML, for messages and test failures. */
    @Override
    public String toString() {
        return XmlFormat.compact(this);
    }

    /** Collects an element's content. Not thread-safe; {@link #build()} may be called once. */
    public static final class Builder {
        private final String name;
        private final List<String> attributes = new ArrayList<>();
        private final List<Element> children = new ArrayList<>();
        private String text = "";

        private Builder(String name) {
            this.name = Objects.requireNonNull(name);
        }

        /** Sets an attribute; a null value leaves it out, a second value for a key replaces the first in place. */
        public Builder attribute(String key, String value) {
            if (value == null) {
                return this;
            }
            for (int i = 0; i < attributes.size(); i += 2) {
                if (attributes.get(i).equals(key)) {
                    attributes.set(i + 1, value);
                    return this;
                }
            }
            attributes.add(key);
            attributes.add(value);
            return this;
        }

        /** Appends a child; null appends nothing. */
        public Builder child(Element child) {
            if (child != null) {
                children.add(child);
            }
            return this;
        }

        public Builder children(Iterable<Element> more) {
            more.forEach(children::add);
            return this;
        }

        public Builder text(String newText) {
            text = newText;
            return this;
        }

        public Element build() {
            return new Element(name, attributes.toArray(NO_ATTRIBUTES), children.toArray(NO_CHILDREN), text);
        }
    }
}
