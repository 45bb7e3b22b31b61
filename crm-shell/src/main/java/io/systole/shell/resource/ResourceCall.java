package io.systole.shell.resource;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.port.AgentCatalog;
import io.systole.core.value.CrmInterval;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.policy.view.LiveState;
import io.systole.shell.command.Answer;
import io.systole.shell.command.Call;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;

/** One run of {@code crm_resource}, with what most of its tasks ask for. */
final class ResourceCall {
    private final Call call;
    private final AgentCatalog agents;

    ResourceCall(Call call, AgentCatalog agents) {
        this.call = call;
        this.agents = agents;
    }

    Call call() {
        return call;
    }

    AgentCatalog agents() {
        return agents;
    }

    boolean has(String option) {
        return call.has(option);
    }

    String value(String option) {
        return call.value(option);
    }

    Answer answer() {
        return call.answer();
    }

    LiveState state() throws NotConnectedException {
        return call.state();
    }

    Finder finder() throws NotConnectedException {
        return new Finder(state());
    }

    Desk desk() throws NotConnectedException {
        return new Desk(call.cluster(), call.who(), answer()::note, answer()::complain);
    }

    /** What {@code --resource} names; null where it is missing. */
    String resourceId() {
        return call.value("resource");
    }

    /** @throws UsageException where {@code --resource} is missing */
    String neededId() throws UsageException {
        String id = resourceId();
        if (id == null || id.isEmpty()) {
            throw new UsageException("Must supply a resource ID with -r/--resource");
        }
        return id;
    }

    Resource resource() throws UsageException, Failure, NotConnectedException {
        return finder().resource(neededId());
    }

    /** The name of the node that {@code --node} names, as the cluster spells it; null where it is missing. */
    String nodeName() throws Failure, NotConnectedException {
        Node node = node();
        return node == null ? null : node.name;
    }

    Node node() throws Failure, NotConnectedException {
        String name = call.options().value("node", call.value("host-uname"));
        return name == null ? null : finder().node(name);
    }

    boolean force() {
        return call.has("force");
    }

    boolean promotedOnly() {
        return call.has("promoted") || call.has("master");
    }

    /** {@code --timeout} in milliseconds; 0 where it is missing. */
    long timeoutMs() throws UsageException {
        String timeout = call.value("timeout");
        return timeout == null
                ? 0
                : CrmInterval.parseMs(timeout)
                        .orElseThrow(() -> new UsageException("--timeout takes a time, not \"" + timeout + "\""));
    }
}
