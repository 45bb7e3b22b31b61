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
        return changed(
                Cib.empty(),
                new CibOperation.Modify(
                        "crm_config",
                        xml("<crm_config><cluster_property_set id=\"o\">" + options
                                + "</cluster_property_set></crm_config>"),
                        true),
                new CibOperation.Replace("resources", xml("<resources>" + resources + "</resources>")),
                new CibOperation.Replace("constraints", xml("<constraints>" + constraints + "</constraints>")));
    }

    static String primitive(String id, String type) {
        return "<primitive id=\"" + id + "\" class=\"ocf\" provider=\"pacemaker\" type=\"" + type
                + "\"><operations><op id=\"" + id
                + "-m\" name=\"monitor\" interval=\"10s\" timeout=\"20s\"/></operations></primitive>";
    }

    /** Room on every node of an {@link #estate}, and what each of its resources u1 to u4 takes: two fit, three do not. */
    static final int ROOM = 8;

    static final int TAKEN = 3;
    static final List<String> LARGE = List.of("u1", "u2", "u3", "u4");

    private static String large(String id) {
        return primitive(id, "Dummy")
                .replace(
                        "<operations>",
                        "<utilization id=\"" + id + "-u\"><nvpair id=\"" + id + "-room\" name=\"room\" value=\"" + TAKEN
                                + "\"/></utilization><operations>");
    }

    private static String ticket(String resource, String ticket, String lossPolicy) {
        return "<rsc_ticket id=\"t-" + resource + "\" rsc=\"" + resource + "\" ticket=\"" + ticket + "\" loss-policy=\""
                + lossPolicy + "\"/>";
    }

    /**
     * A {@link #database}, and beside it resources that take room ({@link #LARGE}), need a ticket (guarded: its loss stops
     * it; held: leaves it as it is; vital: has its node fenced) or can be migrated while they run (mover).
     *
     * @param strategy how resources that take room are placed
     */
    static Cib estate(boolean fenced, String noQuorumPolicy, int nodes, String strategy) {
        StringBuilder rooms = new StringBuilder();
        for (int i = 1; i <= nodes; i++) {
            rooms.append("<node id=\"%1$d\" uname=\"node%1$d\"><utilization id=\"n%1$d-u\"><nvpair id=\"n%1$d-room\""
                            .formatted(i))
                    .append(" name=\"room\" value=\"")
                    .append(ROOM)
                    .append("\"/></utilization></node>");
        }
        StringBuilder resources = new StringBuilder();
        LARGE.forEach(id -> resources.append(large(id)));
        List.of("guarded", "held", "vital").forEach(id -> resources.append(primitive(id, "Dummy")));
        resources.append(primitive("mover", "Dummy")
                .replace(
                        "<operations>",
                        "<meta_attributes id=\"mover-own\"><nvpair id=\"mover-a\" name=\"allow-migrate\" value=\"true\"/>"
                                + "</meta_attributes><operations>"));
        return changed(
                database(fenced, noQuorumPolicy),
                new CibOperation.Modify("nodes", xml("<nodes>" + rooms + "</nodes>"), true),
                new CibOperation.Modify(
                        "crm_config",
                        xml("<crm_config><cluster_property_set id=\"o\"><nvpair id=\"o-p\" name=\"placement-strategy\""
                                + " value=\"" + strategy + "\"/></cluster_property_set></crm_config>"),
                        true),
                new CibOperation.Modify("resources", xml("<resources>" + resources + "</resources>"), true),
                new CibOperation.Modify(
                        "constraints",
                        xml("<constraints>" + ticket("guarded", "T", "stop") + ticket("held", "T", "freeze")
                                + ticket("vital", "V", "fence") + "</constraints>"),
                        true));
    }

    private static Cib changed(Cib cib, CibOperation... operations) {
        CibEngine.Outcome outcome = CibEngine.apply(cib, List.of(operations));
        if (!outcome.ok()) {
            throw new AssertionError(outcome.messages());
        }
        return outcome.cib();
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
