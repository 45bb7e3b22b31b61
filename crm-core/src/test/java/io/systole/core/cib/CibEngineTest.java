package io.systole.core.cib;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import java.util.List;
import org.junit.jupiter.api.Test;

class CibEngineTest {
    private static Element xml(String text) throws XmlException {
        return XmlParser.parse(text);
    }

    private static Cib with(Cib cib, CibOperation... operations) {
        CibEngine.Outcome outcome = CibEngine.apply(cib, List.of(operations));
        assertThat(outcome.messages()).isEmpty();
        assertThat(outcome.ok()).isTrue();
        return outcome.cib();
    }

    private static Cib dummy() throws XmlException {
        return with(
                Cib.empty(),
                new CibOperation.Create(
                        "resources",
                        xml("<primitive id='a' class='ocf' provider='heartbeat' type='Dummy'>"
                                + "<meta_attributes id='a-meta'/></primitive>")));
    }

    private static CibEngine.Outcome refused(Cib cib, CibOperation operation, CrmExit exit) {
        CibEngine.Outcome outcome = CibEngine.apply(cib, List.of(operation));
        assertThat(outcome.exit()).isEqualTo(exit);
        assertThat(outcome.cib()).isSameAs(cib);
        assertThat(outcome.messages()).isNotEmpty();
        return outcome;
    }

    @Test
    void aChangeOfTheConfigurationMovesTheEpochAndOneOfTheStatusNumUpdates() throws XmlException {
        Cib cib = dummy();
        assertThat(cib.version()).hasToString("0.1.0");
        Cib status = with(cib, new CibOperation.Create("status", xml("<node_state id='1' uname='n1'/>")));
        assertThat(status.version()).hasToString("0.1.1");
        Cib again = with(status, new CibOperation.Modify("status", xml("<node_state id='1' uname='n1'/>"), false));
        assertThat(again.version()).as("nothing changed").hasToString("0.1.1");
        assertThat(with(again, new CibOperation.Bump()).version()).hasToString("0.2.0");
    }

    @Test
    void whatWasWrongBeforeDoesNotStandInTheWayOfAnotherChange() throws XmlException {
        Element dangling = xml("<rsc_location id='l' rsc='gone' node='n1' score='1'/>");
        Element root = dummy().root();
        Element configuration = root.child("configuration");
        int at = configuration.children().indexOf(configuration.child("constraints"));
        Cib imported = new Cib(root.replacing(
                0,
                configuration.replacing(at, configuration.child("constraints").withChild(dangling))));
        Cib after = CibEngine.apply(
                        imported,
                        List.of(new CibOperation.Create(
                                "resources", xml("<primitive id='b' class='ocf' provider='heartbeat' type='Dummy'/>"))))
                .cib();
        assertThat(after.section("resources").find("b")).isNotNull();
        refused(
                after,
                new CibOperation.Create("constraints", xml("<rsc_location id='m' rsc='nothing' node='n1' score='1'/>")),
                CrmExit.CONFIG);
    }

    @Test
    void creatingAnIdThatExistsIsRefused() throws XmlException {
        CibEngine.Outcome outcome = refused(
                dummy(),
                new CibOperation.Create("resources", xml("<primitive id='a' class='lsb' type='x'/>")),
                CrmExit.EXISTS);
        assertThat(outcome.messages().get(0)).contains("\"a\"").contains("primitive");
    }

    @Test
    void modifyMergesByNameAndIdAndReachesNestedObjects() throws XmlException {
        Cib cib = with(
                dummy(),
                new CibOperation.Modify(
                        null,
                        xml("<primitive id='a'><meta_attributes id='a-meta'><nvpair id='p' name='target-role'"
                                + " value='Stopped'/></meta_attributes></primitive>"),
                        false));
        cib = with(cib, new CibOperation.Modify(null, xml("<nvpair id='p' value='Started'/>"), false));
        assertThat(cib.root().find("p").attribute("value")).isEqualTo("Started");
        assertThat(cib.root().find("p").attribute("name")).isEqualTo("target-role");
        refused(cib, new CibOperation.Modify("resources", xml("<primitive id='b'/>"), false), CrmExit.NOSUCH);
    }

