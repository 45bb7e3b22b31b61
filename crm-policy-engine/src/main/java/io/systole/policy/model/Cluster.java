package io.systole.policy.model;

import io.systole.core.xml.Element;
import io.systole.policy.score.NodeTable;
import io.systole.policy.score.ScoreWords;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The whole cluster as one scheduling run sees it: options, nodes, resources, and what was found on the way. */
public final class Cluster {
    public final Element cib;
    /** Milliseconds since the epoch. */
    public final long nowMs;

    public final Map<String, String> options = new LinkedHashMap<>();
    public Element resourceDefaults;
    public Element operationDefaults;

    public boolean quorate;
    public boolean symmetric = true;
    public boolean fencingEnabled;
    public boolean haveFencing;
    public boolean enableUnfencing;
    public boolean concurrentFencing;
    public boolean startupFencing;
    public boolean probeResources;
    public boolean stopAll;
    public boolean stopRemoved;
    public boolean cancelRemoved;
    public boolean maintenanceMode;
    public boolean startFailureFatal;
    public boolean shutdownLock;
    public boolean fenceRemoteWithoutQuorum;
    /** The run is a simulation, in which secrets of parameters were taken out. */
    public boolean sanitized;

    public long shutdownLockMs;
    public long priorityFencingDelayMs;
    public long nodePendingTimeoutMs;
    public String fenceAction;
    public QuorumPolicy quorumPolicy = QuorumPolicy.STOP;
    public PlacementStrategy placementStrategy = PlacementStrategy.DEFAULT;
    public String healthStrategy;
    public int healthBase;
    public ScoreWords scores = ScoreWords.NO_HEALTH;

    public boolean hasRemoteNodes;
    public boolean hasGuestNodes;
    public Node dc;

    /** All nodes, by name. */
    public final List<Node> nodes = new ArrayList<>();

    private final Map<String, Node> nodesByName = new LinkedHashMap<>();
    private final Map<String, Node> nodesById = new LinkedHashMap<>();

    /** Resources that are not part of another one, in the order in which they are handled. */
    public List<Resource> resources = new ArrayList<>();

    private int resourceCount;
    public final Map<String, Ticket> tickets = new LinkedHashMap<>();
    /** What is tagged with a name, tags and templates alike. */
    public final Map<String, List<String>> templates = new LinkedHashMap<>();

    public final Map<String, List<String>> tags = new LinkedHashMap<>();
    public final Capacity capacity = new Capacity();
    /** Containers that must stop because something in them failed. */
    public final List<Resource> stopNeeded = new ArrayList<>();

    public final List<FailedOperation> failedOperations = new ArrayList<>();
    /** Entries of history whose failure expired, so that the operation is to be run anew. */
    public final Set<Element> rescheduledHistory = Collections.newSetFromMap(new IdentityHashMap<>());

    /** Sentences about configuration that was not understood. */
    public final List<String> problems = new ArrayList<>();

    public final List<String> notes = new ArrayList<>();
    /** What {@code crm_simulate} says above a status, of fence devices that changed. */
    public final List<String> remarks = new ArrayList<>();
    /** When to schedule again at the latest, in seconds since the epoch; 0 for no such time. */
    public long recheckBy;

    /** Whether scores must remember what made them. */
    public boolean explain;

    private ResourceIndex index;

    public Cluster(Element cib, long nowMs) {
        this.cib = cib;
        this.nowMs = nowMs;
    }

    public long nowSeconds() {
        return Math.floorDiv(nowMs, 1000);
    }

    /** An option's value, or null. */
    public String option(String name) {
        return options.get(name);
    }

    public void problem(String sentence) {
        problems.add(sentence);
    }

    public void note(String sentence) {
        notes.add(sentence);
    }

    /** Asks to schedule again at this time, in seconds since the epoch, if nothing asks for an earlier one. */
    public void recheckBy(long seconds) {
        if (seconds > nowSeconds() && (recheckBy == 0 || recheckBy > seconds)) {
            recheckBy = seconds;
        }
    }

