package io.systole.shell.configure;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.CrmExit;
import io.systole.core.xml.Element;
import io.systole.shell.fake.FakeCluster;
import io.systole.shell.fake.FakeIo;
import io.systole.shell.fake.TalkCluster;
import io.systole.shell.fake.Typed;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ConfigureTest {
    private final FakeCluster cluster = new FakeCluster(twoNodes(), "HA-node1");

    private static Cib twoNodes() {
        Element root = Cib.empty().root();
        Element configuration = root.child("configuration");
        Element nodes = Element.of("nodes")
                .withChild(Element.of("node", "id", "1", "uname", "HA-node1"))
                .withChild(Element.of("node", "id", "2", "uname", "HA-node2"));
        return new Cib(root.replacing(
                0, configuration.replacing(configuration.children().indexOf(configuration.child("nodes")), nodes)));
    }

    private Typed crm(String... words) {
        return typed(new FakeIo(), words);
    }

    private Typed typed(FakeIo io, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "crm";
        System.arraycopy(words, 0, all, 1, words.length);
        return Typed.on(cluster, io, all);
    }

    private Typed configure(String line) {
        return crm(("configure " + line).split(" "));
    }

    private Typed script(String text) {
        return typed(new FakeIo().file("x.crm", text), "-f", "x.crm");
    }

    private String shown(String... ids) {
        String[] words = new String[ids.length + 2];
        words[0] = "configure";
        words[1] = "show";
        System.arraycopy(ids, 0, words, 2, ids.length);
        return crm(words).out();
    }

    @Test
    void anOneShotCommandCommitsAtOnce() {
        assertThat(configure("primitive vip IPaddr2 params ip=192.0.2.1 op monitor interval=5")
                        .code())
                .isZero();

        Element vip = cluster.cib().section("resources").child(0);
        assertThat(vip.attribute("provider")).isEqualTo("heartbeat");
        assertThat(cluster.cib().version().epoch()).isEqualTo(1);
        assertThat(shown("vip"))
                .isEqualTo("primitive vip IPaddr2 \\\n\tparams ip=192.0.2.1 \\\n\top monitor interval=5\n");
    }

    @Test
    void theTalksConfigurationIsTypedLineByLineAndEndsInTodaysWords() {
        configure("primitive drbd_pg ocf:linbit:drbd params drbd_resource=pg op monitor interval=15");
        configure("ms ms_drbd_pg drbd_pg meta master-max=1 master-node-max=1 clone-max=2 notify=true");
        configure("primitive pg_vip IPaddr2 params ip=192.168.56.30");
        configure("group PGServer pg_vip");
        configure("colocation col_pg_drbd inf: PGServer ms_drbd_pg:Master");
        configure("order ord_pg inf: ms_drbd_pg:promote PGServer:start");
        Typed last = configure("property default-resource-stickiness=100");

        assertThat(last.code()).isZero();
        assertThat(last.err()).contains("kept as rsc_defaults resource-stickiness");
        assertThat(shown("col_pg_drbd", "ord_pg", "rsc-options", "ms_drbd_pg")).isEqualTo("""
                        clone ms_drbd_pg drbd_pg \\
                        \tmeta promoted-max=1 promoted-node-max=1 clone-max=2 notify=true promotable=true
                        colocation col_pg_drbd inf: PGServer ms_drbd_pg:Promoted
                        order ord_pg Mandatory: ms_drbd_pg:promote PGServer:start
                        rsc_defaults rsc-options: \\
                        \tresource-stickiness=100
                        """);
    }

    @Test
    void anObjectThatNamesAMissingOneIsRefusedWhole() {
        configure("primitive a Dummy");
        Cib before = cluster.cib();

        Typed group = configure("group g a pg_lmv");
        Typed colocation = configure("colocation c inf: a bb");

        assertThat(group.code()).isEqualTo(CrmExit.CONFIG.code());
        assertThat(group.err()).contains("group g names the resource \"pg_lmv\", which does not exist");
        assertThat(colocation.code()).isEqualTo(CrmExit.CONFIG.code());
        assertThat(colocation.err())
                .contains("colocation constraint c names the resource \"bb\", which does not exist");
        assertThat(cluster.cib()).isEqualTo(before);
    }

    @Test
    void aNameThatIsTakenIsRefused() {
        configure("primitive a Dummy");

        Typed again = configure("primitive a Stateful");

        assertThat(again.code()).isEqualTo(CrmExit.EXISTS.code());
        assertThat(again.err()).contains("there is a primitive of this name already");
    }

    @Test
    void aScriptIsCommittedWhenItEnds() {
        Typed done = script("configure\nprimitive a Dummy\n# why\nprimitive b Dummy \\  \n  meta priority=2\n");

        assertThat(done.code()).as(done.err()).isZero();
        assertThat(cluster.cib().version().epoch()).isEqualTo(1);
        assertThat(shown("b")).isEqualTo("# why\nprimitive b Dummy \\\n\tmeta priority=2\n");
    }

    @Test
    void aScriptWithALineThatFailsIsNotCommittedUnlessItSaysSo() {
        String faulty = "configure\nprimitive a Dummy\ngroup g nosuch\n";

        Typed done = script(faulty);

        assertThat(done.code()).isEqualTo(CrmExit.CONFIG.code());
        assertThat(done.err()).contains("x.crm:3: group g names").contains("nothing was committed");
        assertThat(cluster.cib().section("resources").childCount()).isZero();

        assertThat(script(faulty + "commit\n").code()).isEqualTo(CrmExit.CONFIG.code());
        assertThat(cluster.cib().section("resources").childCount()).isEqualTo(1);
    }

    @Test
    void aCommitThatIsRefusedNamesTheLineOfTheObject() {
        Typed done = script("configure\nprimitive a Dummy\nlocation l b 100: HA-node1\ncommit\n");

        assertThat(done.code()).isEqualTo(CrmExit.CONFIG.code());
        assertThat(done.err()).contains("x.crm:3: location constraint l names the resource \"b\"");
        assertThat(cluster.cib().section("resources").childCount()).isZero();
    }

    @Test
    void nothingIsCommittedByASessionBeforeItSaysSo() {
        FakeCluster watched = cluster;
        Typed done = script("configure\nprimitive a Dummy\nshow changed\nrefresh\nup\n");

        assertThat(done.code()).isZero();
        assertThat(done.out()).isEqualTo("primitive a Dummy\n");
        assertThat(watched.cib().version().epoch()).isZero();
    }

    @Test
    void aDeletedResourceTakesItsConstraintsAlongAndLeavesItsGroup() {
        script("configure\nprimitive a Dummy\nprimitive b Dummy\nprimitive c Dummy\ngroup g a b\n"
                + "location l a 10: HA-node1\ncolocation s inf: a b c\norder o inf: a c\ntag t: a\ncommit\n");

        Typed done = configure("delete a");

        assertThat(done.code()).as(done.err()).isZero();
        assertThat(done.err()).contains("location l deleted").contains("colocation s no longer names a");
        assertThat(shown())
                .contains("group g b\n")
                .contains("colocation s inf: ( b c sequential=true )\n")
                .doesNotContain("\nlocation")
                .doesNotContain("order")
                .doesNotContain("tag t");
    }

    @Test
    void aGroupThatIsDeletedLeavesItsMembers() {
        script("configure\nprimitive a Dummy\nprimitive b Dummy\ngroup g a b\nclone c g\ncommit\n");

        assertThat(configure("delete c g").code()).isZero();

        assertThat(shown()).endsWith("primitive a Dummy\nprimitive b Dummy\n");
    }

    @Test
    void aRunningResourceIsNotDeletedUnlessForced() {
        FakeCluster talk = new FakeCluster(TalkCluster.cib(), "HA-node1");

        Typed refused = Typed.on(talk, "crm configure delete dummy");
        Typed forced = Typed.on(talk, "crm configure delete --force dummy");

        assertThat(refused.code()).isEqualTo(CrmExit.UNSAFE.code());
        assertThat(refused.err()).contains("resource dummy is running on HA-node1, can't delete it");
        assertThat(forced.code()).isZero();
        assertThat(talk.cib().section("resources").find("dummy")).isNull();
    }

    @Test
    void aRenamedResourceIsFollowedByEverythingThatNamesIt() {
        script("configure\nprimitive a Dummy op monitor interval=5\nprimitive b Dummy\ngroup g a b\n"
                + "location l a 10: HA-node1\ncolocation s inf: a b g\ntag t: a\ncommit\n");

        assertThat(configure("rename a alpha").code()).isZero();

        assertThat(shown())
                .contains("primitive alpha Dummy")
                .contains("group g alpha b")
                .contains("location l alpha 10: HA-node1")
                .contains("colocation s inf: alpha b g")
                .contains("tag t: alpha");
        assertThat(cluster.cib().root().toString()).contains("alpha-monitor-5").doesNotContain("\"a-");
    }

    @Test
    void whatSomebodyElseChangedMeanwhileStandsBesideOnesOwnChange() {
        Typed done =
                Typed.on(new Interfering(twoNodes(), "primitive other Dummy"), "crm configure primitive mine Dummy");

        assertThat(done.code()).as(done.err()).isZero();
    }

    @Test
    void aConflictIsRefusedAndNamesTheObject() {
        Interfering meddled = new Interfering(twoNodes(), "property batch-limit=7");

        Typed done = Typed.on(meddled, "crm configure property batch-limit=3");
        assertThat(done.code()).isEqualTo(CrmExit.OLD.code());
        assertThat(done.err()).contains("somebody else has changed cib-bootstrap-options meanwhile");

        Interfering again = new Interfering(twoNodes(), "property batch-limit=7");
        assertThat(Typed.on(again, "crm -F configure property batch-limit=3").code())
                .isZero();
        assertThat(again.cib().root().toString()).contains("value=\"3\"").doesNotContain("value=\"7\"");
    }

    /** A cluster in which somebody else commits a line just before the first change arrives. */
    private static final class Interfering extends FakeClusterProxy {
        private String line;

        Interfering(Cib cib, String line) {
            super(new FakeCluster(cib, "HA-node1"));
            this.line = line;
        }

        @Override
        public ChangeReply change(List<CibOperation> operations, ChangeOptions options) {
            if (line != null) {
                String theirs = line;
                line = null;
                Typed.on(this, "crm configure " + theirs);
            }
            return super.change(operations, options);
        }
    }

    @Test
    void whoIsOvertakenTimeAndAgainIsToldThatNothingWasCommitted() {
        int[] tries = {0};
        FakeClusterProxy restless = new FakeClusterProxy(cluster) {
            @Override
            public ChangeReply change(List<CibOperation> operations, ChangeOptions options) {
                if (tries[0]++ < Commit.ATTEMPTS) {
                    super.change(List.of(new CibOperation.Bump()), new ChangeOptions(null, false, "somebody else"));
                }
                return super.change(operations, options);
            }
        };
        Typed done = Typed.on(restless, "crm configure primitive mine Dummy");
        assertThat(done.code()).isEqualTo(CrmExit.OLD.code());
        assertThat(done.err()).contains("being changed all the time by others; nothing was committed");
        assertThat(tries[0]).isEqualTo(Commit.ATTEMPTS);
        assertThat(shown()).doesNotContain("mine");

        tries[0] = 1;
        assertThat(Typed.on(restless, "crm configure primitive mine Dummy").code())
                .as("overtaken once less")
                .isZero();
    }

    @Test
    void loadUpdatesReplacesOrPushes() {
        script("configure\nprimitive a Dummy\nprimitive b Dummy\nproperty batch-limit=3\ncommit\n");
        FakeIo file = new FakeIo().file("f", "primitive a Stateful\nproperty migration-limit=1\n");

        assertThat(typed(file, "configure", "load", "update", "f").code()).isZero();
        assertThat(shown()).contains("primitive a Stateful", "primitive b Dummy", "batch-limit=3", "migration-limit=1");

        FakeIo push = new FakeIo().file("f", "primitive a Dummy\nproperty batch-limit=4\n");
        assertThat(typed(push, "configure", "load", "push", "f").code()).isZero();
        assertThat(shown())
                .contains("primitive a Dummy", "batch-limit=4", "node 1: HA-node1")
                .doesNotContain("primitive b", "migration-limit");

        FakeIo replace = new FakeIo().file("f", "clone c z\nprimitive z Dummy\n");
        assertThat(typed(replace, "configure", "load", "replace", "f").code()).isZero();
        assertThat(shown()).contains("clone c z", "primitive z Dummy").doesNotContain("primitive a", "batch");
    }

    @Test
    void whatIsSavedIsLoadedWithoutLoss() {
        FakeCluster talk = new FakeCluster(TalkCluster.cib(), "HA-node1");
        FakeIo io = new FakeIo();
        Typed.on(talk, io, "crm", "configure", "save", "f");
        Cib before = talk.cib();

        Typed loaded = Typed.on(talk, io, "crm", "configure", "load", "push", "f");

        assertThat(loaded.code()).as(loaded.err()).isZero();
        assertThat(talk.cib()).isEqualTo(before);
    }

    @Test
    void aFileWithALineThatCannotBeReadIsRefusedWhole() {
        FakeIo file = new FakeIo().file("f", "primitive a Dummy\nprimitive b\nlamp c\n");

        Typed done = typed(file, "configure", "load", "update", "f");

        assertThat(done.code()).isEqualTo(CrmExit.DATAERR.code());
        assertThat(done.err()).contains("f:2: primitive b: the line ends").contains("f:3: ");
        assertThat(cluster.cib().section("resources").childCount()).isZero();
    }

    @Test
    void brokenXmlIsRefusedWithItsPlace() {
        FakeIo file = new FakeIo().file("f", "<cib>\n<configuration>\n<resources></cib>");

        Typed done = typed(file, "configure", "load", "xml", "update", "f");

        assertThat(done.code()).isEqualTo(CrmExit.DATAERR.code());
        assertThat(done.err()).contains("f: ").contains("3");
    }

    @Test
    void aFileThatIsNotThereIsTold() {
        Typed done = configure("load update nosuch");

        assertThat(done.code()).isEqualTo(CrmExit.NOINPUT.code());
        assertThat(done.err()).contains("nosuch");
    }

    @Test
    void secretsAreHiddenByShowAndRefusedWhenTheyComeBackHidden() throws IOException {
        configure("primitive f stonith:fence_x params passwd=secret ip=1");

        assertThat(shown("f")).contains("passwd=\"******\"").contains("ip=1").doesNotContain("secret");
        assertThat(configure("set f.passwd other").code()).isZero();
        assertThat(typed(new FakeIo().file("f", shown("f")), "configure", "load", "update", "f")
                        .err())
                .contains("in place of a secret");
        FakeIo saved = new FakeIo();
        typed(saved, "configure", "save", "f");
        assertThat(new String(saved.readFile("f"), UTF_8)).contains("passwd=other");
    }

    @Test
    void oneValueIsSetByItsPath() {
        configure("primitive a Dummy params fake=1 op monitor interval=10s timeout=20s meta priority=1");

        configure("set a.fake 2");
        configure("set a.monitor.10.timeout 40s");
        Typed missing = configure("set a.nosuch 1");

        assertThat(shown("a")).contains("fake=2").contains("timeout=40s");
        assertThat(missing.code()).isEqualTo(CrmExit.NOSUCH.code());
    }

    @Test
    void membersAreAddedToAGroupAndTakenOut() {
        script("configure\nprimitive a Dummy\nprimitive b Dummy\nprimitive c Dummy\ngroup g a b\ncommit\n");

        configure("modgroup g add c before b");
        assertThat(shown("g")).isEqualTo("group g a c b\n");
        configure("modgroup g remove a");
        assertThat(shown("g")).isEqualTo("group g c b\n");
        assertThat(shown("a")).isEqualTo("primitive a Dummy\n");
    }

    @Test
    void fencingLevelsWithoutATargetAreForEveryNode() {
        assertThat(script("configure\nprimitive f stonith:fence_x\nfencing_topology f\ncommit\n")
                        .err())
                .isEmpty();

        assertThat(shown("fencing_topology")).isEqualTo("fencing_topology \\\n\tHA-node1: f \\\n\tHA-node2: f\n");
    }

    @Test
    void objectsAreSelectedByKindTagAndRelation() {
        script("configure\nprimitive a Dummy\nprimitive b Dummy\ngroup g a\ntag t: b\norder o a b\ncommit\n");

        assertThat(shown("type:primitive")).isEqualTo("primitive b Dummy\nprimitive a Dummy\n");
        assertThat(shown("tag:t")).isEqualTo("primitive b Dummy\ntag t: b\n");
        assertThat(shown("related:a")).isEqualTo("primitive a Dummy\ngroup g a\norder o Mandatory: a b\n");
        assertThat(shown("xml", "a")).contains("<primitive").doesNotContain("id=\"b\"");
        assertThat(crm("configure", "show", "aa").err()).contains("there is no object \"aa\"; did you mean");
    }

    @Test
    void wordsMayBeShortenedAndMisspeltOnesAreTold() {
        configure("primitive a Dummy");

        assertThat(crm("conf", "sho", "a").out()).isEqualTo("primitive a Dummy\n");
        assertThat(crm("cfg", "show", "a").err()).contains("\"cfg\" is accepted as \"configure\"");
        Typed wrong = crm("configure", "shwo");
        assertThat(wrong.code()).isEqualTo(CrmExit.USAGE.code());
        assertThat(wrong.err()).contains("there is no command \"shwo\" in configure; did you mean \"show\"?");
    }

    @Test
    void aWordOfCrmshThatThisShellLacksSaysWhatDoesItHere() {
        Typed history = crm("history", "info");
        Typed test = crm("configure", "ptest");

        assertThat(history.code()).isEqualTo(CrmExit.USAGE.code());
        assertThat(history.err())
                .contains("there is no command \"history\"; there is no browser")
                .contains("systole.log");
        assertThat(test.code()).isEqualTo(CrmExit.USAGE.code());
        assertThat(test.err()).contains("in configure; crm_simulate -L -S");
    }

    @Test
    void verifyIsThereOutsideOfConfigureToo() {
        assertThat(crm("verify").code()).isZero();
        configure("property no-quorum-policy=bogus");
        assertThat(crm("verify").err()).contains("no-quorum-policy=\"bogus\"");
    }

    @Test
    void endGoesUpAsUpDoes() {
        Typed typed = script("configure\nprimitive a Dummy\nend\nconfigure show a\n");

        assertThat(typed.code()).isZero();
        assertThat(typed.out()).isEqualTo("primitive a Dummy\n");
    }

    @Test
    void getPropertyShowsWhatCountsUnderEitherName() {
        configure("property stonith-enabled=false no-quorum-policy=ignore");

        assertThat(configure("get_property no-quorum-policy fencing-enabled stonith-enabled dc-deadtime")
                        .out())
                .isEqualTo("ignore\nfalse\nfalse\n20s\n");
        assertThat(configure("get-property -t stonith-enabled symmetric-cluster cluster-name")
                        .out())
                .isEqualTo("false\ntrue\nfalse\n");
        assertThat(configure("get-property").out()).contains("fencing-timeout\nstonith-timeout\n");

        Typed unknown = configure("get-property no-qorum-policy");
        assertThat(unknown.code()).isEqualTo(105);
        assertThat(unknown.err())
                .contains("property no-qorum-policy is not set")
                .contains("\"no-quorum-policy\"");
    }

    @Test
    void aPropertyOfTheWrongTypeIsWarnedOfUnderEitherName() {
        assertThat(configure("property stonith-action=explode").err())
                .contains(
                        "stonith-action=\"explode\" is not understood and the default is used; it takes reboot or off");
        assertThat(configure("property node-health-strategy=sometimes").err())
                .contains("it takes none, migrate-on-red");
        assertThat(configure("property stonith-action=poweroff dc-deadtime=PT1M batch-limit=30")
                        .err())
                .doesNotContain("is not understood");
    }

    @Test
    void aPropertyThatNothingReadsIsKeptAndWarnedOf() {
        Typed mistyped = configure("property stonith-enable=false");

        assertThat(mistyped.code()).isZero();
        assertThat(mistyped.err()).contains("has no effect; did you mean \"stonith-enabled\"?");
        assertThat(shown()).contains("stonith-enable=false");
        assertThat(configure("property mine: stonith-enable=false").err()).isEmpty();
    }

    @Test
    void aLocationForANodeThatDoesNotExistIsWarnedOf() {
        configure("primitive a Dummy");

        assertThat(configure("location l a 100: HA-nod1").err()).contains("did you mean \"HA-node1\"?");
        assertThat(configure("location l2 a 100: ha-NODE1").err()).isEmpty();
    }

    @Test
    void whatADeletedParameterLeavesBehindDoesNotTurnAResourceIntoXml() {
        configure("primitive a Dummy params fake=x op monitor interval=10s");
        Typed.on(cluster, "crm_resource -r a -d fake");

        assertThat(cluster.cib()
                        .section("resources")
                        .child(0)
                        .child("instance_attributes")
                        .children())
                .isEmpty();
        assertThat(shown("a")).isEqualTo("primitive a Dummy \\\n\top monitor interval=10s\n");
    }

    @Test
    void anOrderThatWouldPromoteWhatCannotBePromotedIsWarnedOf() {
        script("configure\nprimitive s ocf:pacemaker:Stateful op monitor interval=10\nms m s\nprimitive a Dummy\n"
                + "commit\n");

        Typed order = configure("order o inf: m:promote a");

        assertThat(order.code()).isZero();
        assertThat(order.err()).contains("so write a:start");
        assertThat(configure("order o2 inf: m:promote a:start").err()).doesNotContain("so write");
    }

    @Test
    void aPromotedInstanceThatNoMonitorWatchesIsWarnedOf() {
        configure("primitive s ocf:pacemaker:Stateful op monitor interval=10");

        assertThat(configure("ms m s").err()).contains("no monitor of s has role=Promoted");
    }

    @Test
    void withoutADaemonTheStatusSaysSo() {
        Typed done = Typed.on(null, "crm configure show");

        assertThat(done.code()).isEqualTo(CrmExit.DISCONNECT.code());
        assertThat(done.err()).contains("Could not connect to the cluster");
    }
}
