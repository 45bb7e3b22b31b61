package io.systole.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an unprivileged user of a node and a stranger on the cluster's network can do to real daemons: nothing. */
class SecurityTest {
    private static final String NOBODY = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    private static final String LOG = "/var/log/systole/systole.log";

    private static Lab lab;

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
    private static String sh(String node, String line) throws Exception {
        return lab.on(node, "bash", "-c", "{ " + line + "; } 2>&1; echo \"status $?\"");
    }

    private static void bothAreServing() throws Exception {
        lab.run(130, "wait", "2");
        assertThat(sh("node2", "cibadmin --query --scope nodes")).contains("node1", "node2", "status 0");
    }

    @Test
    void anUnprivilegedUserIsRefusedByEveryCommandAndLoggedOnce() throws Exception {
        String before = sh("node1", "cibadmin --query --scope configuration");
        for (String command : List.of(
                "crm_mon -1",
                "cibadmin --query",
                "cibadmin --delete --xpath //nvpair",
                "crm_attribute --name stonith-enabled --update true",
                "crm_resource --list",
                "crm node standby node1",
                "crm cluster stop")) {
            assertThat(sh("node1", NOBODY + command))
                    .as(command)
                    .contains("user nobody may not use the cluster; it takes root, hacluster or a member of the group")
                    .endsWith("status 4\n");
        }
        sh("node1", "for i in {1..50}; do " + NOBODY + "crm_mon -1; done");
        assertThat(sh("node1", "cibadmin --query --scope configuration")).isEqualTo(before);
        assertThat(sh("node1", "grep -c 'Refused a local connection of user nobody' " + LOG))
                .startsWith("1\n");
        bothAreServing();
    }

    @Test
    void filesOfTheClusterAreForRootOnly() throws Exception {
        // A configuration that is in history, with its digest.
        lab.on("node1", "crm_attribute", "--name", "files", "--update", "written");
        for (String node : List.of("node1", "node2")) {
            assertThat(sh(node, "find /var/lib/pacemaker/cib /var/log/systole /etc/corosync/authkey -perm /077"))
                    .isEqualTo("status 0\n");
            for (String file : List.of("/var/lib/pacemaker/cib/cib.xml", LOG, "/etc/corosync/authkey")) {
                assertThat(sh(node, "test -s " + file)).isEqualTo("status 0\n");
                assertThat(sh(node, NOBODY + "cat " + file)).contains("Permission denied", "status 1");
            }
            assertThat(sh(node, NOBODY + "rm -f /run/systole/socket")).contains("Permission denied", "status 1");
        }
    }

    @Test
    void garbageOnTheClustersPortsIsDroppedAndToldOnce() throws Exception {
        String flood = """
                for i in {1..300}; do head -c $((i * 200)) /dev/urandom >/dev/udp/10.77.61.1/5405; done
                for i in {1..60}; do exec {hold}<>/dev/tcp/10.77.61.1/5405; done
                head -c 1000000 /dev/urandom >/dev/tcp/10.77.61.1/5405
                true
                """;
        lab.on("client", "bash", "-c", flood);
        bothAreServing();
        assertThat(sh("node1", "grep -c 'Dropped a datagram of .* from 10.77.61.254:' " + LOG))
                .startsWith("1\n");
        assertThat(sh("node1", "grep -ci 'node2.*lost\\|exception' " + LOG)).startsWith("0\n");
    }

    @Test
    void agentsOutsideTheirFoldersAreNeverRun() throws Exception {
        for (String node : List.of("node1", "node2")) {
            sh(node, "printf '#!/bin/sh\\ntouch /run/was-run\\n' >/run/trick; chmod 755 /run/trick");
        }
        lab.on(
                "node1",
                "cibadmin",
                "--create",
                "--scope",
                "resources",
                "--xml-text",
                "<primitive id='t1' class='lsb' type='../../run/trick'/>");
        for (String agent : List.of(
                "class='ocf' provider='heartbeat' type='../../../../../run/trick'",
                "class='ocf' provider='../../../../run' type='trick'",
                "class='systemd' type='*'",
                "class='service' type='../../run/trick'")) {
            lab.on(
                    "node1",
                    "cibadmin",
                    "--create",
                    "--scope",
                    "resources",
                    "--xml-text",
                    "<primitive id='t" + Integer.toHexString(agent.hashCode()) + "' " + agent + "/>");
        }
        lab.on("node1", "crm_resource", "--wait");
        for (String node : List.of("node1", "node2")) {
            assertThat(sh(node, "test -e /run/was-run")).isEqualTo("status 1\n");
        }
        assertThat(sh("node1", "cibadmin --query --scope status | grep '<lrm_rsc_op ' | grep -vc 'rc-code=\"5\"'"))
                .startsWith("0\n");
        assertThat(sh("node1", "cibadmin --query --scope status"))
                .contains("init script /etc/init.d/../../run/trick does not exist")
                .contains("rc-code=\"5\"");
        bothAreServing();
    }
}
