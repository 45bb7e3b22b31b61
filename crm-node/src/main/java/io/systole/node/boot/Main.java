package io.systole.node.boot;

import io.systole.core.controller.Effect;
import io.systole.core.value.CrmExit;
import io.systole.corosync.config.ConfException;
import io.systole.node.loop.Daemon;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code systoled}: starts the daemon of this node and runs until it is told to stop. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    /** Longer than a node may take to stop its resources (Pacemaker's shutdown-escalation), minutes. */
    private static final long SHUTDOWN_MINUTES = 30;

    private static final int CONFIG = 78;
    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    private static int run(String[] arguments) {
        BootOptions options;
        try {
            options = BootOptions.parse(arguments);
        } catch (IllegalArgumentException e) {
            System.err.println("systoled: " + e.getMessage());
            System.err.println(BootOptions.usage());
            return 64;
        }
        if (options.help()) {
            System.out.println(BootOptions.usage());
            return 0;
        }
        try {
            return options.warmUp() ? warmUp() : serve(options);
        } catch (ConfException e) {
            e.findings().forEach(finding -> System.err.println("systoled: " + finding));
            return CONFIG;
        } catch (IOException e) {
            System.err.println("systoled: " + e.getMessage());
            return FAILED;
        }
    }

    private static int warmUp() throws ConfException, IOException {
        WarmUp.run();
        return 0;
    }

    private static int serve(BootOptions options) throws ConfException, IOException {
        CompletableFuture<Integer> over = new CompletableFuture<>();
        int status = FAILED;
        try (Daemon daemon = Assembly.start(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(daemon, over), "shutdown"));
            Effect.Exit exit = daemon.awaitExit();
            LOG.info("The daemon ends: {}", exit.reason());
            status = exit.refused() ? CrmExit.FATAL.code() : 0;
        } finally {
            over.complete(status);
        }
        return status;
    }

    /**
     * Runs on SIGTERM, and once more on the way out, where there is nothing left to wait for. The virtual machine would end
     * before the cluster is left, and with the signal's status.
     */
    private static void stop(Daemon daemon, CompletableFuture<Integer> over) {
        daemon.requestShutdown();
        try {
            Runtime.getRuntime().halt(over.get(SHUTDOWN_MINUTES, TimeUnit.MINUTES));
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
