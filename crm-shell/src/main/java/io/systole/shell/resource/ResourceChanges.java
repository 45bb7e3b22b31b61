package io.systole.shell.resource;

import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.cib.CibOperation;
import io.systole.core.value.CrmExit;
import io.systole.core.value.CrmInterval;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import io.systole.shell.command.Failure;
import io.systole.shell.command.UsageException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;

/** What {@code crm_resource} changes. */
final class ResourceChanges {
    /** Without {@code --timeout}, {@code --wait} waits so many milliseconds, as Pacemaker's: an hour. */
    private static final long WAIT_MS = 3_600_000;

    private ResourceChanges() {}

    private static Moves moves(ResourceCall call) throws NotConnectedException {
        return new Moves(call.call().cluster().cib(), call.state(), OffsetDateTime.now());
    }

    private static Moves.Wish wish(ResourceCall call) throws Failure, NotConnectedException {
        return new Moves.Wish(
                call.resourceId(), call.nodeName(), call.value("lifetime"), call.promotedOnly(), call.force());
    }

    static int move(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        call.neededId();
        return carryOut(call, moves(call).move(wish(call)));
    }

    static int ban(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        call.neededId();
        return carryOut(call, moves(call).ban(wish(call)));
    }

    private static int carryOut(ResourceCall call, Moves.Decision decision) throws Failure, NotConnectedException {
        decision.notes().forEach(call.answer()::note);
        call.desk().change(decision.operations());
        return CrmExit.OK.code();
    }

    static int clear(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        boolean expired = call.has("expired");
        if (!expired) {
            call.neededId();
        }
        List<Element> constraints = moves(call).clearable(wish(call), expired);
        call.desk().change(constraints.stream().map(MoveConstraints::removing).toList());
        constraints.forEach(c -> call.answer().note("Removing constraint: " + c.id()));
        return CrmExit.OK.code();
    }

    /** {@code --cleanup} forgets failures, {@code --refresh} all history. */
    static int forget(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        boolean failuresOnly = "cleanup".equals(call.call().options().last(List.of("cleanup", "refresh", "reprobe")));
        Node node = call.node();
        String operation = call.value("operation");
        String interval = call.value("interval");
        if (operation == null && interval != null) {
            throw new UsageException("--interval goes with --operation");
        }
        Resource resource = call.resourceId() == null ? null : call.resource();
        if (resource != null && !call.force()) {
            resource = Finder.collective(resource);
        }
        List<String> said = call.call()
                .cluster()
                .forget(
                        resource == null ? null : resource.configuredId(),
                        node == null ? null : NodeName.of(node.name),
                        operation,
                        operation == null ? null : intervalMs(interval),
                        failuresOnly);
        said.forEach(call.answer()::note);
        boolean pretended = said.stream().anyMatch(sentence -> sentence.startsWith("Dry run"));
        if (resource == null && !pretended) {
            call.answer()
                    .note((failuresOnly ? "Cleaned up all resources on " : "Refreshed all resources on ")
                            + (node == null ? "all nodes" : node.name));
        } else if (resource != null && said.isEmpty()) {
            call.answer()
                    .note(resource.id + " has "
                            + (failuresOnly ? "no failure to clean up" : "no history to forget")
                            + (node == null ? "" : " on " + node.name));
        }
        if (resource != null && !pretended && !call.answer().quiet()) {
            ResourceQueries.explain(call, new Checks(call.state()), resource, node);
        }
        return CrmExit.OK.code();
    }

    private static String intervalMs(String interval) throws UsageException {
        return Long.toString(CrmInterval.parseMs(interval == null ? "0" : interval)
                .orElseThrow(() -> new UsageException("--interval takes a time, not \"" + interval + "\"")));
    }

    /** The element name of the sets that are meant. */
    static String kind(ResourceCall call) {
        String last = call.call().options().last(List.of("meta", "utilization"));
        return last == null ? "instance_attributes" : last.equals("meta") ? "meta_attributes" : "utilization";
    }

    private static Settings.Place place(ResourceCall call, String name) throws UsageException {
        if (name.isEmpty()) {
            throw new UsageException("the name of a parameter is empty");
        }
        return new Settings.Place(
                call.neededId(), kind(call), name, call.value("set-name"), call.value("nvpair"), call.force());
    }

