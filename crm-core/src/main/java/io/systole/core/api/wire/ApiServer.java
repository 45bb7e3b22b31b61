package io.systole.core.api.wire;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterApi.AttributeUpdate;
import io.systole.core.api.ClusterApi.ChangeOptions;
import io.systole.core.api.ClusterApi.ChangeReply;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibVersion;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import java.util.ArrayList;
import java.util.List;

/** Answers API calls that came as XML; {@link RemoteCluster} is the other end. */
public final class ApiServer {
    private final ClusterApi cluster;

    public ApiServer(ClusterApi cluster) {
        this.cluster = cluster;
    }

    /** @throws XmlException where the call is not understood */
    public Element answer(Element call) throws XmlException {
        switch (call.name()) {
            case "cib":
                return Element.of("reply").withChild(cluster.cib().root());
            case "change":
                return change(call);
            case "facts":
                return FactsXml.encode(cluster.facts());
            case "update-attribute":
                return answer(cluster.updateAttribute(new AttributeUpdate(
                        node(call),
                        call.attribute("name"),
                        call.attribute("value"),
                        call.attribute("set"),
                        Long.parseLong(call.attribute("dampening-ms", "-1")),
                        call.has("private"))));
            case "attributes":
                return attributes();
            case "machines":
                return Element.of("reply")
                        .withChildren(List.copyOf(cluster.machines().values()));
            case "forget":
                return sentences(cluster.forget(
                        call.attribute("resource"),
                        node(call),
                        call.attribute("operation"),
                        call.attribute("interval-ms"),
                        call.has("failures-only")));
            case "await-idle":
                return Element.of("reply", "idle", cluster.awaitIdle(timeoutMs(call)) ? "1" : null);
            case "await-change":
                return cluster.awaitChange(CibVersion.of(call), timeoutMs(call)).in(Element.of("reply"));
            case "shutdown":
                return code(cluster.shutdown(node(call)));
            case "confirm-fenced":
                return code(cluster.confirmFenced(node(call)));
            case "forget-node":
                return code(cluster.forgetNode(node(call)));
            default:
                throw new XmlException("<" + call.name() + "> is no call of this daemon's API", 0, 0);
        }
    }

    private Element change(Element call) throws XmlException {
        List<CibOperation> operations = new ArrayList<>();
        for (Element child : call.children()) {
            operations.add(CibOperationXml.decode(child));
        }
        ChangeReply reply = cluster.change(
                operations,
                new ChangeOptions(
                        call.has("admin_epoch") ? CibVersion.of(call) : null,
                        call.has("dry-run"),
                        call.attribute("who", "")));
        Element.Builder out = Element.builder("reply").attribute("code", Integer.toString(reply.exitCode()));
        reply.messages().forEach(m -> out.child(Element.of("message", "text", m)));
        return out.child(reply.cib().root()).build();
    }

    private Element attributes() {
        Element.Builder out = Element.builder("reply");
        cluster.attributes()
                .forEach((node, values) -> values.forEach((name, value) ->
                        out.child(Element.of("attribute", "node", node.text(), "name", name, "value", value))));
        return out.build();
    }

    private static NodeName node(Element call) {
        String name = call.attribute("node");
        return name == null ? null : NodeName.of(name);
    }

    private static long timeoutMs(Element call) {
        return Long.parseLong(call.attribute("timeout-ms", "0"));
    }

    private static Element answer(ClusterApi.Answer answer) {
        return sentences(answer.sentences()).with("code", Integer.toString(answer.exitCode()));
    }

    private static Element code(int exitCode) {
        return Element.of("reply", "code", Integer.toString(exitCode));
    }

    private static Element sentences(List<String> texts) {
        Element.Builder out = Element.builder("reply");
        texts.forEach(text -> out.child(Element.of("message", "text", text)));
        return out.build();
    }
}
