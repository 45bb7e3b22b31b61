package io.systole.shell.simulate;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import io.systole.shell.command.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A CIB that came from a file: parsed, and of the shape that can be planned for. */
public final class CibInput {
    /** What Pacemaker says of a CIB that switches checking off. */
    public static final String UNCHECKED =
            "Schema validation of configuration is disabled (support for validate-with set to"
                    + " \"none\" is deprecated and will be removed in a future release)";

    private static final Set<String> PARTS = new TreeSet<>(List.of("configuration", "status"));
    private static final List<String> SECTIONS = List.of("crm_config", "nodes", "resources", "constraints");
    private static final Set<String> RESOURCES =
            new TreeSet<>(List.of("primitive", "group", "clone", "master", "bundle", "template"));

    private CibInput() {}

    /**
     * The CIB in these bytes, with a status section.
     *
     * @param what where it came from, for sentences
     * @throws Failure with exit status 65 for what is no XML, 78 for what is no CIB
     */
    public static Element parse(byte[] bytes, String what) throws Failure {
        Element root;
        try {
            root = XmlParser.parse(bytes);
        } catch (XmlException e) {
            throw new Failure(CrmExit.DATAERR, "Could not read input XML: " + what + ": " + e.getMessage());
        }
        return complete(root, what);
    }

    /** @throws Failure with exit status 78 for what is no CIB */
    public static Element complete(Element root, String what) throws Failure {
        if (!root.name().equals("cib")) {
            throw invalid(what, "the document is a <" + root.name() + ">, not a <cib>");
        }
        boolean checked = !"none".equals(root.attribute("validate-with"));
        Element configuration = root.child("configuration");
        if (configuration == null) {
            throw invalid(what, "<cib> has no <configuration>");
        }
        List<Element> children = new ArrayList<>();
        for (Element part : root.children()) {
            if (!PARTS.contains(part.name()) && !isComment(part)) {
                throw invalid(what, "<" + part.name() + "> does not belong into a <cib>");
            }
            children.add(part == configuration ? complete(configuration, what, checked) : part);
        }
        Element whole = root.withChildren(children);
        return whole.child("status") == null ? whole.withChild(Element.of("status")) : whole;
    }

    private static Element complete(Element configuration, String what, boolean checked) throws Failure {
        Element whole = configuration;
        for (String section : SECTIONS) {
            if (configuration.child(section) == null) {
                if (checked) {
                    throw invalid(what, "<configuration> has no <" + section + ">");
                }
                whole = whole.withChild(Element.of(section));
            }
        }
        for (Element resource : whole.child("resources").children()) {
            if (isComment(resource) || !checked) {
                continue;
            }
            if (!RESOURCES.contains(resource.name())) {
                throw invalid(what, "<" + resource.name() + "> is no kind of resource: expected one of " + RESOURCES);
            }
            if (resource.id() == null) {
                throw invalid(what, "a <" + resource.name() + "> in <resources> has no id");
            }
        }
        return whole;
    }

    private static boolean isComment(Element element) {
        return element.name().equals(Element.COMMENT);
    }

    private static Failure invalid(String what, String why) {
        return new Failure(CrmExit.CONFIG, "The configuration in " + what + " is not valid: " + why);
    }
}
