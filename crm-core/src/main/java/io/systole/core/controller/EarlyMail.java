package io.systole.core.controller;

import java.util.ArrayList;
import java.util.List;

/**
 * No message acts in another view than the one it was said in: what belongs to a view that has not come here yet waits for it,
 * what belongs to an older one is passed over.
 */
final class EarlyMail {
    /** Messages of a view that has not come yet; what is dropped beyond is a gap like any other, and mended as one. */
    static final int EARLY_LIMIT = 10_000;

    private final Site site;
    private final List<Input.Received> early = new ArrayList<>();
    private boolean tooEarly;

    EarlyMail(Site site) {
        this.site = site;
    }

    /** Whether this message is one of the view that is now; otherwise it is kept or passed over here. */
    boolean isOfNow(Input.Received received) {
        if (site.view != null && site.view.id().equals(received.sentIn())) {
            return true;
        }
        if (site.view == null || received.sentIn().sequence() > site.view.id().sequence()) {
            keep(received);
        } else {
            String what = received.message().getClass().getSimpleName();
            site.ignored(what + " of " + received.from(), "it was said in an older view");
        }
        return false;
    }

    private void keep(Input.Received received) {
        if (early.size() < EARLY_LIMIT) {
            early.add(received);
        } else if (!tooEarly) {
            tooEarly = true;
            site.log(
                    Effect.Level.WARNING,
                    "more than " + EARLY_LIMIT
                            + " messages wait for a view that has not come; further ones are dropped, those of "
                            + received.from() + " first");
        }
    }

    /** What has waited for a view; it is to be received again. */
    List<Input.Received> handOut() {
        List<Input.Received> waiting = List.copyOf(early);
        early.clear();
        tooEarly = false;
        return waiting;
    }
}
