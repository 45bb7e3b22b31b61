package io.systole.core.controller;

import io.systole.core.message.Message;
import io.systole.core.message.Request;
import io.systole.core.value.CrmExit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What this node's clients have asked and the DC has not answered. When the partition changes it is asked again, which is
 * safe: the DC knows the changes that the new CIB holds and does not make them again.
 */
final class Requests {
    /** How long a request waits for a DC. */
    static final long NO_DC_LIMIT_MS = 60_000;
    /** The token of requests that no client waits for. */
    static final long NOBODY = -1;

    private final Site site;
    private final Map<Long, Pending> pending = new LinkedHashMap<>();
    private long lastNumber;

    private record Pending(long token, Request request, long sinceMs, boolean sent) {}

    Requests(Site site) {
        this.site = site;
    }

    void ask(long token, Request request) {
        long number = ++lastNumber;
        pending.put(number, new Pending(token, request, site.nowMs, site.joined));
        if (site.joined) {
            site.send(site.dc, new Message.Ask(number, request));
        }
    }

    void dropped(long token) {
        pending.values().removeIf(p -> p.token() == token);
    }

    /** The partition has agreed on a CIB and its DC. */
    void joined() {
        for (Map.Entry<Long, Pending> entry : List.copyOf(pending.entrySet())) {
            Pending asked = entry.getValue();
            pending.put(entry.getKey(), new Pending(asked.token(), asked.request(), asked.sinceMs(), true));
            site.send(site.dc, new Message.Ask(entry.getKey(), asked.request()));
        }
    }

    void answer(Message.Answer answer) {
        Pending asked = pending.remove(answer.id());
        if (asked == null) {
            site.ignored("answer " + answer.id(), "nobody waits for it");
        } else if (asked.token() != NOBODY) {
            site.effect(new Effect.Reply(asked.token(), answer.exitCode(), answer.sentences()));
        }
    }

    /** Refuses what has waited for a DC for too long. */
    void tick() {
        if (site.joined) {
            return;
        }
        for (Map.Entry<Long, Pending> entry : new ArrayList<>(pending.entrySet())) {
            Pending asked = entry.getValue();
            if (asked.token() == NOBODY) {
                continue;
            }
            if (site.nowMs < asked.sinceMs() + NO_DC_LIMIT_MS) {
                site.wakeBy(asked.sinceMs() + NO_DC_LIMIT_MS);
                continue;
            }
            pending.remove(entry.getKey());
            String sentence = asked.sent()
                    ? "the DC was lost and no other was found; whether the change was made is unknown, look again"
                    : "no DC was found; nothing was changed";
            site.effect(new Effect.Reply(asked.token(), CrmExit.TEMPFAIL.code(), List.of(sentence)));
        }
    }
}
