package io.systole.shell.simulate;

import io.systole.core.cib.CibValidation;
import io.systole.core.cib.rule.CibFinding;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import io.systole.shell.command.Failure;
import java.util.List;

/** A CIB that came from a file: parsed, and of the shape that can be planned for. */
public final class CibInput {
    /** What Pacemaker says of a CIB that switches checking off. */
    public static final String UNCHECKED =
            "Schema validation of configuration is disabled (support for validate-with set to"
                    + " \"none\" is deprecated and will be removed in a future release)";

    private static final List<String> SECTIONS = List.of("crm_config", "nodes", "resources", "constraints");
    /** One mistake can be the reason of many. */
    private static final int SHOWN_MAX = 10;

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

    /** @throws Failure with exit status 78 for what is no CIB, or not the CIB that its schema asks for */
    public static Element complete(Element root, String what) throws Failure {
        if (!root.name().equals("cib")) {
            throw invalid(what, List.of("the document is a <" + root.name() + ">, not a <cib>"));
        }
        Element configuration = root.child("configuration");
        if (configuration == null) {
            throw invalid(what, List.of("<cib> has no <configuration>"));
        }
        Element whole = root;
        if ("none".equals(root.attribute("validate-with"))) {
            whole = root.replacing(root.children().indexOf(configuration), complete(configuration));
        } else {
            List<CibFinding> findings = CibValidation.schema(root);
            if (!findings.isEmpty()) {
                throw invalid(what, CibFinding.sentences(findings, true));
            }
        }
        return whole.child("status") == null ? whole.withChild(Element.of("status")) : whole;
    }

    /** With all the sections that one who switches checking off may have left out. */
    private static Element complete(Element configuration) {
        Element whole = configuration;
        for (String section : SECTIONS) {
            if (configuration.child(section) == null) {
                whole = whole.withChild(Element.of(section));
            }
        }
        return whole;
    }

    private static Failure invalid(String what, List<String> reasons) {
        StringBuilder text = new StringBuilder("The configuration in " + what + " is not valid:");
        if (reasons.size() == 1) {
            return new Failure(
                    CrmExit.CONFIG, text.append(' ').append(reasons.get(0)).toString());
        }
        reasons.stream().limit(SHOWN_MAX).forEach(reason -> text.append("\n  ").append(reason));
        if (reasons.size() > SHOWN_MAX) {
            text.append("\n  and ").append(reasons.size() - SHOWN_MAX).append(" more");
        }
        return new Failure(CrmExit.CONFIG, text.toString());
    }
}