    /** Adds a node and keeps the list in the order of names. */
    public Node addNode(String id, String name, boolean remote, int score) {
        Node node = new Node(nodes.size(), id, name, remote);
        node.baseScore = score;
        int place = 0;
        while (place < nodes.size() && Names.compareNodeNames(name, nodes.get(place).name) > 0) {
            place++;
        }
        nodes.add(place, node);
        nodesByName.putIfAbsent(name.toLowerCase(Locale.ROOT), node);
        nodesById.putIfAbsent(id.toLowerCase(Locale.ROOT), node);
        node.attributes.put("#kind", remote ? "remote" : "cluster");
        hasRemoteNodes |= remote;
        return node;
    }

    public int nodeCount() {
        return nodes.size();
    }

    /** The node with this name, in any case; null if there is none. */
    public Node node(String name) {
        return name == null ? null : nodesByName.get(name.toLowerCase(Locale.ROOT));
    }

    /** The node with this id, or else with this name; null if there is none. */
    public Node node(String id, String name) {
        Node byId = id == null ? null : nodesById.get(id.toLowerCase(Locale.ROOT));
        return byId != null ? byId : node(name);
    }

    public int nextResourceIndex() {
        return resourceCount++;
    }

    public int resourceCount() {
        return resourceCount;
    }

    public NodeTable newTable() {
        NodeTable table = NodeTable.empty(nodes.size());
        return explain ? table.keepTerms() : table;
    }

    /** No quorum, and policy freeze: what is active stays, nothing is started or promoted. */
    public boolean isFrozen() {
        return !quorate && quorumPolicy == QuorumPolicy.FREEZE;
    }

    public Ticket ticket(String name) {
        return tickets.computeIfAbsent(name, Ticket::new);
    }

    /** The ids behind a template or tag; empty if there is none. */
    public List<String> taggedWith(String name) {
        List<String> fromTemplate = templates.get(name);
        if (fromTemplate != null) {
            return fromTemplate;
        }
        return tags.getOrDefault(name, List.of());
    }

    /** The element itself, or what its id-ref points to; null if that does not exist. */
    public Element resolve(Element element) {
        String reference = element.attribute("id-ref");
        return reference == null ? element : find(cib, element.name(), reference);
    }

    private static Element find(Element in, String name, String id) {
        if (in.name().equals(name) && id.equals(in.attribute("id"))) {
            return in;
        }
        for (int i = 0; i < in.childCount(); i++) {
            Element found = find(in.child(i), name, id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The resource with this id, or that history knows by it; null if there is none. */
    public Resource resource(String id) {
        return index().find(id);
    }

    /** The resource that a constraint means: where it names an instance by its plain name, the clone around it. */
    public Resource constraintResource(String id) {
        Resource found = resource(id);
        return found == null || found.id.equals(id) ? found : found.top();
    }

    /** All resources that an entry of history may be about. */
    public List<Resource> resourcesMatching(String id) {
        return index().all(id);
    }

    /** To be called when a resource was added, at the end of the list or of what it is part of. */
    public void resourceAdded(Resource resource) {
        if (index != null) {
            index.add(resource);
        }
    }

    /** To be called when the order of resources has changed. */
    public void resourcesReordered() {
        index = null;
    }

    /** Notes the name that history has for a resource; null for its own. */
    public void setHistoryId(Resource resource, String historyId) {
        String before = resource.historyId;
        resource.historyId = historyId;
        if (index != null) {
            index.renamed(resource, before);
        }
    }

    private ResourceIndex index() {
        if (index == null) {
            index = new ResourceIndex(resources);
        }
        return index;
    }

    /** The connection that goes into a guest started by this resource; null if there is none. */
    public Resource guestConnectionInside(Resource launcher) {
        if (launcher != null && hasRemoteNodes) {
            for (Resource launched : launcher.launched) {
                if (launched.isRemoteConnection) {
                    return launched;
                }
            }
        }
        return null;
    }
}
