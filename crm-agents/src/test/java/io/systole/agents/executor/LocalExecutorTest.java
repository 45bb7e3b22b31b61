package io.systole.agents.executor;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.agents.lsb.LsbRunner;
import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.ocf.OcfDirectory;
import io.systole.agents.ocf.OcfRunner;
import io.systole.core.operation.AgentCall;
import io.systole.core.operation.AgentId;
import io.systole.core.operation.AgentOutcome;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OcfExit;
import io.systole.core.operation.OperationKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real scripts in real processes. */
class LocalExecutorTest {
    @TempDir
    Path root;

    private LocalExecutor executor;

    @BeforeEach
    void directories() throws IOException {
        Files.createDirectories(root.resolve("resource.d/test"));
        Files.createDirectories(root.resolve("init.d"));
        AgentEnvironment environment = new AgentEnvironment(root.toString(), "/helpers", new TreeMap<>());
        TreeMap<String, AgentRunner> runners = new TreeMap<>();
        runners.put("ocf", new OcfRunner(new OcfDirectory(root), environment));
        runners.put("lsb", new LsbRunner(root.resolve("init.d"), root.resolve("states"), environment));
        executor = new LocalExecutor(runners, 4);
    }

    private void script(String path, String body) throws IOException {
        Path file = root.resolve(path);
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private CompletableFuture<AgentOutcome> start(
            long id, String resource, AgentId agent, String operation, long timeoutMs) {
        TreeMap<String, String> attributes = new TreeMap<>();
        attributes.put("size", "7");
        attributes.put("CRM_meta_timeout", "20000");
        CompletableFuture<AgentOutcome> outcome = new CompletableFuture<>();
        executor.execute(
                new AgentCall(id, new OperationKey(resource, operation, 0), agent, operation, attributes, timeoutMs),
                (call, result) -> outcome.complete(result));
        return outcome;
    }

    private AgentOutcome run(AgentId agent, String operation, long timeoutMs) throws Exception {
        return start(1, "r", agent, operation, timeoutMs).get(20, TimeUnit.SECONDS);
    }

    private static AgentId ocf(String type) {
        return new AgentId("ocf", "test", type);
    }

    @Test
    void whatXmlCannotHoldIsReplacedInWhatAgentsPrint() throws Exception {
        script(
                "resource.d/test/Red",
                "printf 'a\\033[1m\\tb\\001\\n'; printf 'ocf-exit-reason:\\033[31mno disk\\033[0m\\n' >&2; exit 1");
        AgentOutcome outcome = run(ocf("Red"), "start", 5_000);
        assertThat(outcome.output()).isEqualTo("a\ufffd[1m\tb\ufffd\n");
        assertThat(outcome.exitReason()).isEqualTo("\ufffd[31mno disk\ufffd[0m");
    }

    @Test
    void aLongReasonIsNotCutWithinACharacter() {
        String smile = "\ud83d\ude00";
        assertThat(ExitReason.in(ExitReason.MARK + "x".repeat(511) + smile)).isEqualTo("x".repeat(511));
        assertThat(ExitReason.in(ExitReason.MARK + "x".repeat(510) + smile)).isEqualTo("x".repeat(510) + smile);
    }

    @Test
    void anOcfAgentGetsItsParametersAndNothingOfTheDaemonsEnvironment() throws Exception {
        script(
                "resource.d/test/Show",
                "echo $1 $OCF_RESKEY_size $OCF_RESKEY_CRM_meta_timeout $OCF_RESOURCE_INSTANCE $OCF_RESOURCE_TYPE ${PATH%%:*}"
                        + " ${JAVA_HOME-unset} ${MAVEN_PROJECTBASEDIR-unset}; exit 7");
        AgentOutcome outcome = run(ocf("Show"), "monitor", 5_000);
        assertThat(outcome.exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(outcome.output()).isEqualTo("monitor 7 20000 r Show /helpers unset unset\n");
    }

    @Test
    void theReasonForAFailureIsTheAgentsOwn() throws Exception {
        script("resource.d/test/Fail", "echo noise >&2; echo 'ocf-exit-reason:no such device' >&2; exit 5");
        AgentOutcome outcome = run(ocf("Fail"), "start", 5_000);
        assertThat(outcome.exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(outcome.exitReason()).isEqualTo("no such device");
    }

    @Test
    void anAgentThatHangsIsKilledWithItsGrandchildren() throws Exception {
        script("resource.d/test/Hang", "(sleep 300 & echo $! >" + root + "/grandchild; wait) & wait");
        AgentOutcome outcome = run(ocf("Hang"), "start", 500);
        assertThat(outcome.status()).isEqualTo(ExecutionStatus.TIMEOUT);
        assertThat(outcome.exitReason()).isEqualTo("start did not end within 500 ms and was killed");
        assertThat(outcome.runMs()).isBetween(400L, 5_000L);
        long pid = Long.parseLong(Files.readString(root.resolve("grandchild")).strip());
        for (int i = 0; i < 100 && running(pid); i++) {
            Thread.sleep(20);
        }
        assertThat(running(pid)).isFalse();
    }

    private static boolean running(long pid) throws IOException {
        Path status = Path.of("/proc/" + pid + "/stat");
        // A killed process whose parent has not yet asked for it stays as a zombie.
        return Files.exists(status) && !Files.readString(status).contains(") Z ");
    }

    @Test
    void outputWithoutEndIsCappedAndDoesNotBlock() throws Exception {
        script("resource.d/test/Loud", "head -c 30000000 /dev/zero | tr '\\0' x; exit 0");
        AgentOutcome outcome = run(ocf("Loud"), "monitor", 15_000);
        assertThat(outcome.exitCode()).isZero();
        assertThat(outcome.output()).hasSize(256 * 1024);
    }

    @Test
    void aServiceLeftBehindThatHoldsThePipesOpenIsNotWaitedFor() throws Exception {
        script(
                "resource.d/test/Forks",
                "sleep 60 & echo $! >" + root + "/left; echo done; echo 'ocf-exit-reason:why' >&2; exit 3");
        for (int i = 0; i < 20; i++) {
            AgentOutcome outcome = run(ocf("Forks"), "start", 5_000);
            assertThat(outcome.exitCode()).isEqualTo(OcfExit.UNIMPLEMENT_FEATURE);
            assertThat(outcome.output()).isEqualTo("done\n");
            assertThat(outcome.exitReason()).isEqualTo("why");
            assertThat(outcome.runMs()).isLessThan(3_000);
            long pid = Long.parseLong(Files.readString(root.resolve("left")).strip());
            assertThat(running(pid)).isTrue();
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    @Test
    void anAgentThatIgnoresSignalsIsKilledAllTheSame() throws Exception {
        script("resource.d/test/Deaf", "trap '' TERM INT HUP; while :; do sleep 1; done");
        assertThat(run(ocf("Deaf"), "start", 300).status()).isEqualTo(ExecutionStatus.TIMEOUT);
    }

    @Test
    void garbageIsTextAndAnEmptyProgramIsAnError() throws Exception {
        script("resource.d/test/Garbage", "head -c 1000 /dev/urandom; head -c 1000 /dev/urandom >&2; exit 190");
        assertThat(run(ocf("Garbage"), "monitor", 5_000).exitCode()).isEqualTo(OcfExit.DEGRADED);
        script("resource.d/test/Killed", "kill -SEGV $$");
        assertThat(run(ocf("Killed"), "monitor", 5_000).exitCode()).isEqualTo(139);
        Path file = root.resolve("resource.d/test/NoShell");
        Files.writeString(file, "#!/no/such/shell\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        AgentOutcome noShell = run(ocf("NoShell"), "monitor", 5_000);
        assertThat(noShell.exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(noShell.exitReason()).isEqualTo("cannot be run: No such file or directory");
        for (int code : new int[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 190, 191}) {
            script("resource.d/test/Code", "exit " + code);
            assertThat(run(ocf("Code"), "monitor", 5_000).exitCode()).isEqualTo(code);
        }
    }

    @Test
    void noMoreRunAtOnceThanTheNodeMay() throws Exception {
        script(
                "resource.d/test/Count",
                "mkdir " + root + "/run.$$; ls -d " + root + "/run.* | wc -l >>" + root + "/seen; sleep 0.2; rmdir "
                        + root + "/run.$$");
        CompletableFuture<?>[] all = new CompletableFuture<?>[12];
        for (int i = 0; i < all.length; i++) {
            all[i] = start(i, "r" + i, ocf("Count"), "monitor", 10_000);
        }
        CompletableFuture.allOf(all).get(20, TimeUnit.SECONDS);
        assertThat(Files.readAllLines(root.resolve("seen")))
                .hasSize(12)
                .allSatisfy(line -> assertThat(Integer.parseInt(line.strip())).isBetween(1, 4));
    }

    @Test
    void theLimitCanBeSetWhileAgentsRun() throws Exception {
        script(
                "resource.d/test/Count",
                "mkdir " + root + "/run.$$; ls -d " + root + "/run.* | wc -l >>" + root + "/seen; sleep 0.1; rmdir "
                        + root + "/run.$$");
        executor.limit(1);
        CompletableFuture<?>[] all = new CompletableFuture<?>[5];
        for (int i = 0; i < all.length; i++) {
            all[i] = start(i, "r" + i, ocf("Count"), "monitor", 10_000);
        }
        CompletableFuture.allOf(all).get(20, TimeUnit.SECONDS);
        assertThat(Files.readAllLines(root.resolve("seen"))).containsOnly("1");
    }

    @Test
    void aMissingAgentIsNotInstalledAndAnotherCaseIsFound() throws Exception {
        AgentOutcome missing = run(ocf("Nothing"), "monitor", 5_000);
        assertThat(missing.exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(missing.exitReason()).contains("ocf:test:Nothing is not installed");
        script("resource.d/test/IPaddr2", "exit 0");
        assertThat(run(ocf("IPAddr2"), "monitor", 5_000).exitCode()).isZero();
        assertThat(run(new AgentId("ocf", "..", "x"), "monitor", 5_000).exitCode())
                .isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(run(new AgentId("upstart", null, "x"), "monitor", 5_000).exitCode())
                .isEqualTo(OcfExit.NOT_INSTALLED);
    }

    @Test
    void callsForOneResourceRunOneAfterAnother() throws Exception {
        script("resource.d/test/Slow", "echo begin $1 >>" + root + "/log; sleep 0.2; echo end $1 >>" + root + "/log");
        CompletableFuture<AgentOutcome> first = start(1, "r", ocf("Slow"), "start", 5_000);
        CompletableFuture<AgentOutcome> second = start(2, "r", ocf("Slow"), "stop", 5_000);
        first.get(10, TimeUnit.SECONDS);
        second.get(10, TimeUnit.SECONDS);
        assertThat(Files.readAllLines(root.resolve("log")))
                .containsExactly("begin start", "end start", "begin stop", "end stop");
    }

    @Test
    void aCancelledCallEndsAtOnceWhetherItRunsOrWaits() throws Exception {
        script("resource.d/test/Hang", "sleep 300");
        CompletableFuture<AgentOutcome> runs = start(1, "r", ocf("Hang"), "monitor", 60_000);
        CompletableFuture<AgentOutcome> waits = start(2, "r", ocf("Hang"), "monitor", 60_000);
        executor.cancel(2);
        assertThat(waits.get(5, TimeUnit.SECONDS).status()).isEqualTo(ExecutionStatus.CANCELLED);
        executor.cancel(1);
        assertThat(runs.get(5, TimeUnit.SECONDS).status()).isEqualTo(ExecutionStatus.CANCELLED);
    }

    @Test
    void anInitScriptIsAskedForItsStatusAndItsCodesAreMapped() throws Exception {
        script("init.d/db", "[ $1 = status ] && exit 3; [ $1 = start ] && exit 6; exit 0");
        AgentId db = new AgentId("lsb", null, "db");
        assertThat(run(db, "monitor", 5_000).exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(run(db, "start", 5_000).exitCode()).isEqualTo(OcfExit.UNKNOWN_ERROR);
        assertThat(run(db, "stop", 5_000).exitCode()).isZero();
        assertThat(run(new AgentId("lsb", null, "none"), "monitor", 5_000).exitCode())
                .isEqualTo(OcfExit.NOT_INSTALLED);
    }
}
