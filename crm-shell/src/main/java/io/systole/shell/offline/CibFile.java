package io.systole.shell.offline;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterFacts;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.CommandIo;
import io.systole.core.cib.Cib;
import io.systole.core.cib.CibEngine;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibVersion;
import io.systole.core.membership.ClusterView;
import io.systole.core.status.StatusChange;
import io.systole.core.status.StatusSection;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlFormat;
import io.systole.core.xml.XmlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** A CIB in a file that stands for the cluster: {@code CIB_file}, or a shadow CIB. Each change is written at once. */
final class CibFile implements ClusterApi {
    private final String path;
    private final CommandIo io;
    private Cib cib;

    private CibFile(String path, CommandIo io, Cib cib) {
        this.path = path;
        this.io = io;
        this.cib = cib;
    }

    /** @throws NotConnectedException with a sentence where the file cannot be read or holds no CIB */
    static CibFile open(String path, CommandIo io) throws NotConnectedException {
        Element root;
        try {
            root = XmlParser.parse(io.readFile(path));
        } catch (XmlException e) {
            throw new NotConnectedException(path + ": " + e.getMessage());
        } catch (IOException e) {
            throw new NotConnectedException(e.getMessage());
        }
        if (!root.name().equals("cib") || root.child("configuration") == null) {
            throw new NotConnectedException(
                    path + ": it holds a <" + root.name() + ">, not a <cib> with a <configuration>");
        }
        // An erased CIB has every section; what a file leaves out is taken from it.
        Element complete = root;
        Element configuration = root.child("configuration");
        for (Element section : Cib.empty().configuration().children()) {
            configuration =
                    configuration.child(section.name()) == null ? configuration.withChild(section) : configuration;
        }
        complete = complete.replacing(complete.children().indexOf(root.child("configuration")), configuration);
        complete = complete.child("status") == null ? complete.withChild(Element.of("status")) : complete;
        return new CibFile(path, io, new Cib(complete));
    }

    @Override
    public Cib cib() {
        return cib;
    }

    @Override
    public ChangeReply change(List<CibOperation> operations, ChangeOptions options) {
        CibVersion required = options.requireVersion();
        if (required != null
                && (required.epoch() != cib.version().epoch()
                        || required.adminEpoch() != cib.version().adminEpoch())) {
            return new ChangeReply(CrmExit.OLD.code(), List.of("the configuration has changed meanwhile"), cib);
        }
        CibEngine.Outcome outcome = CibEngine.apply(cib, operations);
        if (outcome.ok() && !options.dryRun()) {
            String failure = save(outcome.cib());
            if (failure != null) {
                return new ChangeReply(CrmExit.CANTCREAT.code(), List.of(failure), cib);
            }
        }
        return new ChangeReply(outcome.exit().code(), outcome.messages(), outcome.cib());
    }

    /** Returns why it cannot be written, or null. */
    private String save(Cib changed) {
        try {
            io.writeFile(path, XmlFormat.pretty(changed.root()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return e.getMessage();
        }
        cib = changed;
        return null;
    }

    @Override
    public ClusterFacts facts() {
        // As in Pacemaker's tools, the file's DC is the node that is looked from; without one, the first node.
        List<Element> nodes = cib.section("nodes").children("node");
        String dc = cib.root().attribute("dc-uuid", "");
        String local = nodes.stream()
                .filter(node -> dc.equals(node.id()))
                .findFirst()
                .or(() -> nodes.stream().findFirst())
                .map(node -> node.attribute("uname", node.id()))
                .orElse("localhost");
        List<ClusterView.Member> members = new ArrayList<>();
        SortedMap<NodeName, Integer> votes = new TreeMap<>();
        for (Element node : nodes) {
            NodeName name = NodeName.of(node.attribute("uname", node.id()));
            members.add(new ClusterView.Member(members.size() + 1, name, 1));
            votes.put(name, 1);
        }
        boolean quorate = "1".equals(cib.root().attribute("have-quorum"));
        return new ClusterFacts(
                NodeName.of(local),
                Optional.empty(),
                new ClusterView(new ClusterView.ViewId(1, NodeName.of(local)), members),
                "S_NOT_DC",
                new ClusterFacts.QuorumFacts(
                        quorate, votes.size(), votes.size(), votes.size(), votes.size() / 2 + 1, List.of(), votes),
                List.of(),
                new TreeMap<>(),
                List.of(),
                "file " + path);
    }

    @Override
    public Answer updateAttribute(AttributeUpdate update) {
        NodeName node = update.node() == null ? facts().local() : update.node();
        return new Answer(status(List.of(new StatusChange.Attribute(node, update.name(), update.value()))), List.of());
    }

    private int status(List<StatusChange> changes) {
        return save(StatusSection.apply(cib, changes)) == null ? CrmExit.OK.code() : CrmExit.CANTCREAT.code();
    }

    @Override
    public SortedMap<NodeName, SortedMap<String, String>> attributes() {
        SortedMap<NodeName, SortedMap<String, String>> all = new TreeMap<>();
        for (Element state : cib.status().children("node_state")) {
            NodeName node = NodeName.of(state.attribute("uname", state.id()));
            all.put(node, StatusSection.attributes(cib, node));
        }
        return all;
    }

    /** Only says what it would forget, as Pacemaker's: a file is no place where something failed. */
    @Override
    public List<String> forget(
            String resource, NodeName node, String operation, String intervalMs, boolean failuresOnly) {
        List<String> sentences = new ArrayList<>();
        for (Element state : cib.status().children("node_state")) {
            NodeName name = NodeName.of(state.attribute("uname", state.id()));
            if (node == null || node.equals(name)) {
                sentences.add("Dry run: skipping clean-up of " + (resource == null ? "all resources" : resource)
                        + " on " + name + " due to CIB_file");
            }
        }
        return sentences;
    }

    /** Nothing works on a file. */
    @Override
    public boolean awaitIdle(long timeoutMs) {
        return true;
    }

    @Override
    public CibVersion awaitChange(CibVersion known, long timeoutMs) {
        return cib.version();
    }

    @Override
    public int shutdown(NodeName node) {
        return CrmExit.DISCONNECT.code();
    }

    @Override
    public int confirmFenced(NodeName node) {
        return CrmExit.DISCONNECT.code();
    }

    @Override
    public int forgetNode(NodeName node) {
        return CrmExit.DISCONNECT.code();
    }
}
