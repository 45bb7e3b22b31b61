package io.systole.shell.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.shell.doctor.Finding.Level;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DrbdChecksTest {
    @TempDir
    Path root;

    private Tree with(String text) {
        return new Tree(root).resource(text);
    }

    @Test
    void theTalksResourceIsReadAndHasThisNode() {
        Tree tree = new Tree(root).talk();
        assertThat(tree.only(new DrbdFile()).level()).isEqualTo(Level.OK);
        assertThat(tree.only(new DrbdNodeNames()).level()).isEqualTo(Level.OK);
        tree.file("/proc/sys/kernel/hostname", "ha-node1\n");
        Finding finding = tree.only(new DrbdNodeNames());
        assertThat(finding.level()).isEqualTo(Level.WRONG);
        assertThat(finding.where()).isEqualTo("/etc/drbd.d/pg.res:10");
        assertThat(finding.mend()).isEqualTo("on ha-node1 {");
    }

    @Test
    void mistakesInTheFileAndMissingResourcesAreWrong() {
        Finding semicolon = with("  net { ping-int 3 }").only(new DrbdFile());
        assertThat(semicolon.where()).isEqualTo("/etc/drbd.d/pg.res:4");
        assertThat(semicolon.sentence()).isEqualTo("\"ping-int 3\" has no semicolon");
        Finding missing = new Tree(root)
                .talk()
                .cluster("<configuration><resources><master id=\"ms\"><primitive id=\"drbd_x\" class=\"ocf\""
                        + " provider=\"linbit\" type=\"drbd\"><instance_attributes id=\"i\"><nvpair id=\"n\""
                        + " name=\"drbd_resource\" value=\"px\"/></instance_attributes></primitive></master></resources>"
                        + "</configuration>")
                .only(new DrbdFile());
        assertThat(missing.sentence()).contains("\"px\", which is not configured on this node (it has pg)");
    }

    @Test
    void onlyProtocolCKeepsCommits() {
        assertThat(new Tree(root).talk().only(new DrbdProtocol()).level()).isEqualTo(Level.OK);
        assertThat(with("  protocol A;").only(new DrbdProtocol()).level()).isEqualTo(Level.WRONG);
        assertThat(with("  net { protocol B; }").only(new DrbdProtocol()).where())
                .isEqualTo("/etc/drbd.d/pg.res:4");
        assertThat(with("  protocol C;").only(new DrbdProtocol()).level()).isEqualTo(Level.OK);
    }

    @Test
    void theDefaultsOfPingStallCommits() {
        Finding finding = new Tree(root).talk().only(new DrbdPing());
        assertThat(finding.level()).isEqualTo(Level.ADVICE);
        assertThat(finding.sentence()).contains("after 10 s (ping-int)").contains("6.0 s later");
        assertThat(with("  net { ping-int 3; timeout 20; connect-int 3; }")
                        .only(new DrbdPing())
                        .level())
                .isEqualTo(Level.OK);
        assertThat(with("  net { ping-int 3; }").only(new DrbdPing()).level()).isEqualTo(Level.WRONG);
    }

    @Test
    void theTalksRateDoesNotCountWithTheController() {
        Finding finding = new Tree(root).talk().only(new DrbdResync());
        assertThat(finding.level()).isEqualTo(Level.ADVICE);
        assertThat(finding.where()).isEqualTo("/etc/drbd.d/pg.res:6");
        assertThat(finding.mend()).contains("c-plan-ahead 0; resync-rate 150M;").contains("c-min-rate 37M;");
        assertThat(with("  disk { c-plan-ahead 0; }").only(new DrbdResync()).level())
                .isEqualTo(Level.OK);
        assertThat(with("").file("/etc/drbd.d/pg.res", "resource pg { disk { c-min-rate 10M; } }")
                        .only(new DrbdResync()))
                .isEqualTo(Finding.ok("/etc/drbd.d/pg.res:1", "pg resyncs at 10 to 100 MiB/s"));
    }

    @Test
    void theActivityLogBoundsTheResyncAfterACrash() {
        assertThat(new Tree(root).talk().only(new DrbdActivityLog()).sentence())
                .contains("up to 4948 MiB of pg are copied again");
        assertThat(with("  disk { al-extents 257; }")
                        .only(new DrbdActivityLog())
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void flushesAndDrain() {
        assertThat(new Tree(root).talk().only(new DrbdFlushes()).level()).isEqualTo(Level.OK);
        assertThat(with("  disk { no-disk-flushes; }").only(new DrbdFlushes()).level())
                .isEqualTo(Level.ADVICE);
        assertThat(with("  disk { disk-flushes no; }").only(new DrbdFlushes()).level())
                .isEqualTo(Level.ADVICE);
        assertThat(with("  disk { no-disk-drain; }").only(new DrbdFlushes()).level())
                .isEqualTo(Level.WRONG);
        assertThat(with("  disk { disk-drain no; }").only(new DrbdFlushes()).level())
                .isEqualTo(Level.WRONG);
    }

    @Test
    void nothingMayThrowCommitsAway() {
        assertThat(new Tree(root).talk().only(new DrbdSplitBrainPolicy()).level())
                .isEqualTo(Level.OK);
        for (String policy : List.of(
                "after-sb-0pri discard-younger-primary", "after-sb-1pri discard-secondary", "allow-two-primaries")) {
            assertThat(with("  net { " + policy + "; }")
                            .only(new DrbdSplitBrainPolicy())
                            .level())
                    .as(policy)
                    .isEqualTo(Level.WRONG);
        }
        assertThat(with("  net { allow-two-primaries no; after-sb-0pri discard-zero-changes; }")
                        .only(new DrbdSplitBrainPolicy())
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void fencingNeedsItsHandler() {
        assertThat(new Tree(root).talk().only(new DrbdFencing()).level()).isEqualTo(Level.ADVICE);
        assertThat(with("  disk { fencing resource-and-stonith; }")
                        .only(new DrbdFencing())
                        .sentence())
                .contains("freeze for ever");
        Tree handled =
                with("  disk { fencing resource-only; } handlers { fence-peer \"/usr/lib/drbd/crm-fence-peer.sh\"; }");
        assertThat(handled.only(new DrbdFencing()).sentence()).contains("is not there");
        assertThat(handled.file("/usr/lib/drbd/crm-fence-peer.sh", "")
                        .only(new DrbdFencing())
                        .level())
                .isEqualTo(Level.OK);
    }

    @Test
    void withoutDrbdThereIsNothingToSay() {
        Tree bare = new Tree(root);
        for (Check check : Checks.all()) {
            if (check.name().startsWith("drbd")) {
                assertThat(bare.only(check).level()).as(check.name()).isEqualTo(Level.NONE);
            }
        }
    }
}
