package io.systole.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What an unprivileged user of a node and a stranger on the cluster's network can do to real daemons: nothing. */
class SecurityTest extends UnfencedPair {
    private static final String NOBODY = "setpriv --reuid=65534 --regid=65534 --clear-groups ";
    private static final String LOG = "/var/log/systole/systole.log";

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

    private static String daemon(String node) throws Exception {
        return sh(node, "cat /run/systoled.pid");
    }

    private static void stop(String node) throws Exception {
        assertThat(sh(
                        node,
                        "kill $(cat /run/systoled.pid); timeout 30 tail --pid=$(cat /run/systoled.pid) -f /dev/null"))
                .endsWith("status 0\n");
    }

    private static String console(String node) throws Exception {
        return Files.readString(lab.folder().resolve(node).resolve("console"));
    }

    private static int toldOf(String node, String what) throws Exception {
        return Integer.parseInt(
                sh(node, "grep -c '" + what + "' " + LOG).lines().findFirst().orElseThrow());
    }

    @Test
    void noIdOfAResourceLeadsToAnotherFile() throws Exception {
        for (String id : List.of("../../../run/trick", "/run/trick", "a/../../trick", "..", "a b", "a:1")) {
            assertThat(sh(
                            "node1",
                            "cibadmin --create --scope resources --xml-text '<primitive id=\"" + id
                                    + "\" class=\"ocf\" provider=\"heartbeat\" type=\"Dummy\"/>'"))
                    .contains("\"" + id + "\" (a <primitive>) is no valid id")
                    .endsWith("status 78\n");
        }
        assertThat(sh("node1", "cibadmin --query --scope resources")).doesNotContain("trick\"");
    }

    @Test
    void xmlBombsAreRefusedByWhateverReadsXml() throws Exception {
        String bombs = """
                mkdir -p /run/bombs && cd /run/bombs
                { echo '<!DOCTYPE b [<!ENTITY a0 "boom">'
                  for i in {1..29}; do echo "<!ENTITY a$i '$(printf "&a$((i - 1));%.0s" {1..10})'>"; done
                  echo ']><cib><configuration>&a29;</configuration></cib>'; } >laughs
                echo '<!DOCTYPE b [<!ENTITY f SYSTEM "file:///etc/passwd">]><cib x="1">&f;</cib>' >file
                head -c 600000 < <(yes '<a>' | tr -d '\n') >deep
                { printf '<cib'; printf ' a%d="1"' {1..20000}; echo '/>'; } >attributes
                """;
        assertThat(sh("node1", bombs.strip())).endsWith("status 0\n");
        String before = sh("node1", "cibadmin --query --scope configuration");
        String[] daemons = {daemon("node1"), daemon("node2")};
        for (String bomb : List.of("laughs", "file", "deep", "attributes")) {
            for (String command : List.of(
                    "cibadmin --replace --xml-file @",
                    "cibadmin --modify --xml-pipe <@",
                    "cibadmin --patch --xml-file @",
                    "crm configure load xml replace @",
                    "crm configure load xml update @",
                    "crm_simulate --xml-file @",
                    "crm_verify --xml-file @",
                    "crm_diff --original @ --new @",
                    "CIB_file=@ crm_mon -1")) {
                String said = sh("node1", command.replace("@", "/run/bombs/" + bomb));
                assertThat(said)
                        .as("%s %s", command, bomb)
                        .containsAnyOf("document type declaration", "nested deeper than 256", "10,000")
                        .doesNotContain("root:", "\tat ")
                        .doesNotContain("status 0\n");
            }
        }
        assertThat(sh("node1", "cibadmin --query --scope configuration")).isEqualTo(before);
        assertThat(new String[] {daemon("node1"), daemon("node2")}).isEqualTo(daemons);
        bothAreServing();
    }

    @Test
    void connectionsOfAnUnprivilegedUserThatSayNothingKeepNobodyOut() throws Exception {
        String many = "perl -MIO::Socket::UNIX -e 'for (1..600) { my $s = IO::Socket::UNIX->new(q(/run/systole/socket))"
                + " or next; push @all, $s } sleep 20' & holder=$!; sleep 2;";
        String user = "setpriv --reuid=games --regid=65534 --clear-groups ";
        String said = sh("node1", user + many + " timeout 5 crm_mon -1 && echo served; kill $holder");
        assertThat(said).contains("served");
        assertThat(toldOf("node1", "Refused a local connection of user games")).isEqualTo(1);
        bothAreServing();
    }

    @Test
    void aNodeWithAnotherKeyOrNoneStaysOutsideAndIsToldOnce() throws Exception {
        stop("node2");
        String dropped = "Dropped a datagram of .* from 10.77.61.2:";
        int told = toldOf("node1", dropped);
        sh("node2", "cd /etc/corosync; mv authkey right; head -c 256 /dev/urandom >authkey; chmod 600 authkey");
        lab.run(10, "start", "node2");
        // Once a minute: what was dropped while both started may have been told of shortly before.
        for (int i = 0; i < 75 && toldOf("node1", dropped) == told; i++) {
            Thread.sleep(1_000);
        }
        Thread.sleep(12_000);
        assertThat(sh("node1", "crm_node --partition")).doesNotContain("node2");
        assertThat(sh("node1", "crm_attribute --name outside --update told")).endsWith("status 0\n");
        assertThat(sh("node2", "cibadmin --query --local")).doesNotContain("outside");
        assertThat(toldOf("node1", dropped) - told).isEqualTo(1);
        stop("node2");
        sh("node2", "rm /etc/corosync/authkey");
        lab.run(10, "start", "node2");
        for (int i = 0; i < 60 && !console("node2").contains("there is no key file"); i++) {
            Thread.sleep(1_000);
        }
        assertThat(console("node2")).contains("systoled: there is no key file /etc/corosync/authkey");
        sh("node2", "mv /etc/corosync/right /etc/corosync/authkey");
        lab.run(10, "start", "node2");
        bothAreServing();
    }
}
