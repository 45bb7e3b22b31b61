package io.systole.agents.drbd;

/**
 * What the kernel's log tells of a resource since its nodes were last connected. Times are milliseconds since the epoch;
 * negative where nothing is known: it did not happen, or was before this boot.
 *
 * @param resource its name
 * @param lostMs the connection was lost
 * @param writtenMs this node, Primary without its peer, wrote for the first time: from here on its data is its own
 * @param splitMs DRBD found that both sides had written, and gave the connection up
 */
public record DrbdHistory(String resource, long lostMs, long writtenMs, long splitMs) {
    DrbdHistory lost(long atMs) {
        return new DrbdHistory(resource, lostMs < 0 ? atMs : lostMs, writtenMs, splitMs);
    }

    DrbdHistory written(long atMs) {
        return new DrbdHistory(resource, lostMs, writtenMs < 0 ? atMs : writtenMs, splitMs);
    }

    DrbdHistory split(long atMs) {
        return new DrbdHistory(resource, lostMs, writtenMs, atMs);
    }

    static DrbdHistory none(String resource) {
        return new DrbdHistory(resource, -1, -1, -1);
    }
}
