package io.systole.it.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a shell would take for more than text, in every value and name that the cluster hands on: it stays text, to the letter. */
class ShellWordsTest {
    /** Each of them leaves this file behind where a shell gets it. */
    private static final String HIT = "/run/hit";

    private static final List<String> WORDS = List.of(
            "; touch " + HIT + " #",
            "$(touch " + HIT + ")",
            "`touch " + HIT + "`",
            "| touch " + HIT,
            "& touch " + HIT + " &",
            "one\ntouch " + HIT + "\nthree",
            "' ; touch " + HIT + " ; '",
            "\" ; touch " + HIT + " ; \"",
            "\\\"; $(touch " + HIT + ") \\",
            "() { :; }; touch " + HIT,
            "-e * ?[a]~ {a,b} $HOME ${PATH} %s%n !! \t&lt;");

    /** Keeps what it was given, and does nothing else. */
    private static final String OCF = """
            #!/bin/bash
            case $1 in
            start) printf '%b' "$OCF_RESKEY_reason" >&2
                [ -z "$OCF_RESKEY_reason" ] || exit 1
                printf '%s' "$OCF_RESKEY_text" >"/run/text-$OCF_RESOURCE_INSTANCE" ;;
            stop) rm -f "/run/text-$OCF_RESOURCE_INSTANCE" ;;
            monitor) [ -e "/run/text-$OCF_RESOURCE_INSTANCE" ] || exit 7 ;;
            meta-data) echo '<resource-agent name="Words"><version>1</version><parameters><parameter name="text">
            <content type="string"/></parameter></parameters><actions/></resource-agent>' ;;
            *) printf '%s' "$1" >"/run/action-$OCF_RESOURCE_INSTANCE" ;;
            esac
            """;

    /** The action is the last of its arguments; those before it are the configuration's. */
    private static final String HEARTBEAT = """
            #!/bin/bash
            case ${!#} in
            start) printf '%s\\0' "${@:1:$#-1}" >/run/arguments ;;
            stop) rm -f /run/arguments ;;
            status) [ -e /run/arguments ] && echo running || { echo stopped; exit 3; } ;;
            esac
            """;

    /** In the place of systemd: one unit, which is what it was told last. */
    private static final String SYSTEMCTL = """
            #!/bin/bash
            printf '%s\\n' "$@" >>/run/systemctl
            case $1 in
            start) touch /run/unit ;;
            stop) rm -f /run/unit ;;
            show) [ -e /run/unit ] && echo ActiveState=active || echo ActiveState=inactive ;;
            esac
            """;

    private static Lab lab;

    @BeforeAll
    static void start() throws Exception {
        lab = new Lab(
                2,
                Lab.NAME,
                Map.of(
                        "LAB_NET",
                        "10.77.61",
                        "TOKEN",
                        Lab.TOKEN_MS,
                        "LAB_MOUNTS",
                        "usr/lib/ocf/resource.d/words etc/ha.d/resource.d usr/local/sbin"));
        for (String node : lab.nodes()) {
            script(node, "usr/lib/ocf/resource.d/words/Words", OCF);
            script(node, "etc/ha.d/resource.d/words", HEARTBEAT);
            script(node, "usr/local/sbin/systemctl", SYSTEMCTL);
            lab.on(node, "mkdir", "-p", "/run/systemd/system");
        }
        lab.on("node1", "crm_attribute", "--name", "stonith-enabled", "--update", "false");
    }

    @AfterAll
    static void stop() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    private static void script(String node, String path, String text) throws IOException {
        Path file = lab.folder().resolve(node).resolve(path);
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace("'", "&apos;")
                .replace("\n", "&#10;")
                .replace("\t", "&#9;");
    }

    private static void create(String section, String xml) throws Exception {
        create(section, List.of(xml));
    }

    private static void create(String section, List<String> elements) throws Exception {
        String text = "<" + section + ">" + String.join("", elements) + "</" + section + ">";
        lab.on("node1", "cibadmin", "--modify", "--allow-create", "--scope", section, "--xml-text", text);
    }

    private static String words(String id, String text) {
        return "<primitive id='" + id + "' class='ocf' provider='words' type='Words'><instance_attributes id='" + id
                + "-p'><nvpair id='" + id + "-t' name='text' value='" + xml(text)
                + "'/></instance_attributes></primitive>";
    }

