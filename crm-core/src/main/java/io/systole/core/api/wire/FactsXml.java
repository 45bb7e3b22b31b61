package io.systole.core.api.wire;

import io.systole.core.api.ClusterFacts;
import io.systole.core.membership.ClusterView;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** {@link ClusterFacts} as an XML element, for the local socket. Both ends come from one installation. */
final class FactsXml {
    private FactsXml() {}

    static Element encode(ClusterFacts facts) {
        Element.Builder out = Element.builder("facts")
                .attribute("local", facts.local().text())
                .attribute("dc", facts.dc().map(NodeName::text).orElse(null))
                .attribute("state", facts.controllerState())
                .attribute("version", facts.version())
                .child(view(facts.view()))
                .child(quorum(facts.quorum()));
        facts.membership().forEach(line -> out.child(Element.of("membership", "line", line)));
        facts.cmap().forEach((key, value) -> out.child(Element.of("cmap", "key", key, "value", value)));
        facts.warnings().forEach(sentence -> out.child(Element.of("warning", "text", sentence)));
        return out.build();
    }

    private static Element view(ClusterView view) {
        Element.Builder out = Element.builder("view")
                .attribute("sequence", Long.toString(view.id().sequence()))
                .attribute("creator", view.id().creator().text());
        for (ClusterView.Member member : view.members()) {
            out.child(Element.of(
                    "member",
                    "id",
                    Integer.toString(member.nodeId()),
                    "name",
                    member.name().text(),
                    "incarnation",
                    Long.toString(member.incarnation())));
        }
        return out.build();
    }

    private static Element quorum(ClusterFacts.QuorumFacts quorum) {
        Element.Builder out = Element.builder("quorum")
                .attribute("quorate", quorum.quorate() ? "1" : null)
                .attribute("expected", Integer.toString(quorum.expectedVotes()))
                .attribute("highest", Integer.toString(quorum.highestExpected()))
                .attribute("total", Integer.toString(quorum.totalVotes()))
                .attribute("needed", Integer.toString(quorum.quorumVotes()));
        quorum.flags().forEach(flag -> out.child(Element.of("flag", "name", flag)));
        quorum.votes()
                .forEach((node, votes) ->
                        out.child(Element.of("votes", "node", node.text(), "count", Integer.toString(votes))));
        return out.build();
    }

    static ClusterFacts decode(Element element) {
        Element quorum = element.child("quorum");
        List<String> flags = new ArrayList<>();
        quorum.children("flag").forEach(f -> flags.add(f.attribute("name")));
        SortedMap<NodeName, Integer> votes = new TreeMap<>();
        quorum.children("votes").forEach(v -> votes.put(NodeName.of(v.attribute("node")), number(v, "count")));
        SortedMap<String, String> cmap = new TreeMap<>();
        element.children("cmap").forEach(c -> cmap.put(c.attribute("key"), c.attribute("value")));
        return new ClusterFacts(
                NodeName.of(element.attribute("local")),
                Optional.ofNullable(element.attribute("dc")).map(NodeName::of),
                view(element.child("view")),
                element.attribute("state"),
                new ClusterFacts.QuorumFacts(
                        quorum.has("quorate"),
                        number(quorum, "expected"),
                        number(quorum, "highest"),
                        number(quorum, "total"),
                        number(quorum, "needed"),
                        List.copyOf(flags),
                        votes),
                element.children("membership").stream()
                        .map(m -> m.attribute("line"))
                        .toList(),
                cmap,
                element.children("warning").stream()
                        .map(w -> w.attribute("text"))
                        .toList(),
                element.attribute("version"));
    }

    private static ClusterView view(Element element) {
        List<ClusterView.Member> members = new ArrayList<>();
        for (Element member : element.children("member")) {
            members.add(new ClusterView.Member(
                    number(member, "id"),
                    NodeName.of(member.attribute("name")),
                    Long.parseLong(member.attribute("incarnation"))));
        }
        return new ClusterView(
                new ClusterView.ViewId(
                        Long.parseLong(element.attribute("sequence")), NodeName.of(element.attribute("creator"))),
                members);
    }

    private static int number(Element element, String attribute) {
        return Integer.parseInt(element.attribute(attribute));
    }
}
