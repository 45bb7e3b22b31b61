package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibEngine;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Lineage;
import io.systole.core.cib.QuorateVersion;
import io.systole.core.message.Message;
import io.systole.core.message.RequestId;
import io.systole.core.status.StatusChange;
import io.systole.core.status.StatusSection;
import io.systole.core.xml.Element;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** This node's copy of the CIB, in memory and on disk. At most one save is under way; a later one covers what waited. */
final class Replica {
    /** On the disk only: attributes of the {@code cib} element that no tool sees. */
    private static final String QUORATE_VERSION = "quorate-version";

    private static final String LINEAGE = "lineage";

    private static final String PROMISED = "promised-term";

    /** A request that is sent again is known as done for so many later ones. */
    static final int RECENT_LIMIT = 512;

    private static final long RETRY_MS = 5_000;

    private final Site site;
    private final NodeAttributes attributes;
    private final Deque<RequestId> recent = new ArrayDeque<>();
    private Cib cib = Cib.empty();
    private long sequence;
    private long savedSequence;
    private long savingSequence;
    private long token;
    private boolean saving;
    private String trouble = "";
    private long retryAtMs = Long.MAX_VALUE;
    private boolean dirty;
    private Lineage lineage = Lineage.NONE;

    Replica(Site site, NodeAttributes attributes) {
        this.site = site;
        this.attributes = attributes;
    }

    Cib cib() {
        return cib;
    }

    int digest() {
        return cib.root().hashCode();
    }

    long sequence() {
        return sequence;
    }

    List<RequestId> recent() {
        return List.copyOf(recent);
    }

    Lineage lineage() {
        return lineage;
    }

    boolean holds(RequestId id) {
        return recent.contains(id);
    }

    /** Takes what the disk had, and what it says of the version last held with quorum and of those before. */
    void loaded(Cib found) {
        String marked = found.root().attribute(QUORATE_VERSION);
        String promised = found.root().attribute(PROMISED, "");
        site.promised = promised.matches("[0-9]{1,18}") ? Long.parseLong(promised) : 0;
        cib = new Cib(found.root().without(QUORATE_VERSION).without(LINEAGE).without(PROMISED));
        lineage = Lineage.parse(found.root().attribute(LINEAGE)).grown(cib);
        boolean blank = cib.version().equals(Cib.empty().version());
        site.quorateVersion =
                marked != null ? QuorateVersion.parse(marked) : blank ? new QuorateVersion(0, cib.version()) : null;
    }

    /** What the CIB becomes by one step; nothing is changed yet. */
    static CibEngine.Outcome next(
            Cib before, List<CibOperation> operations, List<StatusChange> status, SortedMap<String, String> header) {
        CibEngine.Outcome outcome = CibEngine.apply(before, operations);
        if (!outcome.ok()) {
            return outcome;
        }
        Element root = outcome.cib().root();
        for (Map.Entry<String, String> attribute : header.entrySet()) {
            root = root.with(attribute.getKey(), attribute.getValue());
        }
        if (root != outcome.cib().root() && outcome.cib().version().equals(before.version())) {
            CibVersion was = before.version();
            root = new CibVersion(was.adminEpoch(), was.epoch(), was.numUpdates() + 1).in(root);
        }
        Cib changed = StatusSection.apply(new Cib(root), status);
        return new CibEngine.Outcome(changed, outcome.exit(), outcome.messages());
    }

    /** Takes a step that the DC has decided on, which leads to this CIB. */
    void take(Message.Update update, Cib after) {
        boolean configuration = !after.configuration().equals(cib.configuration())
                || epochs(after).compareTo(epochs(cib)) != 0;
        cib = after;
        sequence = update.sequence();
        remember(update.request());
        if (update.header().containsKey("have-quorum")) {
            site.quorateByDc = "1".equals(update.header().get("have-quorum"));
        }
        for (StatusChange change : update.status()) {
            if (change instanceof StatusChange.Attribute attribute) {
                attributes.written(attribute.node(), attribute.name());
            }
        }
        if (configuration) {
            lineage = lineage.grown(after);
            save();
        }
    }

    private static CibVersion epochs(Cib of) {
        return new CibVersion(of.version().adminEpoch(), of.version().epoch(), 0);
    }

    private void remember(RequestId id) {
        if (id != null) {
            recent.addLast(id);
            if (recent.size() > RECENT_LIMIT) {
                recent.removeFirst();
            }
        }
    }

    /** Takes the DC's whole CIB. A configuration that has not become a part of it is kept aside. */
    void adopt(Message.CibInstall install) {
        Cib taken = new Cib(install.cib());
        boolean differs = !taken.configuration().equals(cib.configuration());
        boolean blank = cib.version().compareTo(Cib.empty().version()) <= 0;
        if (differs && !blank && !install.lineage().holds(cib)) {
            String why = "the configuration " + cib.version() + " of node " + site.self() + " lost against "
                    + install.winner() + " of its new partition";
            site.effect(new Effect.KeepAside(cib, why));
            site.log(Effect.Level.WARNING, why + "; it is kept beside the one in use");
        }
        cib = taken;
        sequence = install.sequence();
        // Numbers of an earlier partition say nothing about this one's steps.
        savedSequence = -1;
        savingSequence = -1;
        recent.clear();
        install.recent().forEach(this::remember);
        lineage = install.lineage();
        if (sequence > 0) {
            // The step that turned it may be the one that went wrong here.
            site.quorateByDc = "1".equals(cib.root().attribute("have-quorum"));
        }
        save();
    }

    private void save() {
        if (saving) {
            dirty = true;
            return;
        }
        saving = true;
        dirty = false;
        retryAtMs = Long.MAX_VALUE;
        savingSequence = sequence;
        QuorateVersion quorate = site.joined && site.quorateByDc ? site.quorateNow(cib.version()) : site.quorateVersion;
        Element marked = cib.root().with(LINEAGE, lineage.toString()).with(PROMISED, Long.toString(site.promised));
        marked = quorate == null ? marked : marked.with(QUORATE_VERSION, quorate.toString());
        site.effect(new Effect.SaveCib(++token, new Cib(marked)));
    }

    /**
     * A save has ended.
     *
     * @param newTrouble why it failed, or why the next may; empty where all is well
     * @return whether it was the one under way
     */
    boolean saveEnded(long endedToken, String newTrouble) {
        if (!saving || endedToken != token) {
            return false;
        }
        saving = false;
        savedSequence = savingSequence;
        trouble = newTrouble;
        retryAtMs = trouble.isEmpty() ? Long.MAX_VALUE : site.nowMs + RETRY_MS;
        if (dirty) {
            save();
        }
        return true;
    }

    /** Tries again where the disk was full or broken. */
    void tick() {
        if (!saving && site.nowMs >= retryAtMs) {
            save();
        } else if (retryAtMs != Long.MAX_VALUE) {
            site.wakeBy(retryAtMs);
        }
    }

    /** What is wrong with this node's disk; empty where all is well. */
    String trouble() {
        return trouble;
    }

    /** Every step up to this one needs no more writing. */
    long stored() {
        return saving ? savedSequence : sequence;
    }

    boolean saving() {
        return saving;
    }
}