    /** What a program on some node has left in this file. */
    private static String left(String file) throws Exception {
        for (String node : lab.nodes()) {
            Path path = lab.seenBy(node, file).orElse(null);
            if (path != null) {
                return Files.readString(path, StandardCharsets.UTF_8);
            }
        }
        return "no node has a file " + file;
    }

    /** Every word that systemctl was given, on all nodes. */
    private static String told() throws Exception {
        StringBuilder words = new StringBuilder();
        for (String node : lab.nodes()) {
            Path path = lab.seenBy(node, "/run/systemctl").orElse(null);
            words.append(path == null ? "" : Files.readString(path));
        }
        return words.toString();
    }

    /** No member has passed over what the DC said, or understood it in another way. */
    private static void allHaveOneCib() throws Exception {
        for (String node : lab.nodes()) {
            assertThat(Files.readAllLines(lab.folder().resolve(node).resolve("var/log/systole/systole.log")))
                    .noneMatch(line -> line.contains("another CIB") || line.contains("Dropped a message"));
        }
    }

    private static void noShellWasThere() throws Exception {
        lab.on("node1", "crm_resource", "--wait");
        for (String node : lab.nodes()) {
            assertThat(lab.seenBy(node, HIT)).as("%s on %s", HIT, node).isEmpty();
        }
        allHaveOneCib();
    }

    @Test
    void parametersReachAgentsToTheLetterHoweverTheyWereTyped() throws Exception {
        List<String> resources = new ArrayList<>();
        for (int i = 0; i < WORDS.size(); i++) {
            resources.add(words("x" + i, WORDS.get(i)));
            resources.add(words("s" + i, "nothing yet"));
            resources.add(words("c" + i, "nothing yet"));
        }
        create("resources", resources);
        for (int i = 0; i < WORDS.size(); i++) {
            lab.on(
                    "node2",
                    "crm_resource",
                    "--resource=s" + i,
                    "--set-parameter=text",
                    "--parameter-value=" + WORDS.get(i));
            lab.on("node2", "crm", "resource", "param", "c" + i, "set", "text", WORDS.get(i));
        }
        noShellWasThere();
        for (int i = 0; i < WORDS.size(); i++) {
            for (String id : List.of("x" + i, "s" + i, "c" + i)) {
                assertThat(left("/run/text-" + id)).as(id).isEqualTo(WORDS.get(i));
            }
            assertThat(lab.on("node1", "crm_resource", "--resource=x" + i, "--get-parameter=text"))
                    .isEqualTo(WORDS.get(i) + "\n");
        }
        for (String shown :
                List.of("crm configure show", "crm configure show xml", "crm_mon -1 -A -n -r -f", "crm status")) {
            lab.on("node1", "bash", "-c", shown + " >/dev/null");
        }
        noShellWasThere();
    }

    @Test
    void attributesOfNodesAreTextWhateverTheyAreCalled() throws Exception {
        for (int i = 0; i < WORDS.size(); i++) {
            String word = WORDS.get(i);
            lab.on("node1", "crm_attribute", "--node=node2", "--name=kept" + i, "--update=" + word);
            lab.on("node1", "attrd_updater", "--node=node2", "--name=passing" + i, "--update=" + word);
            lab.on("node1", "crm", "node", "attribute", "node2", "set", "typed" + i, word);
            for (String asked : List.of(
                    "crm_attribute --node=node2 --query --quiet --name=kept" + i,
                    "crm_attribute --node=node2 --lifetime=reboot --query --quiet --name=passing" + i,
                    "crm_attribute --node=node2 --query --quiet --name=typed" + i)) {
                assertThat(lab.on("node2", asked.split(" "))).as(asked).isEqualTo(word + "\n");
            }
            // A name may be refused; what is not is found under itself.
            Lab.Run named = lab.attemptOn("node1", 20, "attrd_updater", "--name=" + word, "--update=named");
            if (named.ok()) {
                assertThat(lab.on("node1", "attrd_updater", "--query", "--name=" + word))
                        .contains("named");
            }
        }
        lab.on("node1", "bash", "-c", "crm_mon -1 -A >/dev/null");
        noShellWasThere();
    }

