package io.systole.shell.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.shell.heartbeat.HeartbeatImport.Imported;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A line that is wrong is named with what was expected, and no cluster comes of it; an unknown one stands in nobody's way. */
class BadInputTest {
    private static final String NODES = "node drbd1 drbd2\n";
    private static final String CLUSTER = NODES + "bcast eth0\ndeadtime 10\n";

    private final PaperMachine machine = new PaperMachine();

    private Imported haCf(String text) {
        return imported(text, "drbd1 10.0.0.95\n", Seed.AUTHKEYS);
    }

    private Imported haresources(String text) {
        return imported(CLUSTER, text, Seed.AUTHKEYS);
    }

    private Imported authkeys(String text) {
        return imported(CLUSTER, "drbd1 10.0.0.95\n", text);
    }

    private Imported imported(String haCf, String haresources, String authkeys) {
        return HeartbeatImport.read(new HeartbeatImport.Files(haCf, haresources, authkeys, "rw-------"), machine);
    }

    private static List<String> wrong(Imported imported) {
        assertThat(imported.usable()).isEqualTo(imported.report().wrong().isEmpty());
        return imported.report().wrong().stream()
                .map(r -> r.place() + ": " + r.sentence())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "deadtime soon | deadtime takes a time",
                "keepalive -1 | keepalive takes a time",
                "initdead | initdead takes a time",
                "deadping x | deadping takes a time",
                "auto_failback perhaps | auto_failback takes on, off or legacy, not \"perhaps\"",
                "udpport 70000 | udpport takes a number from 1 to 65535",
                "mcast eth0 10.0.0.1 694 1 0 | expected mcast DEVICE GROUP",
                "mcast eth0 225.0.0.1 694 x 0 | expected mcast DEVICE GROUP",
                "ucast eth0 | expected ucast DEVICE ADDRESS",
                "bcast | expected bcast DEVICE",
                "ping | ping takes addresses of hosts",
                "ping_group routers | ping_group takes a name and addresses",
                "node | node takes the names of nodes",
                "node ../x | \"../x\" cannot be a node's name",
                "respawn root | respawn takes a user, a program's path",
                "stonith_host * | stonith_host takes the node",
            })
    void eachWrongLineOfHaCfIsNamed(String line, String sentence) {
        assertThat(wrong(haCf(CLUSTER + line + "\n")))
                .singleElement()
                .asString()
                .startsWith("ha.cf:4: ")
                .contains(sentence);
    }

    @Test
    void anUnknownDirectiveIsReportedWithItsLineAndWhatWasMeant() {
        Imported imported = haCf(CLUSTER + "deadtme 5\n");

        assertThat(imported.usable()).isTrue();
        assertThat(imported.report().sentences())
                .anySatisfy(s -> assertThat(s)
                        .startsWith("ha.cf:4: deadtme 5: not supported: ")
                        .contains("did you mean \"deadtime\""));
    }

    @Test
    void withoutNodesThereIsNoCluster() {
        assertThat(wrong(haCf("deadtime 10\n"))).singleElement().asString().contains("it names no node");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "drbd1 10.0.0.950 | is no address",
                "drbd1 IPaddr::10.0.0.5/99 | is no address",
                "drbd1 IPaddr::nobody/24 | is no address",
                "drbd1 Filesystem::/dev/drbd0 | expected Filesystem::DEVICE::DIRECTORY::TYPE::OPTIONS",
                "drbd1 Filesystem::/dev/drbd0::drbd::ext3 | expected Filesystem::DEVICE",
                "drbd1 MailTo | MailTo takes an address",
                "drbd1 MailTo::a@b::c::d | MailTo takes MailTo::EMAIL::SUBJECT",
                "drbd1 drbddisk::a/b | expected drbddisk::RESOURCE",
                "drbd1 $(reboot) | names no script",
                "drbd1 ../../bin/sh | names no script",
                "drbd1 IPv6addr::nonsense | is no IPv6 address",
            })
    void eachWrongWordOfHaresourcesIsNamed(String line, String sentence) {
        assertThat(wrong(haresources("# one\n" + line + "\n")))
                .singleElement()
                .asString()
                .startsWith("haresources:2: ")
                .contains(sentence);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 sha1 x | no line \"auth NUMBER\"",
                "auth 2;1 sha1 x | there is no key of this number; the file has [1]",
                "auth 1;1 rot13 x | the method \"rot13\" is unknown",
                "auth 1;1 md5 | the method md5 needs a key",
                "auth 1;1 sha1 x;1 sha1 y | the key 1 is there already",
                "auth one;1 sha1 x | there is no key of this number",
                "hello;auth 1;1 sha1 x | expected \"auth NUMBER\" or",
            })
    void eachWrongLineOfAuthkeysIsNamed(String lines, String sentence) {
        assertThat(wrong(authkeys(lines.replace(';', '\n') + "\n")))
                .anySatisfy(s -> assertThat(s).contains(sentence));
    }

    @Test
    void noiseIsNeverAnInternalError() {
        Random random = new Random(7);
        String letters =
                "node mcast 10.0.0.1 :: / \\ \n # \t drbddisk MailTo auth 1 sha1 deadtime \u0000 \u00e4 \" ' = { } $ -";
        String[] words = letters.split(" ");
        for (int run = 0; run < 2_000; run++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 30; i++) {
                text.append(words[random.nextInt(words.length)]).append(random.nextInt(3) == 0 ? "\n" : " ");
            }
            imported(text.toString(), text.toString(), text.toString());
            imported(CLUSTER, text.toString(), Seed.AUTHKEYS);
            imported(CLUSTER + text, "drbd1 x\n", Seed.AUTHKEYS);
        }
    }
}
