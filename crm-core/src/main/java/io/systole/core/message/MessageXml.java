package io.systole.core.message;

import io.systole.core.api.wire.CibOperationXml;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Lineage;
import io.systole.core.cib.QuorateVersion;
import io.systole.core.operation.ExecutionStatus;
import io.systole.core.operation.OperationKey;
import io.systole.core.operation.TransitionKey;
import io.systole.core.run.OperationReport;
import io.systole.core.status.StatusChange;
import io.systole.core.transition.TransitionGraphXml;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlFormat;
import io.systole.core.xml.XmlParser;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** {@link Message}s as bytes: one XML element in UTF-8. */
public final class MessageXml {
    private MessageXml() {}

    public static byte[] bytes(Message message) {
        return XmlFormat.compact(encode(message)).getBytes(StandardCharsets.UTF_8);
    }

    /** @throws XmlException where the bytes are no message of this version */
    public static Message message(byte[] bytes) throws XmlException {
        try {
            return decode(XmlParser.parse(new String(bytes, StandardCharsets.UTF_8)));
        } catch (NumberFormatException | NullPointerException e) {
            throw new XmlException("the message is incomplete (" + e.getMessage() + ")", 0, 0);
        }
    }

    static Element encode(Message message) {
        if (message instanceof Message.Hello hello) {
            Element said = hello.version()
                    .in(Element.of(
                            "hello",
                            "digest",
                            Integer.toString(hello.digest()),
                            "age-ms",
                            Long.toString(hello.ageMs()),
                            "promised",
                            Long.toString(hello.promised()),
                            "dc",
                            hello.wasDc() ? "1" : null,
                            "settled",
                            hello.settled() ? "1" : null,
                            "quorate",
                            hello.quorate() ? "1" : null,
                            "leaving",
                            hello.leaving() ? "1" : null,
                            "attempt",
                            Integer.toString(hello.attempt()),
                            "feature-set",
                            hello.featureSet()));
            return hello.quorateVersion() == null
                    ? said
                    : said.withChild(hello.quorateVersion().element());
        }
        if (message instanceof Message.Update update) {
            return update(update);
        }
        if (message instanceof Message.Executed executed) {
            return executed(executed.report());
        }
        if (message instanceof Message.Execute execute) {
            return Element.of("execute", "key", execute.key().toString())
                    .withChild(TransitionGraphXml.action(execute.action()));
        }
        if (message instanceof Message.CibOffer offer) {
            return Element.of("cib-offer", "lineage", offer.lineage().toString())
                    .withChild(offer.cib())
                    .withChild(requests(offer.recent()));
        }
        if (message instanceof Message.CibInstall install) {
            Element said = install.winner()
                    .in(Element.of(
                            "cib-install",
                            "sequence",
                            Long.toString(install.sequence()),
                            "term",
                            Long.toString(install.term()),
                            "lineage",
                            install.lineage().toString()))
                    .withChild(install.cib())
                    .withChild(requests(install.recent()));
            return install.quorate() == null
                    ? said
                    : said.withChild(install.quorate().element());
        }
        if (message instanceof Message.JoinDone done) {
            Element.Builder out = Element.builder("join-done").attribute("quorate", done.quorate() ? "1" : "0");
            done.members().forEach(member -> out.child(Element.of("member", "node", member.text())));
            return out.build();
        }
        if (message instanceof Message.Joined joined) {
            Element out = Element.of("joined", "trouble", joined.trouble())
                    .withChild(StatusChangeXml.map(joined.attributes()));
            return joined.lrm() == null ? out : out.withChild(joined.lrm());
        }
        if (message instanceof Message.Ask ask) {
            return Element.of("ask", "id", Long.toString(ask.id())).withChild(RequestXml.encode(ask.request()));
        }
        if (message instanceof Message.Answer answer) {
            Element.Builder out = Element.builder("answer")
                    .attribute("id", Long.toString(answer.id()))
                    .attribute("code", Integer.toString(answer.exitCode()));
            answer.sentences().forEach(text -> out.child(Element.of("sentence", "text", text)));
            return out.build();
        }
        if (message instanceof Message.Stored stored) {
            return Element.of(
                    "stored",
                    "sequence",
                    Long.toString(stored.sequence()),
                    "failure",
                    stored.failure(),
                    "trouble",
                    stored.trouble());
        }
        if (message instanceof Message.Look look) {
            return Element.of("look", "id", Long.toString(look.id()));
        }
        if (message instanceof Message.Seen seen) {
            return Element.of("seen", "id", Long.toString(seen.id())).withChild(seen.machine());
        }
        if (message instanceof Message.Notice notice) {
            return Element.of("notice", "sentence", notice.sentence());
        }
        if (message instanceof Message.ForgetLocal forget) {
            return Element.of("forget-local", "resource", forget.resource(), "key", forget.operationKey());
        }
        if (message instanceof Message.AttributeValue attribute) {
            return Element.of(
                    "attribute-value",
                    "waiting",
                    attribute.waiting() ? "true" : null,
                    "node",
                    attribute.node().text(),
                    "name",
                    attribute.name(),
                    "value",
                    attribute.value());
        }
        return Element.of(
                message instanceof Message.CibWanted
                        ? "cib-wanted"
                        : message instanceof Message.Resync ? "resync" : "may-leave");
    }

