package io.systole.policy.score;

import io.systole.core.value.Score;
import java.util.Arrays;

/**
 * The nodes that one resource may be considered for, and its score on each: plain arrays by node index.
 *
 * <p>A node can be absent, which is not the same as banned: in an opt-in cluster only nodes that a constraint names are
 * present. Working state of one scheduling run; not thread-safe.
 */
public final class NodeTable {
    /** How a resource may be probed on a node: attribute {@code resource-discovery} of a location constraint. */
    public static final byte PROBE_ALWAYS = 0;

    public static final byte PROBE_NEVER = 1;
    public static final byte PROBE_EXCLUSIVE = 2;
    private static final byte ABSENT = -1;

    private int[] score;
    private byte[] probe;
    private int[] count;
    private ScoreTerm[] terms;

    private NodeTable(int[] score, byte[] probe, int[] count, ScoreTerm[] terms) {
        this.score = score;
        this.probe = probe;
        this.count = count;
        this.terms = terms;
    }

    /** A table without any node present. */
    public static NodeTable empty(int nodes) {
        byte[] probe = new byte[nodes];
        Arrays.fill(probe, ABSENT);
        return new NodeTable(new int[nodes], probe, null, null);
    }

    /** A table with all nodes present, each with this score. */
    public static NodeTable full(int nodes, int everyScore) {
        int[] score = new int[nodes];
        Arrays.fill(score, everyScore);
        return new NodeTable(score, new byte[nodes], null, null);
    }

    /** From now on remembers for every node why its score is what it is. */
    public NodeTable keepTerms() {
        if (terms == null) {
            terms = new ScoreTerm[score.length];
        }
        return this;
    }

    /** Whether it remembers why scores are what they are, so that each step must be taken by itself. */
    public boolean keepsTerms() {
        return terms != null;
    }

    public NodeTable copy() {
        return new NodeTable(
                score.clone(),
                probe.clone(),
                count == null ? null : count.clone(),
                terms == null ? null : terms.clone());
    }

    /** One more than the highest node index, nodes that are absent included. */
    public int length() {
        return score.length;
    }

    public boolean has(int node) {
        return node < probe.length && probe[node] != ABSENT;
    }

    /** Whether any node is present. */
    public boolean isEmpty() {
        for (byte mode : probe) {
            if (mode != ABSENT) {
                return false;
            }
        }
        return true;
    }

    /** The score, or minus infinity for an absent node. */
    public int scoreOrBan(int node) {
        return has(node) ? score[node] : Score.MINUS_INFINITY;
    }

    /** The score of a node that is present. */
    public int score(int node) {
        return score[node];
    }

    public byte probe(int node) {
        return probe[node];
    }

    public void setProbe(int node, byte mode) {
        probe[node] = mode;
    }

    /** How many instances of the table's owner are assigned to the node so far. */
    public int count(int node) {
        return count == null || node >= count.length ? 0 : count[node];
    }

    public void resetCounts() {
        count = null;
    }

    public void addCount(int node) {
        if (count == null) {
            count = new int[score.length];
        } else if (node >= count.length) {
            count = Arrays.copyOf(count, score.length);
        }
        count[node]++;
    }

    /** Adds to the score of a node; for a node that was absent, to a score of zero. */
    public void add(int node, int delta, ScoreCause cause) {
        if (!has(node)) {
            insert(node, 0, PROBE_ALWAYS);
        }
        score[node] = Score.add(score[node], delta);
        note(node, delta, cause);
    }

    /** Sets a node's score, whatever it was. */
    public void set(int node, int newScore, ScoreCause cause) {
        if (!has(node)) {
            insert(node, newScore, PROBE_ALWAYS);
        }
        score[node] = newScore;
        note(node, newScore, cause);
    }

    /** Makes a node present. The table grows where the node is newer than the table. */
    public void insert(int node, int firstScore, byte probeMode) {
        if (node >= probe.length) {
            int old = probe.length;
            probe = Arrays.copyOf(probe, node + 1);
            Arrays.fill(probe, old, node + 1, ABSENT);
            score = Arrays.copyOf(score, node + 1);
            terms = terms == null ? null : Arrays.copyOf(terms, node + 1);
        }
        probe[node] = probeMode;
        score[node] = firstScore;
    }

    public void ban(int node, ScoreCause cause) {
        set(node, Score.MINUS_INFINITY, cause);
    }

    public void remove(int node) {
        if (has(node)) {
            probe[node] = ABSENT;
        }
    }

    /** The last step on the way to a node's score, or null where terms are not kept or nothing happened. */
    public ScoreTerm lastTerm(int node) {
        return terms == null || node >= terms.length ? null : terms[node];
    }

    private void note(int node, int change, ScoreCause cause) {
        if (terms != null) {
            terms[node] = new ScoreTerm(terms[node], cause, change, score[node]);
        }
    }
}
