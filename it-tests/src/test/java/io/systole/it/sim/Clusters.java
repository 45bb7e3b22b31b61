package io.systole.it.sim;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibEngine;
import io.systole.core.cib.CibOperation;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import java.util.List;

/** Configurations that simulations run. */
final class Clusters {
    private static final String FENCED = "<nvpair id=\"o-f\" name=\"stonith-enabled\" value=\"true\"/>";
    private static final String UNFENCED = "<nvpair id=\"o-f\" name=\"stonith-enabled\" value=\"false\"/>";

    private Clusters() {}

    private static Element xml(String text) {
        try {
            return XmlParser.parse(text);
        } catch (XmlException e) {
            throw new AssertionError(text, e);
        }
    }

    private static Cib cib(String options, String resources, String constraints) {
        CibEngine.Outcome outcome = CibEngine.apply(
                Cib.empty(),
                List.of(
                        new CibOperation.Modify(
                                "crm_config",
                                xml("<crm_config><cluster_property_set id=\"o\">" + options
                                        + "</cluster_property_set></crm_config>"),
                                true),
                        new CibOperation.Replace("resources", xml("<resources>" + resources + "</resources>")),
                        new CibOperation.Replace(
                                "constraints", xml("<constraints>" + constraints + "</constraints>"))));
        if (!outcome.ok()) {
            throw new AssertionError(outcome.messages());
        }
        return outcome.cib();
    }

    static String primitive(String id, String type) {
        return "<primitive id=\"" + id + "\" class=\"ocf\" provider=\"pacemaker\" type=\"" + type
                + "\"><operations><op id=\"" + id
                + "-m\" name=\"monitor\" interval=\"10s\" timeout=\"20s\"/></operations></primitive>";
    }

    /** A promotable set, a group that runs where it is promoted, and a resource that nobody depends on. */
    static Cib database(boolean fenced, String noQuorumPolicy) {
        String device = fenced ? "<primitive id=\"fence\" class=\"stonith\" type=\"fence_simulated\"/>" : "";
        return cib(
                (fenced ? FENCED : UNFENCED) + "<nvpair id=\"o-q\" name=\"no-quorum-policy\" value=\"" + noQuorumPolicy
                        + "\"/>",
                "<clone id=\"ms\"><meta_attributes id=\"ms-m\"><nvpair id=\"ms-p\" name=\"promotable\" value=\"true\"/>"
                        + "<nvpair id=\"ms-n\" name=\"notify\" value=\"true\"/></meta_attributes>"
                        + "<primitive id=\"disk\" class=\"ocf\" provider=\"pacemaker\" type=\"Stateful\"><operations>"
                        + "<op id=\"disk-m\" name=\"monitor\" interval=\"10s\" role=\"Promoted\"/>"
                        + "<op id=\"disk-n\" name=\"monitor\" interval=\"11s\" role=\"Unpromoted\"/></operations></primitive></clone>"
                        + "<group id=\"pg\">" + primitive("fs", "Dummy") + primitive("db", "Dummy")
                        + primitive("vip", "Dummy") + "</group>" + primitive("other", "Dummy") + device,
                "<rsc_colocation id=\"c\" score=\"INFINITY\" rsc=\"pg\" with-rsc=\"ms\" with-rsc-role=\"Promoted\"/>"
                        + "<rsc_order id=\"r\" first=\"ms\" first-action=\"promote\" then=\"pg\" then-action=\"start\"/>");
    }
}
