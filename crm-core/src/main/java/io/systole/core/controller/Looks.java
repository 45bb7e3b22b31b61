package io.systole.core.controller;

import io.systole.core.membership.ClusterView;
import io.systole.core.message.Message;
import io.systole.core.value.CrmExit;
import io.systole.core.value.NodeName;
import io.systole.core.xml.XmlFormat;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What this node's clients want to know of every member's machine. Each member is asked directly, so that it works without a
 * DC, and nothing is looked at while nobody asks. A member that does not answer in time is left out of the answer.
 */
final class Looks {
    /** Longer than a look at a machine that is well, and short enough for a person who waits, milliseconds. */
    static final long LIMIT_MS = 1_500;

    private final Site site;
    private final Map<Long, Pending> pending = new LinkedHashMap<>();
    private long lastNumber;

    private static final class Pending {
        private final long token;
        private final long sinceMs;
        private final SortedSet<NodeName> missing = new TreeSet<>();
        private final List<String> seen = new ArrayList<>();

        Pending(long token, long sinceMs) {
            this.token = token;
            this.sinceMs = sinceMs;
        }
    }

    Looks(Site site) {
        this.site = site;
    }

    void ask(long token) {
        Pending asked = new Pending(token, site.nowMs);
        long number = ++lastNumber;
        pending.put(number, asked);
        if (site.view != null) {
            for (ClusterView.Member member : site.view.members()) {
                asked.missing.add(member.name());
                site.send(member.name(), new Message.Look(number));
            }
        }
    }

    void dropped(long token) {
        pending.values().removeIf(asked -> asked.token == token);
    }

    void seen(NodeName from, Message.Seen answer) {
        Pending asked = pending.get(answer.id());
        if (asked == null || !asked.missing.remove(from)) {
            site.ignored("what " + from + " sees", "nobody waits for it");
            return;
        }
        asked.seen.add(XmlFormat.compact(answer.machine().with("node", from.text())));
    }

    /** Who has left does not answer. */
    void viewChanged() {
        SortedSet<NodeName> members = new TreeSet<>();
        site.view.members().forEach(member -> members.add(member.name()));
        pending.values().forEach(asked -> asked.missing.retainAll(members));
    }

    /** Answers what is complete or has waited for long enough. */
    void tick() {
        Iterator<Pending> each = pending.values().iterator();
        while (each.hasNext()) {
            Pending asked = each.next();
            if (asked.missing.isEmpty() || site.nowMs >= asked.sinceMs + LIMIT_MS) {
                each.remove();
                site.effect(new Effect.Reply(asked.token, CrmExit.OK.code(), asked.seen));
            } else {
                site.wakeBy(asked.sinceMs + LIMIT_MS);
            }
        }
    }
}
