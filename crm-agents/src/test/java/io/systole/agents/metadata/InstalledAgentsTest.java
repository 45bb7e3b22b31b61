package io.systole.agents.metadata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.systole.agents.builtin.BuiltinAgents;
import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.ocf.OcfDirectory;
import io.systole.core.operation.AgentDescription;
import io.systole.core.operation.AgentId;
import io.systole.core.port.AgentCatalog.AgentTrouble;
import io.systole.core.port.AgentCatalog.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InstalledAgentsTest {
    @TempDir
    Path root;

    private InstalledAgents agents;

    @BeforeEach
    void directories() throws IOException {
        for (String folder : new String[] {"resource.d/acme", "init.d", "sbin"}) {
            Files.createDirectories(root.resolve(folder));
        }
        agents = new InstalledAgents(
                new OcfDirectory(root),
                root.resolve("init.d"),
                List.of(root.resolve("resource.d")),
                root.resolve("sbin"),
                new AgentEnvironment(root.toString(), null, new TreeMap<>()));
    }

    private Path script(String path, String body) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return file;
    }

    private static String resolved(Resolution resolution) {
        return resolution.agent().map(AgentId::toString).orElse("nothing")
                + (resolution.found() ? "" : " (missing)")
                + (resolution.notice().isEmpty() ? "" : ": " + resolution.notice());
    }

    @Test
    void anAgentIsFoundIgnoringCaseWithANotice() {
        assertThat(resolved(agents.resolve("ocf:heartbeat:IPAddr2")))
                .isEqualTo(
                        "ocf:heartbeat:IPaddr2: \"ocf:heartbeat:IPAddr2\" is taken for ocf:heartbeat:IPaddr2, its right spelling");
        assertThat(resolved(agents.resolve("ocf:heartbeat:IPaddr2"))).isEqualTo("ocf:heartbeat:IPaddr2");
        assertThat(resolved(agents.resolve("ocf::heartbeat:IPaddr2"))).isEqualTo("ocf:heartbeat:IPaddr2");
    }

    @Test
    void aNameWithoutClassIsHeartbeatsThenPacemakersThenTheFirstThatHasIt() throws IOException {
        script("resource.d/acme/Rocket", "exit 0");
        script("resource.d/acme/Stateful", "exit 0");
        script("init.d/postgresql", "exit 3");
        assertThat(resolved(agents.resolve("Dummy"))).isEqualTo("ocf:heartbeat:Dummy");
        assertThat(resolved(agents.resolve("Stateful"))).isEqualTo("ocf:pacemaker:Stateful");
        assertThat(resolved(agents.resolve("Rocket"))).isEqualTo("ocf:acme:Rocket");
        assertThat(resolved(agents.resolve("ocf:drbd"))).isEqualTo("ocf:linbit:drbd");
        assertThat(resolved(agents.resolve("postgresql"))).isEqualTo("lsb:postgresql");
        assertThat(agents.providersOf("stateful")).containsExactly("pacemaker", "acme");
    }

    @Test
    void whatIsMissingIsNamedWithWhatComesNear() throws IOException {
        script("init.d/postgresql", "exit 3");
        assertThat(resolved(agents.resolve("ocf:heartbeat:Filesytem")))
                .isEqualTo("ocf:heartbeat:Filesytem (missing): agent ocf:heartbeat:Filesytem is not installed on this"
                        + " machine; did you mean \"ocf:heartbeat:Filesystem\"?");
        assertThat(resolved(agents.resolve("ocf:heartbeat:drbd"))).endsWith("did you mean \"ocf:linbit:drbd\"?");
        assertThat(resolved(agents.resolve("lsb:postgres"))).endsWith("did you mean \"lsb:postgresql\"?");
        assertThat(resolved(agents.resolve("ofc:heartbeat:Dummy"))).endsWith("did you mean \"ocf\"?");
        assertThat(resolved(agents.resolve("a:b:c:d:e"))).startsWith("nothing (missing): \"a:b:c:d:e\" names no agent");
        assertThat(resolved(agents.resolve(""))).startsWith("nothing (missing)");
        assertThat(resolved(agents.resolve("lsb:../passwd"))).contains("(missing)");
    }

    @Test
    void everyBuiltinAgentDescribesItself() throws AgentTrouble {
        for (String provider : BuiltinAgents.providers()) {
            for (String type : BuiltinAgents.types(provider)) {
                AgentDescription description = agents.describe(new AgentId("ocf", provider, type));
                assertThat(description.shortDescription()).as(type).isNotEmpty();
                assertThat(description.has("start") && description.has("stop") && description.has("monitor"))
                        .as(type)
                        .isTrue();
                assertThat(description.actions())
                        .as(type)
                        .allSatisfy(action -> assertThat(action.timeout()).isNotNull());
            }
        }
        AgentDescription filesystem = agents.describe(new AgentId("ocf", "heartbeat", "Filesystem"));
        assertThat(filesystem.parameter("device").orElseThrow().required()).isTrue();
        assertThat(filesystem.parameter("force_unmount").orElseThrow().defaultValue())
                .isEqualTo("true");
        AgentDescription dummy = agents.describe(new AgentId("ocf", "pacemaker", "Dummy"));
        assertThat(dummy.reloadAction()).contains("reload-agent");
        assertThat(dummy.restartParameters()).containsExactly("state");
        assertThat(dummy.secrets()).containsExactly("passwd");
        AgentDescription old = agents.describe(new AgentId("ocf", "heartbeat", "Dummy"));
        assertThat(old.reloadAction()).contains("reload");
        assertThat(old.restartParameters()).containsExactly("state");
    }

    @Test
    void theDistributionsAgentIsAskedWhereItIsInstalledAndAgainWhenItsFileChanges() throws Exception {
        AgentId id = new AgentId("ocf", "heartbeat", "Dummy");
        assertThat(agents.known(id)).isEmpty();
        String body = """
                [ "$1" = meta-data ] || exit 3
                echo run >>%s/runs
                cat <<END
                <?xml version="1.0"?>
                <!DOCTYPE resource-agent SYSTEM "ra-api-1.dtd">
                <resource-agent name="Dummy" version="%s">
                <shortdesc lang="de">Tut nichts</shortdesc><shortdesc lang="en">Does nothing</shortdesc>
                <parameters><parameter name="state" unique-group="g" private="1">
                <content type="select" default="a"><option value="a"/><option value="b"/></content><deprecated/>
                </parameter></parameters>
                <actions><action name="start" timeout="20"/></actions></resource-agent>
                END
                """;
        Path file = script("resource.d/heartbeat/Dummy", body.formatted(root, "9"));
        AgentDescription description = agents.describe(id);
        assertThat(description.version()).isEqualTo("9");
        assertThat(description.shortDescription()).isEqualTo("Does nothing");
        AgentDescription.Parameter state = description.parameter("state").orElseThrow();
        assertThat(state.uniqueGroup()).isEqualTo("g");
        assertThat(state.isPrivate() && state.deprecated()).isTrue();
        assertThat(state.choices()).containsExactly("a", "b");
        agents.describe(id);
        assertThat(agents.metadata(id)).contains("<!DOCTYPE");
        assertThat(Files.readAllLines(root.resolve("runs"))).hasSize(1);
        assertThat(agents.known(id)).isPresent();
        script("resource.d/heartbeat/Dummy", body.formatted(root, "10"));
        Files.setLastModifiedTime(file, FileTime.fromMillis(1));
        assertThat(agents.describe(id).version()).isEqualTo("10");
    }

    @Test
    void metadataThatIsNoneIsASentence() throws IOException {
        script("resource.d/acme/Silent", "exit 0");
        script("resource.d/acme/Chatty", "echo Usage: me");
        script("resource.d/acme/Broken", "echo '<resource-agent><parameters>'");
        script("resource.d/acme/Failing", "echo no python here >&2; exit 1");
        script(
                "resource.d/acme/Evil",
                "echo '<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><resource-agent><longdesc>&x;</longdesc></resource-agent>'");
        assertTrouble("Silent", "agent ocf:acme:Silent printed no meta-data but nothing");
        assertTrouble("Chatty", "agent ocf:acme:Chatty printed no meta-data but \"Usage: me\"");
        assertTrouble("Broken", "the meta-data of agent ocf:acme:Broken is not valid XML: ");
        assertTrouble(
                "Failing",
                "agent ocf:acme:Failing ended with exit code 1 when it was asked for its meta-data: no python here");
        assertTrouble("Evil", "the meta-data of agent ocf:acme:Evil is not valid XML: ");
        assertTrouble("Silentx", "agent ocf:acme:Silentx is not installed on this machine; did you mean");
    }

    private void assertTrouble(String type, String sentence) {
        assertThatThrownBy(() -> agents.describe(new AgentId("ocf", "acme", type)))
                .isInstanceOf(AgentTrouble.class)
                .hasMessageStartingWith(sentence)
                .hasMessageNotContaining("root:x");
    }

    @Test
    void anInitScriptIsDescribedByItsHeader() throws Exception {
        script(
                "init.d/postgresql",
                "### BEGIN INIT INFO\n# Provides: postgresql\n# Short-Description: PostgreSQL & more\n### END INIT INFO");
        script("sbin/fence_acme", "echo '<resource-agent name=\"fence_acme\" shortdesc=\"Fences\"/>'");
        AgentDescription script = agents.describe(new AgentId("lsb", null, "postgresql"));
        assertThat(script.shortDescription()).isEqualTo("PostgreSQL & more");
        assertThat(script.parameters()).isEmpty();
        assertThat(agents.types("lsb", null)).containsExactly("postgresql");
        assertThat(agents.types("stonith", null)).containsExactly("fence_acme");
        assertThat(agents.describe(new AgentId("stonith", null, "fence_acme")).shortDescription())
                .isEqualTo("Fences");
        assertThat(agents.standards()).containsExactly("heartbeat", "lsb", "ocf", "service", "stonith", "systemd");
        assertThat(agents.describe(new AgentId("service", null, "postgresql")).has("monitor"))
                .isTrue();
    }
}
