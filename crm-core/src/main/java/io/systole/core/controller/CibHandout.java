package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.Lineage;
import io.systole.core.message.Message;
import io.systole.core.message.RequestId;
import java.util.List;

/** A whole CIB on its way to another node, with all that its keeper knows of it. */
final class CibHandout {
    private final Site site;
    private final Replica replica;

    CibHandout(Site site, Replica replica) {
        this.site = site;
        this.replica = replica;
    }

    /** This node's, for the DC that has chosen it. */
    Message.CibOffer offer() {
        return new Message.CibOffer(replica.cib().root(), replica.recent(), replica.lineage());
    }

    /** The one that counts in a new partition. */
    Message.CibInstall chosen(Cib chosen, List<RequestId> recent, Lineage lineage, Ballot ballot) {
        CibVersion winner = chosen.version();
        CibVersion largest = ballot.largestVersion();
        // Versions never go back on any node, also not where a larger one lost to a quorate partition's.
        Cib next = largest.compareTo(winner) <= 0
                ? chosen
                : new Cib(new CibVersion(largest.adminEpoch(), largest.epoch() + 1, 0).in(chosen.root()));
        return new Message.CibInstall(
                next.root(),
                0,
                recent,
                winner,
                lineage.grown(next),
                ballot.of(ballot.holder()).quorateVersion(),
                ballot.newTerm());
    }

    /** The one in use, for a member whose copy went wrong. */
    Message.CibInstall whole(long term) {
        return new Message.CibInstall(
                replica.cib().root(),
                replica.sequence(),
                replica.recent(),
                replica.cib().version(),
                replica.lineage(),
                site.quorateVersion,
                term);
    }
}