    @Test
    void namesOfAgentsAndActionsAreNeverCommands() throws Exception {
        List<String> resources = new ArrayList<>();
        for (int i = 0; i < WORDS.size(); i++) {
            String word = xml(WORDS.get(i));
            resources.add("<primitive id='l" + i + "' class='lsb' type='" + word + "'/>");
            resources.add("<primitive id='u" + i + "' class='systemd' type='" + word + "'/>");
            resources.add("<primitive id='o" + i + "' class='ocf' provider='words' type='" + word + "'/>");
            resources.add("<primitive id='p" + i + "' class='ocf' provider='" + word + "' type='Words'/>");
            resources.add(
                    "<primitive id='f" + i + "' class='stonith' type='" + word + "'><instance_attributes id='f" + i
                            + "-p'><nvpair id='f" + i + "-t' name='ipaddr' value='" + word
                            + "'/></instance_attributes></primitive>");
            resources.add("<primitive id='a" + i + "' class='ocf' provider='words' type='Words'><operations><op id='a"
                    + i + "-o' name='" + word + "' interval='1h'/></operations></primitive>");
        }
        create("resources", resources);
        noShellWasThere();
        assertThat(told()).doesNotContain("touch");
    }

    @Test
    void argumentsOfHeartbeatsScriptsAndUnitsOfSystemdArriveAsOneWordEach() throws Exception {
        StringBuilder pairs = new StringBuilder();
        for (int i = 0; i < WORDS.size(); i++) {
            pairs.append("<nvpair id='h-")
                    .append(i + 1)
                    .append("' name='")
                    .append(i + 1)
                    .append("' value='");
            pairs.append(xml(WORDS.get(i))).append("'/>");
        }
        create(
                "resources",
                "<primitive id='h' class='heartbeat' type='words'><instance_attributes id='h-p'>" + pairs
                        + "</instance_attributes></primitive>");
        create("resources", "<primitive id='unit' class='systemd' type='a\\x20b@c:d'/>");
        noShellWasThere();
        assertThat(left("/run/arguments")).isEqualTo(String.join("\0", WORDS) + "\0");
        assertThat(told()).contains("start\n--\na\\x20b@c:d.service\n");
    }

    @Test
    void whatXmlCannotHoldComesNotBetweenTheNodes() throws Exception {
        for (String node : lab.nodes()) {
            Lab.Run typed = lab.attemptOn(node, 20, "crm_attribute", "--name=colour", "--update=\u001b[31m");
            assertThat(typed.status()).as(typed.printed()).isEqualTo(65);
            assertThat(typed.printed()).contains("the character U+001B cannot be kept in XML");
            assertThat(lab.attemptOn(node, 20, "attrd_updater", "--name=colour", "--update=\u0001")
                            .status())
                    .isEqualTo(65);
        }
        create(
                "resources",
                "<primitive id='red' class='ocf' provider='words' type='Words'><instance_attributes id='red-p'>"
                        + "<nvpair id='red-r' name='reason' value='ocf-exit-reason:\\033[31mno disk\\n'/>"
                        + "</instance_attributes></primitive>");
        noShellWasThere();
        for (String node : lab.nodes()) {
            assertThat(lab.on(node, "cibadmin", "--query", "--local", "--scope", "status"))
                    .contains("exit-reason=\"\ufffd[31mno disk\"");
        }
    }

    @Test
    void nobodyRunsWhatAlertsAndTheirRecipientsSay() throws Exception {
        List<String> alerts = new ArrayList<>();
        for (int i = 0; i < WORDS.size(); i++) {
            String word = xml(WORDS.get(i));
            String id = "a" + i;
            alerts.add("<alert id='" + id + "-a' path='" + word + "'><instance_attributes id='" + id
                    + "-ap'><nvpair id='" + id + "-at' name='text' value='" + word
                    + "'/></instance_attributes><recipient id='" + id + "-r' value='" + word + "'/></alert>");
        }
        create("alerts", alerts);
        create("resources", words("alerted", "text"));
        noShellWasThere();
        assertThat(left("/run/text-alerted")).isEqualTo("text");
        String kept = lab.on("node2", "cibadmin", "--query", "--scope", "alerts");
        assertThat(kept).contains("path=\"; touch /run/hit #\"", "value=\"$(touch /run/hit)\"", "one&#10;touch");
    }
}
