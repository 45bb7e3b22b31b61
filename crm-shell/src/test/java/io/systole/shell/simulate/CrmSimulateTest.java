package io.systole.shell.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.shell.fake.FakeIo;
import io.systole.shell.fake.TalkCluster;
import io.systole.shell.fake.Typed;
import org.junit.jupiter.api.Test;

class CrmSimulateTest {
    private static final String STOPPED = """
            <cib validate-with="pacemaker-3.9" have-quorum="1" execution-date="1700000000" epoch="1" num_updates="0" admin_epoch="0">
              <configuration>
                <crm_config>
                  <cluster_property_set id="cib-bootstrap-options">
                    <nvpair id="opt-fencing" name="fencing-enabled" value="false"/>
                    <nvpair id="opt-placement" name="placement-strategy" value="balanced"/>
                  </cluster_property_set>
                </crm_config>
                <nodes>
                  <node id="1" uname="north">
                    <instance_attributes id="north-attributes"><nvpair id="north-rack" name="rack" value="a"/></instance_attributes>
                    <utilization id="north-has"><nvpair id="north-cpu" name="cpu" value="4"/></utilization>
                  </node>
                </nodes>
                <resources>
                  <primitive id="db" class="ocf" provider="pacemaker" type="Dummy">
                    <utilization id="db-needs"><nvpair id="db-cpu" name="cpu" value="3"/></utilization>
                  </primitive>
                </resources>
                <constraints/>
              </configuration>
              <status>
                <node_state id="1" uname="north" in_ccm="true" crmd="online" join="member" expected="member">
                  <transient_attributes id="1">
                    <instance_attributes id="status-1"><nvpair id="count" name="fail-count-db#monitor_10000" value="2"/></instance_attributes>
                  </transient_attributes>
                  <lrm id="1"><lrm_resources>
                    <lrm_resource id="db" class="ocf" provider="pacemaker" type="Dummy">
                      <lrm_rsc_op id="db_last_0" operation="stop" operation_key="db_stop_0" interval="0" call-id="2" rc-code="0" op-status="0"
                          transition-key="2:1:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"
                          transition-magic="0:0;2:1:0:aaaaaaaa-bbbb-cccc-dddd-eeeeeeeeeeee"/>
                    </lrm_resource>
                  </lrm_resources></lrm>
                </node_state>
              </status>
            </cib>
            """;

    private static Typed simulate(String... words) {
        String[] all = new String[words.length + 3];
        all[0] = "crm_simulate";
        all[1] = "-x";
        all[2] = "cib.xml";
        System.arraycopy(words, 0, all, 3, words.length);
        return Typed.on(TalkCluster.cluster(), new FakeIo().file("cib.xml", STOPPED), all);
    }

    @Test
    void programsGetStatusFiguresPlanTransitionAndStatusAfterwards() {
        Typed typed = simulate("-SsU", "--output-as=xml");
        assertThat(typed.code()).isZero();
        assertThat(typed.out())
                .containsSubsequence(
                        "<cluster_status>",
                        "role=\"Stopped\"",
                        "<allocations_utilizations>",
                        "<capacity node=\"north\" comment=\"Original\">",
                        "<cpu>4</cpu>",
                        "<node_weight function=\"pcmk__primitive_assign\" node=\"north\" score=\"0\" id=\"db\"/>",
                        "<utilization resource=\"db\" node=\"north\" function=\"pcmk__assign_resource\">",
                        "<cpu>3</cpu>",
                        "comment=\"Remaining\"",
                        "<cpu>1</cpu>",
                        "<actions>",
                        "<rsc_action action=\"start\" resource=\"db\" node=\"north\"/>",
                        "<transition>",
                        "<rsc_action resource=\"db\" op=\"start\" node=\"north\"/>",
                        "<revised_cluster_status>",
                        "role=\"Started\"",
                        "<status code=\"0\" message=\"OK\"/>");
    }

    @Test
    void eventsThatArePutInAreToldOfToPrograms() {
        Typed typed = simulate(
                "-S", "-q", "0", "-d", "north", "-g", "T", "-i", "db_monitor_10000@north=1", "--output-as=xml");
        assertThat(typed.out())
                .containsSubsequence(
                        "<modifications quorum=\"0\"/>",
                        "<modify_node action=\"Offline\" node=\"north\"/>",
                        "<modify_ticket action=\"Granting\" ticket=\"T\"/>",
                        "<inject_spec spec=\"db_monitor_10000@north=1\"/>",
                        "<inject_attr name=\"fail-count-db#monitor_10000\"",
                        "<actions",
                        "<revised_cluster_status>");
    }

    @Test
    void attributesAndFailCountsAreShownWhenAskedFor() {
        assertThat(simulate("-A").out()).contains("  * Node Attributes:\n    * Node: north:\n      * rack");
        assertThat(simulate("-c").out()).contains("db: migration-threshold=1000000 fail-count=2");
        assertThat(simulate().out()).doesNotContain("rack").doesNotContain("fail-count");
    }

    @Test
    void aCibThatItsSchemaForbidsIsRefusedWithTheReasons() {
        Typed typed = Typed.on(
                TalkCluster.cluster(),
                new FakeIo()
                        .file(
                                "cib.xml",
                                STOPPED.replace("id=\"db-cpu\"", "id=\"db\"")
                                        .replace(
                                                "<constraints/>",
                                                "<constraints><rsc_location id=\"l\"/></constraints>")),
                "crm_simulate",
                "-x",
                "cib.xml",
                "-R");
        assertThat(typed.code()).isEqualTo(78);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.err()).contains("<rsc_location> l lacks rsc", "the id \"db\" is used twice");
    }

    @Test
    void whereCheckingIsOffTheSameCibIsPlannedFor() {
        Typed typed = Typed.on(
                TalkCluster.cluster(),
                new FakeIo()
                        .file(
                                "cib.xml",
                                STOPPED.replace("id=\"db-cpu\"", "id=\"db\"").replace("pacemaker-3.9", "none")),
                "crm_simulate",
                "-x",
                "cib.xml",
                "-R");
        assertThat(typed.code()).isZero();
        assertThat(typed.err()).contains("Schema validation of configuration is disabled");
    }
}
