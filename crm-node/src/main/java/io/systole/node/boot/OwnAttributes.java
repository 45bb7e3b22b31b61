package io.systole.node.boot;

import io.systole.agents.builtin.NodeAttributes;
import io.systole.core.api.ClusterApi;
import io.systole.core.value.CrmExit;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** This node's attributes for agents inside the daemon. Agents are made before the cluster that they will belong to. */
final class OwnAttributes implements NodeAttributes {
    /** From the first agent's call to the cluster's being there, milliseconds. */
    private static final long PATIENCE_MS = 10_000;

    private final CompletableFuture<ClusterApi> cluster = new CompletableFuture<>();

    void belongTo(ClusterApi api) {
        cluster.complete(api);
    }

    @Override
    public void set(String name, String value, long dampeningMs) throws IOException {
        int code;
        try {
            code = cluster.get(PATIENCE_MS, TimeUnit.MILLISECONDS)
                    .updateAttribute(new ClusterApi.AttributeUpdate(null, name, value, null, dampeningMs, false));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IOException("the daemon is not yet part of a cluster", e);
        }
        if (code != CrmExit.OK.code()) {
            throw new IOException("the cluster answers with exit code " + code);
        }
    }
}
