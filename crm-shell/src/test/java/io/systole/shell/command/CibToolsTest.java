package io.systole.shell.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.xml.XmlFormat;
import io.systole.shell.fake.FakeCluster;
import io.systole.shell.fake.FakeIo;
import io.systole.shell.fake.TalkCluster;
import io.systole.shell.fake.Typed;
import org.junit.jupiter.api.Test;

class CibToolsTest {
    private final FakeCluster cluster = TalkCluster.cluster();

    @Test
    void cibadmin_prints_the_whole_a_section_or_what_an_xpath_finds() {
        assertThat(Typed.on(cluster, "cibadmin -Q").out()).startsWith("<cib ").endsWith("</cib>\n");
        assertThat(Typed.on(cluster, "cibadmin -Q -o nodes").out())
                .isEqualTo(
                        "<nodes>\n  <node id=\"1\" uname=\"HA-node1\"/>\n  <node id=\"2\" uname=\"HA-node2\"/>\n</nodes>\n");
        assertThat(Typed.on(cluster, "cibadmin -Q -A //node[@uname='HA-node2']").out())
                .isEqualTo("<node id=\"2\" uname=\"HA-node2\"/>\n");
        assertThat(Typed.on(cluster, "cibadmin -Q -A //node").out()).startsWith("<xpath-query>");
        assertThat(Typed.on(cluster, "cibadmin -Q -n -A //group").out()).isEqualTo("<group id=\"PGServer\"/>\n");
        assertThat(Typed.on(cluster, "cibadmin -Q -e -A //group").out())
                .isEqualTo("/cib/configuration/resources/group[@id='PGServer']\n");
        assertThat(Typed.on(cluster, "cibadmin -Q -A //nothing").code()).isEqualTo(105);
    }

    @Test
    void cibadmin_creates_and_deletes_and_says_what_is_in_the_way() {
        FakeIo io =
                new FakeIo().file("-", "<primitive id=\"extra\" class=\"ocf\" provider=\"pacemaker\" type=\"Dummy\"/>");
        assertThat(Typed.on(cluster, io, "cibadmin", "-C", "-o", "resources", "-p")
                        .code())
                .isZero();
        Typed again = Typed.on(
                cluster,
                new FakeIo(),
                "cibadmin",
                "-C",
                "-o",
                "resources",
                "-X",
                "<primitive id=\"extra\" class=\"x\"/>");
        assertThat(again.code()).isEqualTo(108);
        assertThat(again.err()).contains("extra");
        assertThat(Typed.on(
                                cluster,
                                new FakeIo(),
                                "cibadmin",
                                "-D",
                                "-o",
                                "resources",
                                "-X",
                                "<primitive id=\"extra\"/>")
                        .code())
                .isZero();
        assertThat(cluster.cib().root().find("extra")).isNull();
    }

    @Test
    void broken_xml_is_refused_with_the_place_it_breaks_at() {
        Typed typed = Typed.on(cluster, new FakeIo().file("x.xml", "<cib>\n<a>\n"), "cibadmin", "-R", "-x", "x.xml");
        assertThat(typed.code()).isEqualTo(78);
        assertThat(typed.err()).contains("x.xml");
        assertThat(Typed.on(cluster, "cibadmin -R -x missing.xml").code()).isEqualTo(66);
    }

    @Test
    void erasing_and_deleting_all_take_force() {
        assertThat(Typed.on(cluster, "cibadmin -E").code()).isEqualTo(107);
        assertThat(Typed.on(cluster, "cibadmin -d -A //rsc_order").code()).isEqualTo(107);
        assertThat(Typed.on(cluster, "cibadmin -d -f -A //rsc_order").code()).isZero();
        assertThat(cluster.cib().root().find("ord_pg")).isNull();
    }

    @Test
    void a_dry_run_changes_nothing() {
        var before = cluster.cib();
        assertThat(Typed.on(cluster, "cibadmin -B --dry-run").code()).isZero();
        assertThat(cluster.cib()).isEqualTo(before);
        assertThat(Typed.on(cluster, "cibadmin -B").code()).isZero();
        assertThat(cluster.cib().version().epoch()).isEqualTo(before.version().epoch() + 1);
    }

    @Test
    void the_last_command_typed_counts() {
        assertThat(Typed.on(cluster, "cibadmin -E -Q -o nodes").out()).startsWith("<nodes>");
    }

    @Test
    void a_digest_is_the_same_for_the_same_document() {
        String a = Typed.on(
                        cluster,
                        new FakeIo().file("f", "<cib epoch=\"1\" num_updates=\"5\"/>"),
                        "cibadmin",
                        "-6",
                        "-x",
                        "f")
                .out();
        String b = Typed.on(
                        cluster,
                        new FakeIo().file("f", "<cib epoch=\"1\" num_updates=\"6\"/>"),
                        "cibadmin",
                        "-6",
                        "-x",
                        "f")
                .out();
        assertThat(a).isEqualTo(b).matches("[0-9a-f]{32}\n");
    }

