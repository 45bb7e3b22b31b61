package io.systole.it.lab;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Two nodes without fencing, started once for all tests of a class. */
abstract class UnfencedPair {
    static Lab lab;

    @BeforeAll
    static void start() throws Exception {
        lab = new Lab(2);
        lab.on("node1", "crm_attribute", "--name", "stonith-enabled", "--update", "false");
    }

    @AfterAll
    static void stop() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    /** What a command line prints on a node, with its exit status behind it. */
    static String sh(String node, String line) throws Exception {
        return lab.on(node, "bash", "-c", "{ " + line + "; } 2>&1; echo \"status $?\"");
    }
}
