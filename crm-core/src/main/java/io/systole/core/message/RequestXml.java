package io.systole.core.message;

import io.systole.core.api.wire.CibOperationXml;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibVersion;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import java.util.ArrayList;
import java.util.List;

/** {@link Request}s as XML elements. */
final class RequestXml {
    private RequestXml() {}

    static Element encode(Request request) {
        if (request instanceof Request.Change change) {
            Element element = Element.of("change", "who", change.who(), "dry-run", change.dryRun() ? "1" : null);
            if (change.requireVersion() != null) {
                element = change.requireVersion().in(element);
            }
            return element.withChildren(
                    change.operations().stream().map(CibOperationXml::encode).toList());
        }
        if (request instanceof Request.Attribute attribute) {
            return Element.of(
                    "attribute",
                    "node",
                    text(attribute.node()),
                    "name",
                    attribute.name(),
                    "value",
                    attribute.value(),
                    "dampening",
                    attribute.dampeningMs() < 0 ? null : Long.toString(attribute.dampeningMs()),
                    "private",
                    attribute.privateOnly() ? "1" : null);
        }
        if (request instanceof Request.Forget forget) {
            return Element.of(
                    "forget",
                    "resource",
                    forget.resource(),
                    "node",
                    text(forget.node()),
                    "operation",
                    forget.operation(),
                    "interval",
                    forget.intervalMs(),
                    "failures-only",
                    forget.failuresOnly() ? "1" : null);
        }
        if (request instanceof Request.Shutdown shutdown) {
            return Element.of("shutdown", "node", text(shutdown.node()));
        }
        if (request instanceof Request.ConfirmFenced confirm) {
            return Element.of("confirm-fenced", "node", text(confirm.node()));
        }
        if (request instanceof Request.ForgetNode forgetNode) {
            return Element.of("forget-node", "node", text(forgetNode.node()));
        }
        if (request instanceof Request.Look) {
            throw new IllegalArgumentException("a look is asked of each member, not of the DC");
        }
        return Element.of("await-idle");
    }

    static Request decode(Element element) throws XmlException {
        switch (element.name()) {
            case "change": {
                List<CibOperation> operations = new ArrayList<>();
                for (Element child : element.children()) {
                    operations.add(CibOperationXml.decode(child));
                }
                return new Request.Change(
                        operations,
                        element.has("admin_epoch") ? CibVersion.of(element) : null,
                        element.has("dry-run"),
                        element.attribute("who", ""));
            }
            case "attribute":
                return new Request.Attribute(
                        node(element),
                        element.attribute("name", ""),
                        element.attribute("value"),
                        element.has("private"),
                        Long.parseLong(element.attribute("dampening", "-1")));
            case "forget":
                return new Request.Forget(
                        element.attribute("resource"),
                        node(element),
                        element.attribute("operation"),
                        element.attribute("interval"),
                        element.has("failures-only"));
            case "shutdown":
                return new Request.Shutdown(node(element));
            case "confirm-fenced":
                return new Request.ConfirmFenced(node(element));
            case "forget-node":
                return new Request.ForgetNode(node(element));
            case "await-idle":
                return new Request.AwaitIdle();
            default:
                throw new XmlException("<" + element.name() + "> is no request", 0, 0);
        }
    }

    static String text(NodeName node) {
        return node == null ? null : node.text();
    }

    static NodeName node(Element element) {
        String name = element.attribute("node", "");
        return name.isEmpty() ? null : NodeName.of(name);
    }
}