    @Test
    void crm_diff_and_its_patch_lead_from_one_cib_to_the_other() {
        String old = XmlFormat.pretty(cluster.cib().root());
        Typed.on(cluster, "crm_attribute -n cluster-delay -v 60s");
        String changed = XmlFormat.pretty(cluster.cib().root());
        FakeIo io = new FakeIo().file("old", old).file("new", changed);

        Typed diff = Typed.on(cluster, io, "crm_diff", "-o", "old", "-n", "new");
        assertThat(diff.code()).isEqualTo(1);
        assertThat(diff.out()).startsWith("<diff format=\"2\">").contains("cluster-delay");

        FakeIo apply = new FakeIo().file("old", old).file("diff", diff.out());
        assertThat(Typed.on(cluster, apply, "crm_diff", "-o", "old", "-p", "diff")
                        .out())
                .isEqualTo(changed);
        FakeIo wrong = new FakeIo().file("new", changed).file("diff", diff.out());
        assertThat(Typed.on(cluster, wrong, "crm_diff", "-o", "new", "-p", "diff")
                        .code())
                .isEqualTo(103);
        assertThat(Typed.on(cluster, new FakeIo().file("a", old), "crm_diff", "-o", "a", "-n", "a")
                        .code())
                .isZero();
    }

    @Test
    void crm_verify_names_what_is_wrong() {
        assertThat(Typed.on(cluster, "crm_verify -L").code()).isZero();
        Typed typed = Typed.on(
                cluster,
                new FakeIo()
                        .file(
                                "bad",
                                "<cib><configuration><resources/><constraints><rsc_location id=\"l\" rsc=\"ghost\""
                                        + " node=\"n\" score=\"1\"/></constraints></configuration></cib>"),
                "crm_verify",
                "-x",
                "bad");
        assertThat(typed.code()).isEqualTo(78);
        assertThat(typed.err()).contains("ghost");
    }

    @Test
    void crm_verify_fails_for_a_warning_too() {
        Typed.on(cluster, "crm_attribute -n batch-limit -v lots");

        Typed typed = Typed.on(cluster, "crm_verify -L");

        assertThat(typed.code()).isEqualTo(78);
        assertThat(typed.err()).contains("warning: property batch-limit=\"lots\"", "Configuration may need attention");
    }

    @Test
    void crm_verify_tells_what_the_scheduler_leaves_out() {
        Typed.on(
                cluster,
                new FakeIo(),
                "cibadmin",
                "-C",
                "-o",
                "resources",
                "-X",
                "<bundle id=\"b\"><podman image=\"i\"/><primitive id=\"in\" class=\"ocf\" provider=\"heartbeat\""
                        + " type=\"Dummy\"/></bundle>");

        Typed typed = Typed.on(cluster, "crm_verify -L");

        assertThat(typed.code()).isEqualTo(78);
        assertThat(typed.err()).contains("warning: Bundle b needs ip-range-start or control-port");
    }

    @Test
    void erasing_keeps_the_nodes_and_what_runs_on_them() {
        Typed.on(cluster, "crm_standby -N HA-node2 -v on");
        var before = cluster.cib();

        assertThat(Typed.on(cluster, "cibadmin --erase --force").code()).isZero();

        assertThat(cluster.cib().section("resources").children()).isEmpty();
        assertThat(Typed.on(cluster, "cibadmin -Q -o nodes").out())
                .isEqualTo(
                        "<nodes>\n  <node id=\"1\" uname=\"HA-node1\"/>\n  <node id=\"2\" uname=\"HA-node2\"/>\n</nodes>\n");
        assertThat(cluster.cib().status()).isEqualTo(before.status());
        assertThat(cluster.cib().root().attribute("dc-uuid"))
                .isEqualTo(before.root().attribute("dc-uuid"));
        assertThat(cluster.cib().version().adminEpoch())
                .isEqualTo(before.version().adminEpoch() + 1);
    }

    @Test
    void what_an_xpath_does_not_find_need_not_be_deleted() {
        var before = cluster.cib();

        assertThat(Typed.on(cluster, "cibadmin -D -A //nothing").code()).isZero();
        assertThat(Typed.on(cluster, "cibadmin --delete-all --force -A //nothing")
                        .code())
                .isZero();
        assertThat(Typed.on(cluster, "cibadmin -D -A //[").code()).isEqualTo(64);
        assertThat(cluster.cib()).isEqualTo(before);
    }