    @Test
    void modifyWithASectionCreatesWhatIsMissingThere() throws XmlException {
        Cib cib = with(
                Cib.empty(),
                new CibOperation.Modify(
                        "crm_config",
                        xml("<cluster_property_set id='cib-bootstrap-options'><nvpair id='x' name='x'"
                                + " value='1'/></cluster_property_set>"),
                        true),
                new CibOperation.Modify("rsc_defaults", xml("<meta_attributes id='rsc-options'/>"), true));
        assertThat(cib.section("rsc_defaults").child(0).id()).isEqualTo("rsc-options");
        assertThat(cib.root().find("x")).isNotNull();
    }

    @Test
    void erasingForgetsAllThatIsConfiguredButNotTheNodesAndWhatRunsOnThem() throws XmlException {
        Cib cib = with(
                dummy(),
                new CibOperation.Create(
                        "nodes",
                        xml("<node id='1' uname='n1'><instance_attributes id='x'><nvpair id='y' name='standby'"
                                + " value='on'/></instance_attributes></node>")),
                new CibOperation.Create("status", xml("<node_state id='1' uname='n1'/>")));
        Cib led = new Cib(cib.root().with("dc-uuid", "1").with("have-quorum", "1"));

        Cib erased = with(led, new CibOperation.Erase());

        assertThat(erased.section("resources").children()).isEmpty();
        assertThat(erased.section("nodes").children()).containsExactly(Element.of("node", "id", "1", "uname", "n1"));
        assertThat(erased.status()).isEqualTo(led.status());
        assertThat(erased.root().attribute("dc-uuid")).isEqualTo("1");
        assertThat(erased.version().adminEpoch()).isEqualTo(1);
    }

    @Test
    void replacingAnOlderCibIsRefusedAndTheStatusIsKept() throws XmlException {
        Cib cib = with(dummy(), new CibOperation.Create("status", xml("<node_state id='1' uname='n1'/>")));
        refused(cib, new CibOperation.Replace(null, Cib.empty().root()), CrmExit.OLD);
        Cib replaced = with(cib, new CibOperation.Replace(null, cib.root().with("epoch", "9")));
        assertThat(replaced.status().childCount()).isEqualTo(1);
        Cib emptied = with(cib, new CibOperation.Replace("resources", xml("<resources/>")));
        assertThat(emptied.section("resources").childCount()).isZero();
        assertThat(emptied.version().epoch()).isEqualTo(2);
    }

    @Test
    void deletingTakesTheObjectByIdAttributesOrXpath() throws XmlException {
        Cib cib = dummy();
        assertThat(with(cib, new CibOperation.Delete(null, xml("<primitive id='a'/>")))
                        .section("resources")
                        .childCount())
                .isZero();
        assertThat(with(cib, new CibOperation.DeleteAt("//primitive[@id='a' and @type=\"Dummy\"]", false))
                        .section("resources")
                        .childCount())
                .isZero();
        refused(cib, new CibOperation.DeleteAt("//primitive[@id='zz']", false), CrmExit.NOSUCH);
        refused(cib, new CibOperation.DeleteAt("primitive", false), CrmExit.USAGE);
        refused(cib, new CibOperation.DeleteAt("//*", false), CrmExit.MULTIPLE);
    }

    @Test
    void anObjectThatNamesAMissingOneIsRefusedWholeWithTheNearestName() throws XmlException {
        CibEngine.Outcome outcome = refused(
                dummy(),
                new CibOperation.Create(
                        "constraints", xml("<rsc_colocation id='c' rsc='a' with-rsc='aa' score='INFINITY'/>")),
                CrmExit.CONFIG);
        assertThat(outcome.messages())
                .containsExactly("colocation constraint c names the resource \"aa\", which does not exist; did you mean"
                        + " \"a\"?");
    }

