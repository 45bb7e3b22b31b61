package io.systole.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What grows until daemons with their heap do not keep it: who asks for more is told so, and the cluster goes on. */
class GrowthTest extends UnfencedPair {
    private static List<String> lives() throws Exception {
        return List.of(sh("node1", "cat /run/systoled.pid"), sh("node2", "cat /run/systoled.pid"));
    }

    private static void goesOn(String value) throws Exception {
        // The others notice a daemon's death only after a while: until then they count it as online.
        for (int i = 0;
                i < 60
                        && !lab.attemptOn("node2", 20, "cibadmin", "--query", "--local")
                                .ok();
                i++) {
            Thread.sleep(1_000);
        }
        lab.run(130, "wait", "2");
        assertThat(sh("node2", "crm_attribute --name lives --update " + value)).isEqualTo("status 0\n");
        for (String node : lab.nodes()) {
            assertThat(sh(
                            node,
                            "cibadmin --query --local --scope crm_config | grep -c 'name=\"lives\" value=\"" + value
                                    + "\"'"))
                    .isEqualTo("1\nstatus 0\n");
        }
    }

    /** A property whose value has a million characters. */
    private static String million(int number) throws Exception {
        return sh(
                "node1",
                "v=$(head -c 1000000 /dev/zero | tr '\\0' v)" + "; echo '<cluster_property_set id=\"large\"><nvpair"
                        + " id=\"large" + number + "\" name=\"large" + number
                        + "\" value=\"'$v'\"/></cluster_property_set>'"
                        + " >/run/large; cibadmin --modify --allow-create --scope crm_config --xml-file /run/large");
    }

    @Test
    void aConfigurationThatGrowsOverTheLimitIsRefusedInWordsAndTheClusterGoesOn() throws Exception {
        List<String> lives = lives();
        String said = "status 0\n";
        int kept = 0;
        while (said.equals("status 0\n") && kept < 20) {
            said = million(kept + 1);
            kept += said.equals("status 0\n") ? 1 : 0;
        }
        // A heap of 96 MB keeps about four million characters.
        assertThat(kept).isBetween(2, 4);
        assertThat(said)
                .contains("nothing was changed: the configuration would have " + (kept + 1), "SYSTOLE_HEAP")
                .endsWith("status 73\n");
        goesOn("beside");
        assertThat(lives()).isEqualTo(lives);

        // Members that start with it hold it, and each other's copies.
        sh("node2", "kill -9 $(cat /run/systoled.pid)");
        goesOn("again");
        assertThat(million(kept + 1)).endsWith("status 73\n");
        assertThat(sh("node1", "crm_attribute --name large1 --delete")).endsWith("status 0\n");
        assertThat(million(kept + 1)).isEqualTo("status 0\n");
        for (int i = 2; i <= kept + 1; i++) {
            assertThat(sh("node1", "crm_attribute --name large" + i + " --delete"))
                    .endsWith("status 0\n");
        }
        goesOn("small");
    }

    @Test
    void attributesThatGrowOverTheLimitAreRefusedInWordsAndTheClusterGoesOn() throws Exception {
        List<String> lives = lives();
        String said = sh(
                "node1",
                "v=$(head -c 120000 /dev/zero | tr '\\0' v); for i in {1..100}; do"
                        + " attrd_updater --name large$i --update $v || { code=$?; echo kept $((i - 1)); (exit $code); break; }; done");
        assertThat(said).contains("nothing was changed: attributes of nodes would have more than ");
        assertThat(Integer.parseInt(said.replaceAll("(?s).*kept ([0-9]+).*", "$1")))
                .isBetween(15, 40);
        assertThat(sh("node2", "attrd_updater --name small --update 1 --delay 0"))
                .endsWith("status 0\n");
        goesOn("with-attributes");
        assertThat(lives()).isEqualTo(lives);
        assertThat(sh("node1", "for i in {1..40}; do attrd_updater --name large$i --delete; done"))
                .endsWith("status 0\n");
        assertThat(sh("node1", "attrd_updater --name fits --update 1")).endsWith("status 0\n");
        goesOn("without-attributes");
    }
}