    static int set(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        String value = call.value("parameter-value");
        if (value == null || value.isEmpty()) {
            throw new UsageException("You need to supply a value with the -v option");
        }
        String name = call.value("set-parameter");
        if (call.has("element")) {
            return element(call, name, value);
        }
        Settings settings = new Settings(call.call().cluster().cib(), call.state());
        settings.set(place(call, name), value, call.has("recursive"));
        settings.notes().forEach(call.answer()::note);
        call.desk().change(settings.operations());
        List<Element> elements = new ArrayList<>();
        for (Settings.Change change : settings.changes()) {
            call.answer()
                    .note("Set '" + change.element().id() + "' option: id=" + change.pair()
                            + (change.set() == null ? "" : " set=" + change.set()) + " name=" + change.name()
                            + " value="
                            + value);
            Element pair = Element.of("nvpair", "id", change.pair(), "value", value, "name", change.name());
            elements.add(Element.of(
                            change.element().name(), "id", change.element().id())
                    .withChild(Element.of(change.kind(), "id", change.set()).withChild(pair)));
        }
        call.answer().add(Element.of("resource-settings").withChildren(elements));
        return CrmExit.OK.code();
    }

    static int delete(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        String name = call.value("delete-parameter");
        if (call.has("element")) {
            return element(call, name, null);
        }
        Settings settings = new Settings(call.call().cluster().cib(), call.state());
        settings.delete(place(call, name));
        settings.notes().forEach(call.answer()::note);
        call.desk().change(settings.operations());
        for (Settings.Change change : settings.changes()) {
            call.answer()
                    .note("Deleted '" + change.element().id() + "' option: id=" + change.pair()
                            + (change.set() == null ? "" : " set=" + change.set()) + " name=" + change.name());
        }
        return CrmExit.OK.code();
    }

    /** The word of Pacemaker before 3.0 for {@code --set-parameter … --element}. */
    static int property(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        String value = call.value("parameter-value");
        if (value == null || value.isEmpty()) {
            throw new UsageException("You need to supply a value with the -v option");
        }
        return element(call, call.value("set-property"), value);
    }

    /** Sets or (value null) removes an attribute of the resource's own element. */
    private static int element(ResourceCall call, String name, String value)
            throws UsageException, Failure, NotConnectedException {
        Resource resource = call.resource();
        Element configured =
                Finder.configured(call.call().cluster().cib().section("resources"), resource.configuredId());
        if (configured == null) {
            throw new Failure(CrmExit.NOSUCH, "Resource '" + resource.id + "' is not configured");
        }
        Element changed = value == null ? configured.without(name) : configured.with(name, value);
        if (!changed.equals(configured)) {
            call.desk().change(List.of(new CibOperation.Replace("resources", changed)));
        }
        call.answer()
                .note(value == null ? "Deleted attribute: " + name : "Set attribute: name=" + name + " value=" + value);
        return CrmExit.OK.code();
    }

    static int deleteResource(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        String id = call.neededId();
        String kind = call.value("resource-type");
        if (kind == null) {
            throw new UsageException("You need to specify a resource type with -t");
        }
        call.finder().wholeResource(id);
        call.desk().change(List.of(new CibOperation.Delete("resources", Element.of(kind, "id", id))));
        return CrmExit.OK.code();
    }

    static int restart(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        String id = call.neededId();
        new Restart(call.desk(), call.timeoutMs()).run(List.of(id), call.nodeName(), call.force());
        return CrmExit.OK.code();
    }

    static int await(ResourceCall call) throws UsageException, Failure, NotConnectedException {
        long limitMs = call.timeoutMs() == 0 ? WAIT_MS : call.timeoutMs();
        if (call.call().cluster().awaitIdle(limitMs)) {
            return CrmExit.OK.code();
        }
        StringBuilder sentence = new StringBuilder("the cluster is still at work after " + limitMs + " ms");
        List<String> pending = ResourceQueries.pending(call.desk().state());
        if (!pending.isEmpty()) {
            sentence.append("\nPending actions:");
            pending.forEach(line -> sentence.append("\n\t").append(line));
        }
        throw new Failure(CrmExit.TIMEOUT, sentence.toString());
    }
}
