package io.systole.policy;

import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;

/** Writes small CIBs for tests: two nodes that are online, and what a test puts into them. */
final class SmallCib {
    static final long NOW_MS = 1_700_000_000_000L;

    /** What a resource without parameters was started with. */
    private static final String DIGEST = "f2317cad3d54cec5d7d7aa7d0bf35cf8";

    private final StringBuilder options = new StringBuilder();
    private final StringBuilder resources = new StringBuilder();
    private final StringBuilder constraints = new StringBuilder();
    private final StringBuilder historyOfNode1 = new StringBuilder();
    private final StringBuilder historyOfNode2 = new StringBuilder();
    private boolean node1Lost;
    private int calls;

    static SmallCib withoutFencing() {
        return new SmallCib().option("fencing-enabled", "false");
    }

    SmallCib option(String name, String value) {
        options.append("<nvpair id='o-" + name + "' name='" + name + "' value='" + value + "'/>");
        return this;
    }

    SmallCib resource(String xml) {
        resources.append(xml);
        return this;
    }

    SmallCib dummy(String id) {
        return resource(primitive(id, ""));
    }

    static String primitive(String id, String content) {
        return "<primitive id='" + id + "' class='ocf' provider='pacemaker' type='Dummy'>" + content + "</primitive>";
    }

    SmallCib constraint(String xml) {
        constraints.append(xml);
        return this;
    }

    /** A primitive that runs on node1 and was looked for on node2. */
    SmallCib runningOnNode1(String id) {
        return history(historyOfNode1, id, "start", 0).history(historyOfNode2, id, "monitor", 7);
    }

    SmallCib stoppedEverywhere(String id) {
        return history(historyOfNode1, id, "monitor", 7).history(historyOfNode2, id, "monitor", 7);
    }

    SmallCib node1IsLost() {
        node1Lost = true;
        return this;
    }

    private SmallCib history(StringBuilder history, String id, String task, int exit) {
        calls++;
        history.append("<lrm_resource id='" + id + "' class='ocf' provider='pacemaker' type='Dummy'><lrm_rsc_op id='"
                + id
                + "_last_0' operation='" + task + "' operation_key='" + id + "_" + task + "_0' interval='0' call-id='"
                + calls + "' rc-code='" + exit + "' op-status='0' op-digest='" + DIGEST + "' transition-key='1:1:"
                + exit
                + ":u' transition-magic='0:" + exit + ";1:1:" + exit + ":u'/></lrm_resource>");
        return this;
    }

    String text() {
        return "<cib validate-with='pacemaker-3.9' have-quorum='1' dc-uuid='2'><configuration><crm_config>"
                + "<cluster_property_set id='options'>" + options + "</cluster_property_set></crm_config>"
                + "<nodes><node id='1' uname='node1'/><node id='2' uname='node2'/></nodes>"
                + "<resources>" + resources + "</resources><constraints>" + constraints + "</constraints>"
                + "</configuration><status>"
                + state("1", "node1", historyOfNode1, !node1Lost)
                + state("2", "node2", historyOfNode2, true) + "</status></cib>";
    }

    private static String state(String id, String name, StringBuilder history, boolean online) {
        return "<node_state id='" + id + "' uname='" + name + "' in_ccm='" + online + "' crmd='"
                + (online ? "online" : "offline") + "' join='" + (online ? "member" : "down")
                + "' expected='member'><lrm id='" + id + "'><lrm_resources>" + history
                + "</lrm_resources></lrm></node_state>";
    }

    Element cib() {
        try {
            return XmlParser.parse(text());
        } catch (XmlException e) {
            throw new AssertionError("the test's CIB is not XML: " + text(), e);
        }
    }

    Plan plan() {
        return Scheduler.schedule(cib(), NOW_MS, SchedulerOptions.DAEMON);
    }
}
