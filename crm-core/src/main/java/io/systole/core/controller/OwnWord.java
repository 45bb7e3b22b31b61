package io.systole.core.controller;

import io.systole.core.message.Message;
import io.systole.core.run.LocalResources;
import io.systole.core.status.StatusSection;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.SortedMap;
import java.util.TreeMap;

/** What a node tells the others of itself when a partition forms. */
final class OwnWord {
    private final Site site;
    private final Replica replica;
    private final LocalResources local;
    private final NodeAttributes attributes;
    private SortedMap<String, String> ownAttributes = new TreeMap<>();

    OwnWord(Site site, Replica replica, LocalResources local, NodeAttributes attributes) {
        this.site = site;
        this.replica = replica;
        this.local = local;
        this.attributes = attributes;
    }

    Message.Hello hello(int attempt) {
        return new Message.Hello(
                attempt,
                replica.cib().version(),
                replica.digest(),
                site.nowMs - site.bornMs,
                site.wasDc,
                site.settled,
                site.wasQuorate,
                site.leaving,
                site.settings.featureSet(),
                site.quorateVersion,
                site.promised);
    }

    Message.Joined joined() {
        Element lrm = local.lrm(Integer.toString(site.settings.nodeId()));
        return new Message.Joined(lrm, attributes.settled(site.self(), ownAttributes), replica.trouble());
    }

    /**
     * The partition that ends had a DC which kept this node's attributes; they must outlive a split from it. Before the DC has
     * written down that this node is a member, the CIB does not have them.
     */
    void rememberAttributes() {
        NodeName self = site.self();
        Element state = StatusSection.node(replica.cib(), self);
        boolean kept = state != null && "member".equals(state.attribute("join"));
        if (site.joined && replica.sequence() > 0 && kept) {
            ownAttributes = StatusSection.attributes(replica.cib(), self);
        }
    }
}
