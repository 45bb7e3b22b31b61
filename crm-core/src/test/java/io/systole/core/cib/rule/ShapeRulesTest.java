package io.systole.core.cib.rule;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.CibValidation;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlParser;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShapeRulesTest {
    private static final String SOUND = """
            <cib validate-with="pacemaker-3.9" epoch="1" num_updates="0" admin_epoch="0"><configuration>
              <crm_config><cluster_property_set id="options"><nvpair id="o1" name="maintenance-mode" value="false"/>\
            </cluster_property_set></crm_config>
              <nodes><node id="1" uname="n1"/><node id="far" uname="far" type="remote"/></nodes>
              <resources>
                <primitive id="far" class="ocf" provider="pacemaker" type="remote"/>
                <template id="t" class="ocf" provider="heartbeat" type="Dummy"/>
                <primitive id="p" template="t"><operations><op id="p-m" name="monitor" interval="10s"/></operations></primitive>
                <group id="g"><primitive id="a" class="lsb" type="a"/></group>
                <clone id="c"><meta_attributes id="c-m"><nvpair id="c-m1" name="interleave" value="true"/></meta_attributes>\
            <primitive id="b" class="systemd" type="b"/></clone>
                <bundle id="d"><podman image="x" replicas="2"/><network ip-range-start="10.0.0.1"/></bundle>
              </resources>
              <constraints>
                <!-- a comment takes part in nothing -->
                <rsc_location id="l" rsc="p"><rule id="r" score="INFINITY"><date_expression id="r1" operation="in_range" \
            start="2020-01-01" end="2021-01-01"/></rule></rsc_location>
                <rsc_colocation id="k" rsc="p" with-rsc="g" score="-10"/>
                <rsc_order id="o"><resource_set id="s"><resource_ref id="p"/><resource_ref id="g"/></resource_set></rsc_order>
                <rsc_ticket id="i" ticket="T" rsc="c" loss-policy="stop"/>
              </constraints>
              <fencing-topology><fencing-level id="f" target="n1" index="1" devices="x,y"/></fencing-topology>
              <tags><tag id="tag"><obj_ref id="p"/></tag></tags>
            </configuration><status><node_state anything="goes"><here/></node_state></status></cib>
            """;

    private static List<CibFinding> errors(String cib) throws XmlException {
        Element root = XmlParser.parse(cib);
        return CibValidation.check(root).stream().filter(CibFinding::error).toList();
    }

    @Test
    void aConfigurationOfEveryKindOfObjectIsSound() throws XmlException {
        assertThat(errors(SOUND)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    an unknown element     | <constraints>       | <constraints><rsc_locatio id="x"/>    | x | did you mean "rsc_location"?
                    an unknown attribute   | rsc_colocation id="k" | rsc_colocation id="k" scor="1"      | k | did you mean "score"?
                    a missing attribute    | interval="10s"      |                                       | p-m | lacks the attribute "interval"
                    a wrong score          | score="-10"         | score="much"                          | k | it takes a whole number
                    a wrong word           | loss-policy="stop"  | loss-policy="halt"                    | i | it takes stop, demote, fence or freeze
                    a wrong number         | replicas="2"        | replicas="two"                        | d | it takes a whole number
                    a wrong level          | index="1"           | index="0"                             | f | it takes a number from 1
                    no agent               | class="lsb" type="a" |                                      | a | lacks class=ocf and provider and type
                    no provider            | provider="heartbeat" |                                      | t | lacks class=ocf and provider and type
                    two targets            | target="n1"         | target="n1" target-pattern="n.*"      | f | does not go with target-pattern
                    half a colocation      | with-rsc="g"        |                                       | k | lacks rsc and with-rsc
                    a rule without content | start="2020-01-01" end="2021-01-01" |                       | r1 | lacks operation=date_spec
                    a wrong place          | <network            | <group id="x"/><network               | x | does not belong there
                    two containers         | <network            | <docker image="x"/><network           | d | does not go with a <podman>
                    no version             | epoch="1"           |                                       | cib | lacks the attribute "epoch"
                    an id used twice       | id="k"              | id="l"                                | l | is used twice
                    an id that is none     | id="k"              | id="1k"                               | 1k | is no valid id
                    """)
    void isRefusedWithTheObjectsName(String what, String sound, String broken, String object, String words)
            throws XmlException {
        String cib = SOUND.replaceFirst(Pattern.quote(sound), broken == null ? "" : broken);
        assertThat(cib).as(what).isNotEqualTo(SOUND);
        assertThat(errors(cib)).as(what).anySatisfy(finding -> {
            assertThat(finding.object()).isEqualTo(object);
            assertThat(finding.sentence()).contains(words);
        });
    }

    @Test
    void whatADaemonNotesInItsOwnFileIsSound() throws XmlException {
        assertThat(errors(SOUND.replace(
                        "<cib ", "<cib quorate-version=\"0.1.0\" lineage=\"0.1.0\" promised-term=\"3\" ")))
                .isEmpty();
    }

    @Test
    void nothingIsRefusedWhereValidationIsOff() throws XmlException {
        String off = SOUND.replace("pacemaker-3.9", "none").replace("score=\"-10\"", "scor=\"-10\"");
        assertThat(errors(off)).isEmpty();
    }
}
