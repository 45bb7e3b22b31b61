package io.systole.agents.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.operation.OcfExit;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Agents that need nothing of the machine but files and processes. */
class SimpleAgentsTest {
    @TempDir
    static Path folder;

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws Exception {
        sandbox = new Sandbox(folder);
        sandbox.sh("ip link set lo up");
    }

    @AfterAll
    static void end() {
        sandbox.close();
    }

    private static int rc(String agent, String action, String... parameters) throws Exception {
        return sandbox.run(agent, action, parameters).exitCode();
    }

    @Test
    void dummyKeepsItsStateWhereTheDistributionsAgentDoes() throws Exception {
        String agent = "ocf:heartbeat:Dummy";
        assertThat(rc(agent, "monitor", "resource=d1")).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(rc(agent, "start", "resource=d1")).isZero();
        assertThat(folder.resolve("states/Dummy-d1.state")).exists();
        assertThat(rc(agent, "monitor", "resource=d1")).isZero();
        assertThat(rc(agent, "migrate_to", "resource=d1")).isZero();
        assertThat(rc(agent, "migrate_from", "resource=d1")).isZero();
        Files.delete(folder.resolve("states/Dummy-d1.state"));
        assertThat(sandbox.run(agent, "monitor", "resource=d1", "intervalMs=10000")
                        .reason())
                .contains("Dummy-d1.state is gone");
        assertThat(rc(agent, "stop", "resource=d1")).isZero();
        assertThat(rc(agent, "promote")).isEqualTo(OcfExit.UNIMPLEMENT_FEATURE);
    }

    @Test
    void pacemakersDummyFailsAndSleepsToOrder() throws Exception {
        String agent = "ocf:pacemaker:Dummy";
        assertThat(rc(agent, "start", "resource=p")).isZero();
        assertThat(rc(agent, "monitor", "resource=p", "OCF_CHECK_LEVEL=30")).isEqualTo(OcfExit.UNKNOWN_ERROR);
        Files.writeString(folder.resolve("run/Dummy-p.state"), "190\n");
        assertThat(rc(agent, "monitor", "resource=p", "OCF_CHECK_LEVEL=40")).isEqualTo(OcfExit.DEGRADED);
        Sandbox.Outcome slow = sandbox.run(agent, "monitor", "resource=p", "op_sleep=5", "timeoutMs=300");
        assertThat(slow.status()).isEqualTo("TIMEOUT");
        assertThat(slow.reason()).isEqualTo("monitor did not end within 300 ms and was killed");
        assertThat(rc(agent, "start", "op_sleep=soon")).isEqualTo(OcfExit.NOT_CONFIGURED);
        assertThat(rc(agent, "start", "envfile=" + folder + "/env", "resource=p"))
                .isZero();
        assertThat(folder.resolve("env")).content().contains("OCF_RESOURCE_INSTANCE=p");
    }

    @Test
    void statefulSetsItsPromotionScoreThroughTheAttributeManager() throws Exception {
        String agent = "ocf:pacemaker:Stateful";
        assertThat(rc(agent, "promote", "resource=s")).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(rc(agent, "start", "resource=s")).isZero();
        assertThat(sandbox.attributes()).contains("master-s=5");
        assertThat(rc(agent, "promote", "resource=s")).isZero();
        assertThat(sandbox.attributes()).contains("master-s=10");
        assertThat(rc(agent, "monitor", "resource=s", "intervalMs=10000")).isEqualTo(OcfExit.RUNNING_PROMOTED);
        assertThat(rc(agent, "notify", "resource=s")).isZero();
        assertThat(rc(agent, "demote", "resource=s")).isZero();
        assertThat(rc(agent, "stop", "resource=s")).isZero();
        assertThat(sandbox.attributes()).doesNotContain("master-s");
        assertThat(rc(agent, "monitor", "resource=s")).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(rc(agent, "start", "resource=t:1")).isZero();
        assertThat(sandbox.attributes()).contains("master-t=5");
        Files.writeString(folder.resolve("run/Stateful-t:1.state"), "torn");
        assertThat(sandbox.run(agent, "monitor", "resource=t:1").reason()).contains("must say Promoted or Unpromoted");
    }

    @Test
    void anythingStartsWatchesAndEndsAProgram() throws Exception {
        String agent = "ocf:heartbeat:anything";
        String[] p1 = {"resource=p1", "binfile=/bin/sleep", "cmdline_options=300", "timeoutMs=6000"};
        assertThat(rc(agent, "monitor", p1)).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(sandbox.run(agent, "start", p1)).isEqualTo(new Sandbox.Outcome(0, "DONE", ""));
        long pid = Long.parseLong(
                Files.readString(folder.resolve("run/anything_p1.pid")).strip());
        Path name = Path.of("/proc/" + pid + "/comm");
        for (int i = 0; i < 250 && !Files.readString(name).equals("sleep\n"); i++) {
            Thread.sleep(20); // until the shell has become the program
        }
        assertThat(Files.readString(name)).isEqualTo("sleep\n");
        assertThat(rc(agent, "monitor", p1)).isZero();
        sandbox.sh("kill -9 " + pid);
        Thread.sleep(100);
        Sandbox.Outcome dead = sandbox.run(agent, "monitor", p1);
        assertThat(dead.exitCode()).isEqualTo(OcfExit.UNKNOWN_ERROR);
        assertThat(dead.reason()).endsWith("anything_p1.pid has ended");
        assertThat(rc(agent, "stop", p1)).isZero();
        assertThat(rc(agent, "start", p1)).isZero();
        assertThat(rc(agent, "stop", p1)).isZero();
        assertThat(rc(agent, "monitor", p1)).isEqualTo(OcfExit.NOT_RUNNING);
    }

