package io.systole.agents.lsb;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.agents.ocf.AgentEnvironment;
import io.systole.agents.process.AgentProcess;
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
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Real scripts: honest ones, liars, ones that hang. The server is a program that is called postgres and has the data directory
 * for its working directory, as the real one does.
 */
class LsbRunnerTest {
    private static final String LIAR = "exit 0";

    @TempDir
    Path root;

    private LsbRunner runner;
    private Path data;
    private final List<Long> servers = new ArrayList<>();

    @BeforeEach
    void directories() throws IOException {
        data = Files.createDirectories(root.resolve("pgdata")).toRealPath();
        Files.createDirectories(root.resolve("init.d"));
        Files.copy(Path.of("/bin/sleep"), root.resolve("postgres"));
        Files.writeString(data.resolve("PG_VERSION"), "15\n");
        newDaemon();
    }

    /** Forgets what was found out about scripts. */
    private void newDaemon() {
        runner = new LsbRunner(
                root.resolve("init.d"), root.resolve("states"), new AgentEnvironment("/none", null, new TreeMap<>()));
    }

    @AfterEach
    void endServers() throws IOException {
        stopServer();
        servers.forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    private void script(String name, String status, String start, String stop) throws IOException {
        Path file = root.resolve("init.d/" + name);
        Files.writeString(
                file,
                "#!/bin/sh\nPGDATA=" + data + "\ncase $1 in\nstatus)\n" + status + " ;;\nstart)\n" + start
                        + " ;;\nstop)\n" + stop + " ;;\nesac\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String serverStart() {
        return "cd \"$PGDATA\" && { setsid " + root
                + "/postgres 300 >/dev/null 2>&1 </dev/null & echo $! >postmaster.pid; }; exit 0";
    }

    private String serverStop() {
        return "kill $(cat \"$PGDATA/postmaster.pid\"); rm \"$PGDATA/postmaster.pid\"; exit 0";
    }

    private void stopServer() throws IOException {
        Path lock = data.resolve("postmaster.pid");
        if (Files.exists(lock)) {
            long pid = Long.parseLong(Files.readString(lock).strip());
            ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    private AgentOutcome run(String name, String operation, long intervalMs, long timeoutMs) {
        return runner.run(
                new AgentCall(
                        1,
                        new OperationKey("pg_lsb", operation, intervalMs),
                        new AgentId("lsb", null, name),
                        operation,
                        new TreeMap<>(),
                        timeoutMs),
                0,
                new AgentProcess.Handle());
    }

    private AgentOutcome probe(String name) {
        return run(name, "monitor", 0, 5_000);
    }

    private String lies(String name) {
        return "\"" + root.resolve("init.d/" + name)
                + " status\" says 0 (running) when the service is stopped; mend the"
                + " script: status must end with 0 when the service runs and with 3 when it is stopped. ";
    }

    @Test
    void theProbeOfALyingPostgresScriptSaysStoppedOnTheSecondaryAndTheOperatorIsTold() throws IOException {
        script("postgresql", LIAR, serverStart(), serverStop());
        AgentOutcome probe = probe("postgresql");
        assertThat(probe.exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(probe.exitReason())
                .isEqualTo(lies("postgresql") + "Until then the server's processes are looked at instead");
    }

    @Test
    void aLyingPostgresScriptIsDrivenByTheServersProcesses() throws Exception {
        script("postgresql", LIAR, serverStart(), serverStop());
        assertThat(probe("postgresql").exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(run("postgresql", "start", 0, 5_000).exitCode()).isZero();
        AgentOutcome monitor = run("postgresql", "monitor", 30_000, 5_000);
        assertThat(monitor.exitCode()).isEqualTo(OcfExit.DEGRADED);
        assertThat(monitor.exitReason()).startsWith(lies("postgresql"));
        newDaemon();
        assertThat(probe("postgresql").exitCode()).isZero();
        stopServer();
        Thread.sleep(100);
        assertThat(run("postgresql", "monitor", 30_000, 5_000).exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(run("postgresql", "start", 0, 5_000).exitCode()).isZero();
        assertThat(run("postgresql", "stop", 0, 5_000).exitCode()).isZero();
        assertThat(probe("postgresql").exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
    }

    @Test
    void aLyingStopIsNotBelievedWhileTheServerRuns() throws Exception {
        script("postgresql", LIAR, serverStart(), "exit 0");
        assertThat(run("postgresql", "start", 0, 5_000).exitCode()).isZero();
        AgentOutcome stop = run("postgresql", "stop", 0, 1_000);
        assertThat(stop.exitCode()).isEqualTo(OcfExit.UNKNOWN_ERROR);
        assertThat(stop.exitReason()).endsWith("stop\" ended with 0, but the service runs on");
    }

    @Test
    void aPostgresStatusThatHangsDoesNotHoldUpTheProbe() throws IOException {
        script("postgresql", "sleep 300", serverStart(), serverStop());
        AgentOutcome probe = run("postgresql", "monitor", 0, 1_500);
        assertThat(probe.status()).isEqualTo(ExecutionStatus.DONE);
        assertThat(probe.exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(probe.exitReason()).contains("status\" does not end; mend the script");
        assertThat(run("postgresql", "start", 0, 3_000).exitCode()).isZero();
        // A third of the time would go by if it were asked again.
        AgentOutcome monitor = run("postgresql", "monitor", 30_000, 9_000);
        assertThat(monitor.exitCode()).isEqualTo(OcfExit.DEGRADED);
        assertThat(monitor.runMs()).isLessThan(2_500);
    }

    @Test
    void anHonestPostgresScriptIsUsedAsItIs() throws IOException {
        script(
                "postgresql",
                "kill -0 $(cat \"$PGDATA/postmaster.pid\") 2>/dev/null && exit 0; exit 3",
                serverStart(),
                serverStop());
        assertThat(probe("postgresql").exitReason()).isEmpty();
        assertThat(run("postgresql", "start", 0, 5_000).exitCode()).isZero();
        assertThat(run("postgresql", "monitor", 30_000, 5_000).exitReason()).isEmpty();
        newDaemon();
        AgentOutcome probe = probe("postgresql");
        assertThat(probe.exitCode()).isZero();
        assertThat(probe.exitReason()).isEmpty();
    }

    @Test
    void fourForADirectoryThatIsNotMountedMeansStoppedAndSixAtStartCondemnsThisNodeOnly() throws IOException {
        Files.delete(data.resolve("PG_VERSION"));
        Files.delete(data);
        script("postgresql", "exit 4", "echo 'pg_ctl: no such directory' >&2; exit 6", "exit 4");
        assertThat(probe("postgresql").exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        AgentOutcome start = run("postgresql", "start", 0, 5_000);
        assertThat(start.exitCode()).isEqualTo(OcfExit.UNKNOWN_ERROR);
        assertThat(start.exitReason())
                .isEqualTo("there is no database in " + data
                        + " (is its file system mounted?): pg_ctl: no such directory");
        assertThat(run("postgresql", "stop", 0, 5_000).exitCode()).isZero();
    }

    @Test
    void aScriptThatSaysStoppedOfAServerThatRunsIsPassedOverToo() throws IOException {
        script("postgresql", "exit 3", serverStart(), serverStop());
        assertThat(run("postgresql", "start", 0, 5_000).exitCode()).isZero();
        AgentOutcome probe = probe("postgresql");
        assertThat(probe.exitCode()).isZero();
        assertThat(probe.exitReason()).contains("says that the service is stopped while it runs");
    }

    @Test
    void aStaleLockFileOfAnotherProgramIsRemovedBeforeStart() throws Exception {
        Process other = new ProcessBuilder("sleep", "300").start();
        servers.add(other.pid());
        Files.writeString(data.resolve("postmaster.pid"), other.pid() + "\n" + data + "\n");
        script(
                "postgresql",
                "exit 3",
                "[ -e \"$PGDATA/postmaster.pid\" ] && { echo 'lock file exists' >&2; exit 1; }\n" + serverStart(),
                serverStop());
        assertThat(run("postgresql", "start", 0, 5_000).exitReason()).isEmpty();
        assertThat(other.isAlive()).isTrue();
    }

    @Test
    void aLiarOfWhichNothingIsKnownIsNotUsedAndTheOtherNodesResourceIsLeftAlone() throws IOException {
        script("web", LIAR, "touch " + root + "/harm; exit 0", "exit 0");
        AgentOutcome probe = probe("web");
        assertThat(probe.exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(probe.exitReason()).isEqualTo(lies("web") + "Until then it is not used on this node");
        AgentOutcome start = run("web", "start", 0, 5_000);
        assertThat(start.exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(start.exitReason()).isEqualTo(probe.exitReason());
        assertThat(root.resolve("harm")).doesNotExist();
    }

    @Test
    void aMendedScriptIsUsedAgain() throws IOException {
        script("web", LIAR, "exit 0", "exit 0");
        assertThat(probe("web").exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        script("web", "[ -e " + root + "/up ] && exit 0; exit 3", "touch " + root + "/up", "rm -f " + root + "/up");
        assertThat(probe("web").exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(run("web", "start", 0, 5_000).exitCode()).isZero();
        assertThat(run("web", "monitor", 10_000, 5_000).exitCode()).isZero();
        assertThat(run("web", "stop", 0, 5_000).exitCode()).isZero();
    }

    @Test
    void aLiarsServiceThatRunsIsSeenByItsProgram() throws Exception {
        Files.copy(Path.of("/bin/sleep"), root.resolve("httpd"));
        script("web", "DAEMON=" + root + "/httpd\nexit 0", "exit 0", "exit 0");
        assertThat(probe("web").exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        servers.add(new ProcessBuilder(root + "/httpd", "300").start().pid());
        assertThat(probe("web").exitCode()).isZero();
    }

    @Test
    void aLiarIsFoundOutAtTheLatestWhenItIsStopped() throws IOException {
        script("web", LIAR, "exit 0", "exit 0");
        assertThat(run("web", "start", 0, 5_000).exitCode()).isZero();
        newDaemon();
        // This cluster has started it, so it may run: it is not condemned while it may.
        assertThat(probe("web").exitCode()).isZero();
        assertThat(run("web", "stop", 0, 5_000).exitCode()).isZero();
        assertThat(probe("web").exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
    }

    @Test
    void aProbeThatHangsWithoutASignOfTheServiceIsNoReasonToStopItElsewhere() throws IOException {
        script("web", "sleep 300", "exit 0", "exit 0");
        AgentOutcome probe = run("web", "monitor", 0, 500);
        assertThat(probe.status()).isEqualTo(ExecutionStatus.DONE);
        assertThat(probe.exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(probe.exitReason()).contains("does not end");
        assertThat(run("web", "monitor", 10_000, 500).status()).isEqualTo(ExecutionStatus.TIMEOUT);
    }

    @Test
    void exitCodesOfStatusAndOfOtherActionsAreMapped() throws IOException {
        int[][] status = {{1, 7}, {2, 7}, {3, 7}, {4, 1}, {5, 1}, {150, 5}, {151, 4}, {200, 1}};
        for (int[] pair : status) {
            assertThat(LsbExit.status(pair[0])).as("status " + pair[0]).isEqualTo(pair[1]);
        }
        int[][] action = {{0, 0}, {1, 1}, {2, 2}, {3, 3}, {4, 4}, {5, 5}, {6, 1}, {7, 7}, {8, 1}, {-1, 1}};
        for (int[] pair : action) {
            assertThat(LsbExit.action(pair[0])).as("action " + pair[0]).isEqualTo(pair[1]);
        }
        script("web", "exit 3", "exit 7", "exit 0");
        assertThat(run("web", "reload", 0, 1_000).exitCode()).isZero();
        assertThat(probe("../init.d/web").exitCode()).isEqualTo(OcfExit.NOT_INSTALLED);
        assertThat(probe("none").exitReason()).endsWith("/none does not exist or may not be run");
    }

    @Test
    void theDataDirectoryIsFoundInTheScript() throws IOException {
        assertThat(directories("PGDATA=/srv/pg\npg_ctl -D \"$PGDATA\" start")).containsExactly("/srv/pg");
        assertThat(directories("prefix=/opt\nPGDATA=\"${prefix}/data\"\npg_ctl start"))
                .containsExactly("/opt/data");
        assertThat(directories("data=/db/pgdata\nprogram=pg_ctl\n$program -D $data -w start"))
                .containsExactly("/db/pgdata");
        assertThat(directories("PGDATA=${PGDATA:-/var/lib/pg}\npg_ctl start")).containsExactly("/var/lib/pg");
        assertThat(directories("# PGDATA=/old\npg_ctl start")).isEmpty();
        Path cluster = Files.createDirectories(root.resolve("etc/15/main"));
        Files.writeString(cluster.resolve("postgresql.conf"), "#x\ndata_directory = '/var/lib/postgresql/15/main'\n");
        assertThat(directories(". /usr/share/postgresql-common/init.d-functions\npg_ctlcluster 15 main start"))
                .containsExactly("/var/lib/postgresql/15/main");
    }

    private List<String> directories(String text) {
        return PostgresServer.of(new InitScript(Path.of("/etc/init.d/db"), text, 1), root.resolve("etc"))
                .map(PostgresServer::directories)
                .orElse(List.of());
    }
}