    @Test
    void cibadmin_refuses_words_that_it_would_overlook_and_an_upgrade_by_accident() {
        assertThat(Typed.on(cluster, "cibadmin -Q resources").err()).contains("not understood: resources");
        assertThat(Typed.on(cluster, "cibadmin -Q resources").code()).isEqualTo(64);
        assertThat(Typed.on(cluster, "cibadmin --upgrade").code()).isEqualTo(107);
        assertThat(Typed.on(cluster, "cibadmin --upgrade --force").code()).isZero();
    }

    @Test
    void digests_are_those_of_pacemaker() {
        Typed digest = Typed.on(cluster, new FakeIo(), "cibadmin", "-5", "-X", "<a x=\"1\">\n  <b/>\n</a>");

        // What cibadmin of Pacemaker 2.1.5 prints for this document.
        assertThat(digest.out()).isEqualTo("38783efa3326294aba58c396a9d6cb44\n");
    }

    @Test
    void crm_verify_fails_where_fencing_is_on_and_no_device_is_there() {
        Typed.on(cluster, "crm_attribute -n stonith-enabled -D");
        assertThat(Typed.on(cluster, "crm_verify -L").code()).isEqualTo(78);
        assertThat(Typed.on(cluster, "crm_verify -L").err()).contains("no fence device is defined");

        Typed.on(cluster, "crm_attribute -n fencing-enabled -v false");
        assertThat(Typed.on(cluster, "crm_verify -L").code()).isZero();

        Typed.on(cluster, "crm_attribute -n fencing-enabled -v true");
        Typed.on(
                cluster,
                new FakeIo(),
                "cibadmin",
                "-C",
                "-o",
                "resources",
                "-X",
                "<primitive id=\"f\" class=\"stonith\" type=\"fence_xvm\"/>");
        assertThat(Typed.on(cluster, "crm_verify -L").code()).isZero();
    }

    @Test
    void crm_error_explains_exit_statuses() {
        assertThat(Typed.on(cluster, "crm_error -X 105 102").out()).isEqualTo("No such object\nNot connected\n");
        assertThat(Typed.on(cluster, "crm_error -X -n 105").out()).isEqualTo("CRM_EX_NOSUCH - No such object\n");
        assertThat(Typed.on(cluster, "crm_error -X -l").out()).contains("  124: Timeout occurred\n");
        assertThat(Typed.on(cluster, "crm_error x").code()).isEqualTo(64);
    }

    @Test
    void crm_error_explains_what_functions_return_where_no_exit_status_is_meant() {
        assertThat(Typed.on(cluster, "crm_error 105 -- -5").out())
                .isEqualTo("No buffer space available\nInput/output error\n");
        assertThat(Typed.on(cluster, "crm_error -n 203").out())
                .isEqualTo("pcmk_err_schema_validation - Update does not conform to the configured schema\n");
        assertThat(Typed.on(cluster, "crm_error 9999").out()).isEqualTo("Unknown error 9999\n");
        assertThat(Typed.on(cluster, "crm_error -l").out()).contains("  110: Connection timed out\n");
    }

    @Test
    void crmadmin_and_crm_node_answer_as_scripts_expect() {
        assertThat(Typed.on(cluster, "crmadmin -D").out()).isEqualTo("Designated Controller is: HA-node1\n");
        assertThat(Typed.on(cluster, "crmadmin -N").out())
                .isEqualTo("cluster node: HA-node1 (1)\ncluster node: HA-node2 (2)\n");
        assertThat(Typed.on(cluster, "crmadmin -N -q").out()).isEqualTo("HA-node1\nHA-node2\n");
        assertThat(Typed.on(cluster, "crmadmin -S HA-node1 -q").out()).isEqualTo("S_IDLE\n");
        assertThat(Typed.on(cluster, "crmadmin -t 3600ms -S HA-node2").out())
                .isEqualTo("Status of crmd@HA-node2: S_NOT_DC (ok)\n");
        assertThat(Typed.on(cluster, "crm_node -n").out()).isEqualTo("HA-node1\n");
        assertThat(Typed.on(cluster, "crm_node -q").out()).isEqualTo("1\n");
        assertThat(Typed.on(cluster.without("HA-node2"), "crm_node -l").out())
                .isEqualTo("1 HA-node1 member\n2 HA-node2 lost\n");
        assertThat(Typed.on(cluster, "crmadmin -S HA-node2").err()).contains("node HA-node2 does not answer");
        assertThat(Typed.on(cluster, "crm_node -R HA-node1 --force").code()).isEqualTo(107);
        assertThat(Typed.on(cluster, "crm_node -R HA-node2 --force").code()).isZero();
        assertThat(cluster.calls).contains("forget node HA-node2");
        assertThat(Typed.on(cluster, "pacemakerd -S").code()).isZero();
        assertThat(cluster.calls).contains("shutdown HA-node1");
        assertThat(Typed.on(cluster, "pacemakerd -$").out()).contains("3.0.2");
        assertThat(Typed.on(cluster, "pacemakerd --features").out()).contains("Systole");
    }
}