    @Test
    void aProgramThatDoesNotListenIsKilledInTime() throws Exception {
        String agent = "ocf:heartbeat:anything";
        Files.writeString(folder.resolve("deaf"), "#!/bin/sh\ntrap '' TERM\nwhile :; do sleep 0.1; done\n");
        assertThat(folder.resolve("deaf").toFile().setExecutable(true)).isTrue();
        String[] deaf = {"resource=deaf", "binfile=" + folder + "/deaf", "timeoutMs=2000"};
        assertThat(rc(agent, "start", deaf)).isZero();
        Thread.sleep(200);
        assertThat(sandbox.run(agent, "stop", deaf)).isEqualTo(new Sandbox.Outcome(0, "DONE", ""));
        Sandbox.Outcome missing = sandbox.run(agent, "start", "resource=x", "binfile=/nothing/here");
        assertThat(missing.exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(missing.reason()).isEqualTo("the program /nothing/here is missing or may not be run");
    }

    @Test
    void pingCountsTheHostsThatAnswer() throws Exception {
        String agent = "ocf:pacemaker:ping";
        String[] hosts = {"host_list=127.0.0.1 127.0.0.2 203.0.113.9", "multiplier=100", "attempts=1", "timeout=1"};
        assertThat(rc(agent, "monitor", hosts)).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(rc(agent, "start", hosts)).isZero();
        assertThat(sandbox.attributes()).contains("pingd=200");
        assertThat(rc(agent, "monitor", hosts)).isZero();
        assertThat(rc(agent, "stop", hosts)).isZero();
        assertThat(sandbox.attributes()).doesNotContain("pingd");
    }

    @Test
    void optionsOfPingAreWordsAndNoShellSeesThem() throws Exception {
        Path ping = folder.resolve("bin/ping");
        Files.createDirectories(ping.getParent());
        Files.writeString(ping, "#!/bin/sh\nprintf '%s|' \"$@\" >" + folder + "/asked\n");
        Files.setPosixFilePermissions(ping, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        String options = "options= -I  lo ; touch " + folder + "/a $(touch " + folder + "/b) `touch " + folder + "/c`";
        assertThat(rc("ocf:pacemaker:ping", "start", "host_list=127.0.0.1", "attempts=2", "timeout=3", options))
                .isZero();
        assertThat(folder.resolve("asked"))
                .content()
                .startsWith("-n|-q|-W|3|-c|2|-I|lo|;|touch|")
                .endsWith("`touch|" + folder + "/c`|--|127.0.0.1|");
        for (String mark : List.of("a", "b", "c")) {
            assertThat(folder.resolve(mark)).doesNotExist();
        }
        assertThat(rc("ocf:pacemaker:ping", "stop", "host_list=127.0.0.1")).isZero();
    }

    @Test
    void delayWaits() throws Exception {
        String agent = "ocf:heartbeat:Delay";
        long begin = System.nanoTime();
        assertThat(rc(agent, "start", "startdelay=0.3")).isZero();
        assertThat(System.nanoTime() - begin).isGreaterThan(300_000_000L);
        assertThat(rc(agent, "status")).isZero();
        assertThat(rc(agent, "stop", "stopdelay=0")).isZero();
        assertThat(rc(agent, "start", "startdelay=1.2.3")).isEqualTo(OcfExit.INVALID_PARAM);
    }

    @Test
    void mailIsSentAtTakeoverAndWhenResourcesAreGivenAway() throws Exception {
        Path sink = folder.resolve("bin/mail");
        Files.createDirectories(sink.getParent());
        Files.writeString(sink, "#!/bin/sh\nprintf '%s|' \"$@\" >>" + folder + "/mails; cat >>" + folder + "/mails\n");
        Files.setPosixFilePermissions(sink, java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
        String agent = "ocf:heartbeat:MailTo";

        assertThat(sandbox.run(agent, "start", "resource=m").reason()).contains("the parameter email is missing");
        assertThat(rc(agent, "start", "resource=m", "email=-froot")).isEqualTo(OcfExit.NOT_CONFIGURED);
        assertThat(rc(agent, "monitor", "resource=m", "email=a@b.c")).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(rc(agent, "start", "resource=m", "email=a@b.c, d@e.f", "subject=DRBDFailure"))
                .isZero();
        assertThat(rc(agent, "monitor", "resource=m", "email=a@b.c")).isZero();
        assertThat(folder.resolve("mails"))
                .content()
                .startsWith("-s|DRBDFailure Takeover in progress at ")
                .contains("|a@b.c|d@e.f|");
        assertThat(rc(agent, "stop", "resource=m", "email=a@b.c")).isZero();
        assertThat(folder.resolve("mails")).content().contains("Resource Group Migrating resource away at ");
        assertThat(rc(agent, "stop", "resource=m", "email=a@b.c")).isZero();
        assertThat(folder.resolve("mails")).content().containsOnlyOnce("-s|Resource Group Migrating");

        Files.writeString(sink, "#!/bin/sh\necho the queue is full >&2\nexit 75\n");
        assertThat(sandbox.run(agent, "start", "resource=m", "email=a@b.c").reason())
                .isEqualTo("the mail could not be handed over: the queue is full");
        Files.delete(sink);
    }
}
