package io.systole.core.api;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.cib.CibVersion;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Everything that a command can ask of the cluster. Calls block until they are answered or until the daemon's own time
 * limit, and may be made from any thread.
 */
public interface ClusterApi {
    /** The whole CIB, status included, as this node has it. */
    Cib cib();

    /**
     * Applies the operations as one change: all or none. Returns when every member of the view has it on disk, or with the
     * reason why it was refused.
     */
    ChangeReply change(List<CibOperation> operations, ChangeOptions options);

    /**
     * @param requireVersion refuse where the CIB is no longer at this version's epochs; null to apply to any
     * @param dryRun check and answer, but change nothing
     * @param who for the log: the command and its user
     */
    record ChangeOptions(CibVersion requireVersion, boolean dryRun, String who) {}

    /**
     * @param exitCode {@code CrmExit.OK}, or why it was refused
     * @param messages sentences for people: warnings on success, reasons on refusal
     * @param cib the CIB after the change, or as it was where the change was refused
     */
    record ChangeReply(int exitCode, List<String> messages, Cib cib) {
        public boolean ok() {
            return exitCode == 0;
        }
    }

    /** What the daemon knows of the cluster beside the CIB. */
    ClusterFacts facts();

    /** Sets or deletes node attributes through the attribute manager. */
    Answer updateAttribute(AttributeUpdate update);

    /**
     * @param exitCode {@code CrmExit.OK}, or why it was refused
     * @param sentences for people: why it was refused, where there is more to say than the code says
     */
    record Answer(int exitCode, List<String> sentences) {
        /** What needs no words. */
        public static final Answer OK = new Answer(0, List.of());

        public boolean ok() {
            return exitCode == 0;
        }
    }

    /**
     * @param node null for the local node
     * @param value null to delete
     * @param set the attribute set's name or id, null for the default
     * @param dampeningMs milliseconds to wait for further changes before writing; negative to leave as it is
     * @param privateOnly keep it out of the CIB
     */
    record AttributeUpdate(
            NodeName node, String name, String value, String set, long dampeningMs, boolean privateOnly) {}

    /** Attributes held by the attribute manager, private ones too: node, then name, then value. */
    SortedMap<NodeName, SortedMap<String, String>> attributes();

    /**
     * What each member sees of its machine at this moment: its clock, its controller's state, and the resources that it
     * replicates (DRBD). Each is asked directly; one that does not answer within about a second is left out.
     *
     * @return by node, {@code <machine now-ms="…" state="S_…">}
     */
    default SortedMap<NodeName, Element> machines() {
        return new TreeMap<>();
    }

    /**
     * Forgets operation history, so that the resource is probed anew.
     *
     * @param resource null for all
     * @param node null for all
     * @param operation with {@code intervalMs}, only that operation; null for all
     * @param failuresOnly {@code cleanup} rather than {@code refresh}
     * @return sentences that say what was forgotten, node by node
     */
    List<String> forget(String resource, NodeName node, String operation, String intervalMs, boolean failuresOnly);

    /**
     * Waits until the cluster has nothing left to do.
     *
     * @return whether it settled within the time
     */
    boolean awaitIdle(long timeoutMs);

    /**
     * Waits until the CIB differs from the version given, or the time is over.
     *
     * @return the version then
     */
    CibVersion awaitChange(CibVersion known, long timeoutMs);

    /** Asks the daemon on a node (null: all nodes) to shut down in good order. Returns an exit code. */
    int shutdown(NodeName node);

    /** Marks a node as safely down though nobody could fence it (manual fencing confirmation). Returns an exit code. */
    int confirmFenced(NodeName node);

    /** Removes every trace of a node that has left for good from daemons' memory. Returns an exit code. */
    int forgetNode(NodeName node);
}
