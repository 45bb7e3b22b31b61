package io.systole.shell.mon;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.systole.core.cib.Cib;
import io.systole.core.xml.XmlParser;
import io.systole.shell.command.UsageException;
import io.systole.shell.fake.FakeIo;
import io.systole.shell.fake.Golden;
import io.systole.shell.fake.TalkCluster;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusReportTest {
    private static String report(Snapshot snapshot, String... words) throws UsageException {
        MonRequest request = MonOptions.read(List.of(words), new FakeIo());
        return StatusReport.of(request, snapshot, SampleCluster.NOW_MS, SampleCluster.UTC)
                .text();
    }

    @Test
    void plain_text_shows_the_summary_the_nodes_and_what_is_active() throws Exception {
        Golden.check("mon/plain.txt", report(SampleCluster.healthy(), "-1"));
    }

    @Test
    void what_is_not_active_is_shown_when_it_is_asked_for() throws Exception {
        Cib cib = TalkCluster.after(TalkCluster.cib(), "HA-node1", "dummy", "stop", 0);
        assertThat(report(SampleCluster.snapshot(cib), "-1")).doesNotContain("dummy");
        Golden.check("mon/inactive.txt", report(SampleCluster.snapshot(cib), "-1r"));
    }

    @Test
    void resources_are_listed_under_their_nodes() throws Exception {
        Golden.check("mon/bynode.txt", report(SampleCluster.healthy(), "-n1"));
    }

    @Test
    void details_are_ids_instances_and_feature_sets() throws Exception {
        Golden.check("mon/detail.txt", report(SampleCluster.healthy(), "-1R"));
    }

    @Test
    void brief_output_counts() throws Exception {
        Golden.check("mon/brief.txt", report(SampleCluster.healthy(), "-1rb"));
    }

    @Test
    void histories_attributes_and_bans_are_sections_of_their_own() throws Exception {
        Cib cib = SampleCluster.with(SampleCluster.failed(), "HA-node1", "pgstate", "master");
        Golden.check("mon/sections.txt", report(SampleCluster.snapshot(cib), "-1", "-D", "-fotAcL"));
    }

    @Test
    void a_failure_is_a_sentence_with_its_reason() throws Exception {
        assertThat(report(SampleCluster.snapshot(SampleCluster.failed()), "-1"))
                .contains(
                        "Failed Resource Actions:\n  * pg_lsb start on HA-node2 returned 'Error occurred' (no space left on"
                                + " /db/pgdata) at Sat Jul 25 17:20:50 2026 after 2.250s\n");
    }

    @Test
    void every_warning_is_a_line_under_the_summary_in_each_form() throws Exception {
        Snapshot warned = SampleCluster.snapshot(TalkCluster.cib(), "messages are not encrypted");

        assertThat(report(warned, "-1")).contains("\nWarnings:\n  * messages are not encrypted\n");
        assertThat(report(warned, "--dialect=1.1")).contains("\nWarnings:\n    messages are not encrypted\n");
        assertThat(report(warned, "--output-as=html"))
                .contains("<span class=\"warning\">messages are not encrypted</span>");
        assertThat(report(warned, "--output-as=xml")).contains("messages are not encrypted");
        assertThat(report(warned, "--output-as=json")).contains("messages are not encrypted");
    }

    @Test
    void maintenance_is_announced_below_the_summary() throws Exception {
        Cib cib = new Cib(XmlParser.parse(
                io.systole.core.xml.XmlFormat.pretty(TalkCluster.cib().root())
                        .replace(
                                "name=\"no-quorum-policy\" value=\"ignore\"/>",
                                "name=\"no-quorum-policy\" value=\"ignore\"/><nvpair id=\"m\" name=\"maintenance-mode\""
                                        + " value=\"true\"/>")));
        Golden.check("mon/maintenance.txt", report(SampleCluster.snapshot(cib), "-1"));
    }

    @Test
    void xml_is_a_whole_pacemaker_result() throws Exception {
        String xml = report(SampleCluster.snapshot(SampleCluster.failed()), "--output-as=xml");
        assertThat(XmlParser.parse(xml).child("status").attribute("code")).isEqualTo("0");
        Golden.check("mon/status.xml", xml);
    }

    @Test
    void old_agents_get_the_old_frame() throws Exception {
        for (String word : List.of("-X", "--as-xml")) {
            assertThat(XmlParser.parse(report(SampleCluster.healthy(), word)).name())
                    .isEqualTo("crm_mon");
        }
    }

    @Test
    void json_has_lists_where_there_may_be_several_and_numbers_and_truth_values() throws Exception {
        String json = report(SampleCluster.healthy(), "--output-as=json");
        JsonNode root = new ObjectMapper().readTree(json);
        assertThat(root.at("/nodes/0/name").asText()).isEqualTo("HA-node1");
        assertThat(root.at("/nodes/0/online").isBoolean()).isTrue();
        assertThat(root.at("/nodes/0/resources_running").isInt()).isTrue();
        assertThat(root.at("/resources/group").isArray()).isTrue();
        Golden.check("mon/status.json", json);
    }

    @Test
    void html_has_pacemakers_classes() throws Exception {
        Golden.check("mon/status.html", report(SampleCluster.snapshot(SampleCluster.failed()), "--output-as=html"));
    }

    @Test
    void one_line_for_monitoring_programs() throws Exception {
        assertThat(report(SampleCluster.healthy(), "-1s"))
                .isEqualTo("CLUSTER OK: 2 nodes online, 7 resource instances configured\n");
        assertThat(report(SampleCluster.snapshot(SampleCluster.without(TalkCluster.cib(), "HA-node2")), "-s"))
                .isEqualTo("CLUSTER WARN: offline node: HA-node2\n");
    }

    @Test
    void only_what_was_named_is_shown() throws Exception {
        assertThat(report(SampleCluster.healthy(), "-1D", "--resource", "pg_vip"))
                .contains("  * Resource Group: PGServer:\n    * pg_vip\t")
                .doesNotContain("pg_lvm")
                .doesNotContain("dummy");
        assertThat(report(SampleCluster.healthy(), "-1D", "--resource", "drbd_pg"))
                .contains("  * Clone Set: ms_drbd_pg [drbd_pg] (promotable):\n    * Promoted: [ HA-node1 ]\n")
                .doesNotContain("PGServer");
        assertThat(report(SampleCluster.healthy(), "-1D", "--node", "ha-node2"))
                .contains("Online: [ HA-node2 ]")
                .contains("Unpromoted: [ HA-node2 ]")
                .doesNotContain("HA-node1");
    }

    @Test
    void sections_are_applied_in_the_order_typed() throws Exception {
        assertThat(report(SampleCluster.healthy(), "-1", "-U", "all", "-I", "nodes"))
                .isEqualTo("Node List:\n  * Online: [ HA-node1 HA-node2 ]\n");
        assertThat(report(SampleCluster.healthy(), "-1", "-I", "nodes", "-U", "all"))
                .isEmpty();
    }
}