    private static Element update(Message.Update update) {
        Element.Builder operations = Element.builder("operations");
        update.operations().forEach(o -> operations.child(CibOperationXml.encode(o)));
        Element.Builder status = Element.builder("status");
        update.status().forEach(s -> status.child(StatusChangeXml.encode(s)));
        return update.after()
                .in(Element.of(
                        "update",
                        "sequence",
                        Long.toString(update.sequence()),
                        "digest",
                        Integer.toString(update.digest())))
                .withChild(operations.build())
                .withChild(status.build())
                .withChild(StatusChangeXml.map(update.header()))
                .withChild(requests(update.request() == null ? List.of() : List.of(update.request())));
    }

    private static Element requests(List<RequestId> ids) {
        Element.Builder out = Element.builder("requests");
        ids.forEach(id -> out.child(Element.of(
                "request",
                "node",
                id.node().text(),
                "incarnation",
                Long.toString(id.incarnation()),
                "number",
                Long.toString(id.number()))));
        return out.build();
    }

    private static List<RequestId> requestsIn(Element parent) {
        List<RequestId> ids = new ArrayList<>();
        for (Element id : parent.child("requests").children()) {
            ids.add(new RequestId(
                    NodeName.of(id.attribute("node", "?")), number(id, "incarnation"), number(id, "number")));
        }
        return ids;
    }

    private static Element executed(OperationReport report) {
        Element.Builder out = Element.builder("executed")
                .attribute("resource", report.resource())
                .attribute("of", report.key().resource())
                .attribute("operation", report.key().operation())
                .attribute("interval", Long.toString(report.key().intervalMs()))
                .attribute("key", report.transition().toString())
                .attribute("rc", Integer.toString(report.rc()))
                .attribute("status", Integer.toString(report.status().code()))
                .attribute("reason", report.exitReason())
                .attribute("failed", report.failed() ? "1" : null);
        StatusChangeXml.agent(report.agent(), out);
        report.erased().forEach(id -> out.child(Element.of("erased", "id", id)));
        return out.children(report.written()).build();
    }

