package io.systole.core.message;

import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Lineage;
import io.systole.core.cib.QuorateVersion;
import io.systole.core.operation.TransitionKey;
import io.systole.core.run.OperationReport;
import io.systole.core.status.StatusChange;
import io.systole.core.transition.GraphAction;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.SortedMap;

/** What daemons say to each other. The channel adds the sender and the view in which it was said. */
public sealed interface Message {
    /**
     * Every member to all, at the start of each attempt to agree in a view: what it brings along.
     *
     * @param attempt counts from 0 in each view; a higher one replaces a lower one
     * @param digest of the CIB; equal digests of equal versions mean equal CIBs
     * @param ageMs how long this life of the daemon has lasted, milliseconds
     * @param wasDc whether it led the last partition that it took part in
     * @param settled whether it has taken part in a partition in this life
     * @param quorate whether that partition was
     * @param leaving whether it is shutting down
     * @param quorateVersion the version that the CIB had when it was last in a partition with quorum; null where a restart has
     *     forgotten it
     * @param promised the highest term of a partition that it has confirmed; no other partition may have that term
     */
    record Hello(
            int attempt,
            CibVersion version,
            int digest,
            long ageMs,
            boolean wasDc,
            boolean settled,
            boolean quorate,
            boolean leaving,
            String featureSet,
            QuorateVersion quorateVersion,
            long promised)
            implements Message {}

    /** DC to the member whose CIB was chosen: send it. */
    record CibWanted() implements Message {}

    /** The chosen member to the DC. */
    record CibOffer(Element cib, List<RequestId> recent, Lineage lineage) implements Message {}

    /**
     * DC to every member that it has heard: this is the CIB from now on.
     *
     * @param sequence of the last step that it holds
     * @param recent the requests whose changes it holds, oldest first
     * @param winner the version as the chosen member brought it
     * @param lineage the configurations that it has gone through
     * @param quorate the version that the chosen member's CIB had when it was last held with quorum; null where not known
     * @param term of this partition; who confirms it confirms no other of this term
     */
    record CibInstall(
            Element cib,
            long sequence,
            List<RequestId> recent,
            CibVersion winner,
            Lineage lineage,
            QuorateVersion quorate,
            long term)
            implements Message {}

    /**
     * A member to the DC, once it has put the CIB on disk, or tried to.
     *
     * @param lrm its own operation history; without resources after a fresh start
     * @param attributes its own transient attributes
     * @param trouble what is wrong with its disk; empty where all is well
     */
    record Joined(Element lrm, SortedMap<String, String> attributes, String trouble) implements Message {}

    /**
     * DC to all: these members have the CIB on disk; the partition works. Said again when more have it.
     *
     * @param quorate whether they have quorum, as the DC counts
     */
    record JoinDone(List<NodeName> members, boolean quorate) implements Message {}

    /**
     * DC to all: a step of the CIB.
     *
     * @param sequence counts steps in this view, from 1
     * @param header attributes of the {@code cib} element to set
     * @param request who asked for it; null for the DC itself
     * @param after the version that results
     * @param digest of the CIB that results
     */
    record Update(
            long sequence,
            List<CibOperation> operations,
            List<StatusChange> status,
            SortedMap<String, String> header,
            RequestId request,
            CibVersion after,
            int digest)
            implements Message {}

    /**
     * A member to the DC: how far it has come with writing.
     *
     * @param sequence every step up to this one is on disk, or its save failed
     * @param failure why the last save failed; null where it did not
     * @param trouble why the next may fail; empty where all is well
     */
    record Stored(long sequence, String failure, String trouble) implements Message {}

    /** A member to the DC: my CIB differs from what your step led to; send me the whole. */
    record Resync() implements Message {}

    /** A member to the DC: a request that only the DC can answer. */
    record Ask(long id, Request request) implements Message {}

    /** DC to the member that asked. */
    record Answer(long id, int exitCode, List<String> sentences) implements Message {}

    /** DC to a member: do this. */
    record Execute(TransitionKey key, GraphAction action) implements Message {}

    /** A member to the DC: how an operation went. */
    record Executed(OperationReport report) implements Message {}

    /** DC to a member: drop this history, it is forgotten. */
    record ForgetLocal(String resource, String operationKey) implements Message {}

    /**
     * DC to all, and a member to all for its own: a value that is not in the CIB; null deletes.
     *
     * @param waiting it is dampened and will be written; otherwise it is private and never will
     */
    record AttributeValue(NodeName node, String name, String value, boolean waiting) implements Message {}

    /** DC to all: something that every status display should say for a while. */
    record Notice(String sentence) implements Message {}

    /** A member to each: what do you see of your machine? Answered by {@link Seen}. */
    record Look(long id) implements Message {}

    /** @param machine as {@code Replication.look} gives it */
    record Seen(long id, Element machine) implements Message {}

    /** DC to a member: nothing runs on you any more, you may leave. */
    record MayLeave() implements Message {}
}
