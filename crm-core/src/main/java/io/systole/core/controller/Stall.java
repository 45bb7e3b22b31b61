package io.systole.core.controller;

/**
 * This process did not run for longer than the others wait for a sign of it: they may have gone on without it. It does not act
 * before a newer view has come, or it is clear that none will.
 */
final class Stall {
    private final Site site;
    private final PlanLoop plan;
    private final JoinRound join;
    private long noticedAtMs = -1;

    Stall(Site site, PlanLoop plan, JoinRound join) {
        this.site = site;
        this.plan = plan;
        this.join = join;
    }

    void noticed(long pausedMs) {
        if (pausedMs <= site.settings.failureBudgetMs() || site.view == null) {
            site.log(Effect.Level.INFO, "this process did not run for " + pausedMs + " ms");
            return;
        }
        String why = "this process did not run for " + pausedMs + " ms; the others may have gone on without it";
        site.log(Effect.Level.WARNING, why);
        // A majority may have formed without this node since: its old claim to quorum must not win over that one's CIB.
        site.wasQuorate = false;
        plan.halt();
        join.suspend();
        site.enter(ControllerState.S_PENDING, why);
        noticedAtMs = site.nowMs;
    }

    /** A newer view is there. Returns whether it ends a stall. */
    boolean viewCame() {
        boolean over = noticedAtMs >= 0;
        noticedAtMs = -1;
        return over;
    }

    /** Where no newer view has come, nobody had noticed the pause; the view starts over. */
    void tick() {
        if (noticedAtMs < 0) {
            return;
        }
        long untilMs = noticedAtMs + 2 * site.settings.failureBudgetMs();
        if (site.nowMs < untilMs) {
            site.wakeBy(untilMs);
            return;
        }
        noticedAtMs = -1;
        join.restart("no newer view has followed the pause");
    }
}