    static Message decode(Element element) throws XmlException {
        return switch (element.name()) {
            case "hello" ->
                new Message.Hello(
                        Integer.parseInt(element.attribute("attempt")),
                        CibVersion.of(element),
                        Integer.parseInt(element.attribute("digest")),
                        number(element, "age-ms"),
                        element.has("dc"),
                        element.has("settled"),
                        element.has("quorate"),
                        element.has("leaving"),
                        element.attribute("feature-set", ""),
                        QuorateVersion.of(element.child("quorate")),
                        number(element, "promised"));
            case "update" -> decodeUpdate(element);
            case "executed" -> new Message.Executed(decodeReport(element));
            case "execute" -> new Message.Execute(key(element), TransitionGraphXml.parseAction(element.child(0)));
            case "cib-offer" ->
                new Message.CibOffer(
                        element.child(0), requestsIn(element), Lineage.parse(element.attribute("lineage")));
            case "cib-install" ->
                new Message.CibInstall(
                        element.child(0),
                        number(element, "sequence"),
                        requestsIn(element),
                        CibVersion.of(element),
                        Lineage.parse(element.attribute("lineage")),
                        QuorateVersion.of(element.child("quorate")),
                        number(element, "term"));
            case "joined" ->
                new Message.Joined(
                        element.child("lrm"),
                        StatusChangeXml.map(element.child("values")),
                        element.attribute("trouble", ""));
            case "ask" -> new Message.Ask(number(element, "id"), RequestXml.decode(element.child(0)));
            case "answer" ->
                new Message.Answer(
                        number(element, "id"),
                        Integer.parseInt(element.attribute("code")),
                        element.children("sentence").stream()
                                .map(s -> s.attribute("text", ""))
                                .toList());
            case "stored" ->
                new Message.Stored(
                        number(element, "sequence"), element.attribute("failure"), element.attribute("trouble", ""));
            case "forget-local" -> new Message.ForgetLocal(element.attribute("resource"), element.attribute("key"));
            case "attribute-value" ->
                new Message.AttributeValue(
                        NodeName.of(element.attribute("node")),
                        element.attribute("name"),
                        element.attribute("value"),
                        element.has("waiting"));
            case "cib-wanted" -> new Message.CibWanted();
            case "join-done" ->
                new Message.JoinDone(
                        element.children("member").stream()
                                .map(member -> NodeName.of(member.attribute("node", "?")))
                                .toList(),
                        "1".equals(element.attribute("quorate")));
            case "resync" -> new Message.Resync();
            case "look" -> new Message.Look(number(element, "id"));
            case "seen" -> decodeSeen(element);
            case "notice" -> new Message.Notice(element.attribute("sentence", ""));
            case "may-leave" -> new Message.MayLeave();
            default -> throw new XmlException("<" + element.name() + "> is no message of this version", 0, 0);
        };
    }

    private static Message.Seen decodeSeen(Element element) throws XmlException {
        if (element.child("machine") == null) {
            throw new XmlException("<seen> holds no <machine>", 0, 0);
        }
        return new Message.Seen(number(element, "id"), element.child("machine"));
    }

    private static Message.Update decodeUpdate(Element element) throws XmlException {
        List<CibOperation> operations = new ArrayList<>();
        for (Element operation : element.child("operations").children()) {
            operations.add(CibOperationXml.decode(operation));
        }
        List<StatusChange> status = new ArrayList<>();
        for (Element change : element.child("status").children()) {
            status.add(StatusChangeXml.decode(change));
        }
        List<RequestId> request = requestsIn(element);
        return new Message.Update(
                number(element, "sequence"),
                operations,
                status,
                StatusChangeXml.map(element.child("values")),
                request.isEmpty() ? null : request.get(0),
                CibVersion.of(element),
                Integer.parseInt(element.attribute("digest")));
    }

    private static OperationReport decodeReport(Element element) throws XmlException {
        return new OperationReport(
                element.attribute("resource"),
                StatusChangeXml.agent(element),
                new OperationKey(
                        element.attribute("of", ""), element.attribute("operation", ""), number(element, "interval")),
                key(element),
                Integer.parseInt(element.attribute("rc")),
                ExecutionStatus.of(Integer.parseInt(element.attribute("status"))),
                element.attribute("reason", ""),
                element.has("failed"),
                element.children("lrm_rsc_op"),
                element.children("erased").stream().map(Element::id).toList());
    }

    private static TransitionKey key(Element element) throws XmlException {
        return TransitionKey.parse(element.attribute("key"))
                .orElseThrow(() -> new XmlException("an action has no transition key", 0, 0));
    }

    private static long number(Element element, String attribute) {
        return Long.parseLong(element.attribute(attribute));
    }
}