    @Test
    void aCircleOfOrdersIsToldWithTheConstraintsThatFormIt() throws XmlException {
        CibEngine.Outcome outcome = CibEngine.apply(
                with(dummy(), new CibOperation.Create("resources", xml("<primitive id='b' class='lsb' type='x'/>"))),
                List.of(
                        new CibOperation.Create("constraints", xml("<rsc_order id='o1' first='a' then='b'/>")),
                        new CibOperation.Create("constraints", xml("<rsc_order id='o2' first='b' then='a'/>"))));
        assertThat(outcome.ok()).isTrue();
        assertThat(outcome.messages()).hasSize(1);
        assertThat(outcome.messages().get(0)).contains("o1, o2").contains("circle");
    }

    @Test
    void duplicateIdsAndOperationsAreRefused() throws XmlException {
        refused(
                Cib.empty(),
                new CibOperation.Replace(
                        "resources",
                        xml("<resources><primitive id='a' class='lsb' type='x'/><primitive id='a' class='lsb'"
                                + " type='x'/></resources>")),
                CrmExit.CONFIG);
        CibEngine.Outcome outcome = refused(
                Cib.empty(),
                new CibOperation.Create(
                        "resources",
                        xml(
                                "<primitive id='a' class='lsb' type='x'><operations><op id='m1' name='monitor'"
                                        + " interval='60s'/><op id='m2' name='monitor' interval='1min'/></operations></primitive>")),
                CrmExit.CONFIG);
        assertThat(outcome.messages().get(0)).contains("two operations monitor");
    }

    @Test
    void oldWordsBecomeCurrentOnesOnUpgrade() throws XmlException {
        Cib old = new Cib(
                Cib.empty()
                        .root()
                        .with("validate-with", "pacemaker-1.2")
                        .replacing(
                                0,
                                CibSections.complete(Cib.empty().root())
                                        .child("configuration")
                                        .replacing(
                                                2,
                                                xml(
                                                        "<resources><master id='ms'><primitive id='p' class='ocf'"
                                                                + " provider='linbit' type='drbd'><operations><op id='m' name='monitor'"
                                                                + " role='Master' interval='10'/></operations></primitive></master></resources>"))));
        Cib upgraded = with(old, new CibOperation.Upgrade());
        Element clone = upgraded.root().find("ms");
        assertThat(clone.name()).isEqualTo("clone");
        assertThat(clone.find("ms-meta_attributes-promotable").attribute("value"))
                .isEqualTo("true");
        assertThat(upgraded.root().find("m").attribute("role")).isEqualTo("Promoted");
    }

    @Test
    void anObjectMayBeCreatedAnewWhileTheStatusStillSpeaksOfTheOldOne() {
        Element root = Cib.empty().root();
        Element history = Element.of("node_state", "id", "1")
                .withChild(Element.of("lrm").withChild(Element.of("lrm_resource", "id", "vip")));
        Cib cib = new Cib(root.replacing(1, root.child("status").withChild(history)));
        Element vip = Element.of("primitive", "id", "vip", "class", "ocf", "provider", "heartbeat", "type", "IPaddr2");

        assertThat(CibEngine.apply(cib, List.of(new CibOperation.Create("resources", vip)))
                        .ok())
                .isTrue();
    }

    @Test
    void commentLinesOfTheConfigurationLanguageSurviveAParseAndAPrint() throws Exception {
        String xml = "<primitive id=\"vip\"><!--# for clients --><meta_attributes id=\"m\"/></primitive>";

        assertThat(io.systole.core.xml.XmlFormat.compact(io.systole.core.xml.XmlParser.parse(xml)))
                .isEqualTo(xml);
    }
}
