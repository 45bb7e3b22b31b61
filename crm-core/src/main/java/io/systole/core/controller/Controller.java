package io.systole.core.controller;

import io.systole.core.cib.Cib;
import io.systole.core.membership.ClusterView;
import io.systole.core.membership.Votequorum;
import io.systole.core.message.Message;
import io.systole.core.message.Request;
import io.systole.core.message.RequestId;
import io.systole.core.run.LocalResources;
import io.systole.core.value.NodeName;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One node's controller: takes what happens, gives what is to be done. It owns no thread, clock, file or chance; the same
 * inputs give the same effects. Every input is accepted in every state; one that has no meaning there is logged and passed
 * over.
 *
 * <p>This class only hands inputs to those who know what they mean: {@link JoinRound} and {@link Election} agree on DC and
 * CIB, {@link Replica} keeps the CIB, {@link Requests} speaks for this node's clients, {@link LocalResources} runs agents; on
 * the DC {@link DcDesk} answers, {@link WriteQueue} orders changes and {@link PlanLoop} acts.
 */
public final class Controller {
    private static final long ESCALATION_DEFAULT_MS = 1_200_000;
    private static final int EARLY_LIMIT = 10_000;

    private final Site site;
    private final Votequorum quorum;
    private final Replica replica;
    private final LocalResources local;
    private final JoinRound join;
    private final Requests requests;
    private final Looks looks;
    private final WriteQueue writes;
    private final MovePins pins;
    private final Inherited inherited = new Inherited();
    private final LostNodes lost;
    private final Bereaved bereaved;
    private final PlanLoop plan;
    private final DcDesk desk;
    private final List<Input.Received> early = new ArrayList<>();
    private final NodeAttributes attributes = new NodeAttributes();
    private final Notices notices = new Notices();
    private final List<LocalResources.Report> unreported = new ArrayList<>();
    private long leavingSinceMs;
    private long stalledAtMs = -1;
    private boolean gone;

    public Controller(Settings settings, Votequorum quorum) {
        this.site = new Site(settings);
        this.quorum = quorum;
        this.replica = new Replica(site, attributes);
        this.local = new LocalResources(settings.self().text());
        this.requests = new Requests(site);
        this.looks = new Looks(site);
        this.writes = new WriteQueue(site, replica);
        this.pins = new MovePins(site);
        this.lost = new LostNodes(site, replica, local);
        this.bereaved = new Bereaved(site, replica, local);
        Forgetting forgetting = new Forgetting(site, replica, writes);
        this.plan = new PlanLoop(site, replica, writes, pins, inherited, lost, forgetting);
        this.desk = new DcDesk(site, replica, attributes, writes, plan, forgetting, pins);
        this.join = new JoinRound(site, replica, local, attributes, new Joining());
    }

    /**
     * One step.
     *
     * @param nowMs monotonic milliseconds, never less than in the step before
     * @param wallMs milliseconds since the epoch
     * @return what to do, in this order
     */
    public List<Effect> step(long nowMs, long wallMs, Input input) {
        site.begin(nowMs, wallMs);
        if (gone) {
            return List.of();
        }
        take(input);
        talkToSelf();
        if (!gone) {
            settle();
            talkToSelf();
        }
        return site.drain();
    }

    private void take(Input input) {
        if (input instanceof Input.Started started) {
            site.bornMs = site.nowMs;
            replica.loaded(started.cib());
        } else if (input instanceof Input.ViewChanged changed) {
            viewChanged(changed.view());
        } else if (input instanceof Input.Refused refused) {
            refused(refused.why());
        } else if (input instanceof Input.Received received) {
            received(received);
        } else if (input instanceof Input.CibSaved saved) {
            saved(saved.token(), null, saved.trouble());
        } else if (input instanceof Input.CibSaveFailed failed) {
            site.log(Effect.Level.ERROR, "the configuration could not be written to the disk: " + failed.why());
            saved(failed.token(), failed.why(), failed.why());
        } else if (input instanceof Input.PlanReady ready) {
            plan.planReady(ready);
        } else if (input instanceof Input.PlanFailed failed) {
            plan.planFailed(failed.planId(), failed.why());
        } else if (input instanceof Input.AgentDone done) {
            local(local.done(done.callId(), done.outcome(), site.nowMs));
        } else if (input instanceof Input.Fenced fenced) {
            if (site.leads()) {
                plan.fenced(fenced);
            }
        } else if (input instanceof Input.MachineAnswered answered) {
            lost.answered(answered.node(), answered.up());
            bereaved.machineAnswered(answered.node(), answered.up());
        } else if (input instanceof Input.Asked asked) {
            if (asked.request() instanceof Request.Look) {
                looks.ask(asked.token());
            } else {
                requests.ask(asked.token(), asked.request());
            }
        } else if (input instanceof Input.Looked looked) {
            site.send(looked.asker(), new Message.Seen(looked.id(), looked.machine()));
        } else if (input instanceof Input.NoLongerAsked dropped) {
            requests.dropped(dropped.token());
            looks.dropped(dropped.token());
        } else if (input instanceof Input.ShutdownRequested) {
            shutdownRequested();
        } else if (input instanceof Input.Stalled stalled) {
            stalled(stalled.pausedMs());
        }
    }

    private void talkToSelf() {
        while (!site.toSelf.isEmpty()) {
            message(site.self(), site.toSelf.removeFirst());
        }
    }

    /** What time or the input has made due. */
    private void settle() {
        looks.tick();
        if (site.view == null) {
            return;
        }
        votes(quorum.at(site.nowMs));
        if (site.joined && site.verdict.quorate()) {
            site.quorateVersion = site.quorateNow(replica.cib().version());
        }
        if (quorum.wakeAtMs() >= 0) {
            site.wakeBy(quorum.wakeAtMs());
        }
        bereaved.tick();
        stallIsOver();
        join.tick();
        join.saved();
        replica.tick();
        requests.tick();
        local(local.tick(site.nowMs));
        if (local.nextAtMs() != Long.MAX_VALUE) {
            site.wakeBy(local.nextAtMs());
        }
        talkToSelf();
        if (site.leads()) {
            desk.tick();
        }
        advance();
        if (gone) {
            return;
        }
        if (site.leads()) {
            writes.flush();
            writes.written(site.self(), replica.stored());
        }
        leave();
    }

    /** Carries the plan on for as long as what this node does for it at once (it cancels a monitor) lets it go on. */
    private void advance() {
        boolean told;
        do {
            if (site.leads() && plan.advance()) {
                desk.idle();
            }
            told = !site.toSelf.isEmpty();
            talkToSelf();
        } while (told && !gone);
    }

    private void viewChanged(ClusterView view) {
        boolean newer = stalledAtMs >= 0;
        stalledAtMs = -1;
        plan.halt();
        pins.clear();
        ClusterView before = site.view;
        site.view = view;
        site.verdict = quorum.membersAre(view.members(), site.nowMs);
        site.log(
                Effect.Level.NOTICE,
                "the view is "
                        + view.members().stream().map(m -> m.name().text()).toList() + ": " + site.verdict.reason()
                        + (newer ? "; the pause is over" : ""));
        lost.viewChanged();
        looks.viewChanged();
        bereaved.viewChanged(before);
        attributes.membersAre(new TreeSet<>(
                view.members().stream().map(ClusterView.Member::name).toList()));
        join.viewChanged();
        List<Input.Received> waiting = List.copyOf(early);
        early.clear();
        waiting.forEach(this::received);
    }

    private void votes(Votequorum.Verdict verdict) {
        boolean turned = verdict.quorate() != site.verdict.quorate();
        site.verdict = verdict;
        if (turned) {
            site.log(Effect.Level.NOTICE, "quorum is " + (verdict.quorate() ? "there: " : "lost: ") + verdict.reason());
            site.wasQuorate = site.joined ? verdict.quorate() : site.wasQuorate;
            if (site.leads()) {
                writes.commit(List.of(), List.of(), header(), null);
                plan.touch("quorum has changed");
            }
        }
    }

    private SortedMap<String, String> header() {
        SortedMap<String, String> header = new TreeMap<>();
        header.put("have-quorum", site.verdict.quorate() ? "1" : "0");
        header.put("dc-uuid", Integer.toString(site.settings.nodeId()));
        return header;
    }

    private void received(Input.Received received) {
        if (received.from().equals(site.self())) {
            return;
        }
        if (site.view != null && site.view.id().equals(received.sentIn())) {
            message(received.from(), received.message());
        } else if (site.view == null
                || received.sentIn().sequence() > site.view.id().sequence()) {
            if (early.size() < EARLY_LIMIT) {
                early.add(received);
            }
        } else {
            site.ignored(name(received.message()) + " of " + received.from(), "it was said in an older view");
        }
    }

    private static String name(Message message) {
        return message.getClass().getSimpleName();
    }

    private void message(NodeName from, Message message) {
        if (message instanceof Message.Hello hello) {
            join.hello(from, hello);
        } else if (!join.current(from)) {
            site.ignored(name(message) + " of " + from, "it belongs to another attempt to join");
        } else if (message instanceof Message.CibWanted) {
            join.cibWanted(from);
        } else if (message instanceof Message.CibOffer offer) {
            join.cibOffered(from, offer);
        } else if (message instanceof Message.CibInstall install) {
            join.installed(from, install);
        } else if (message instanceof Message.Joined joined) {
            join.joined(from, joined);
        } else if (message instanceof Message.JoinDone) {
            join.done(from);
        } else if (message instanceof Message.AttributeValue value) {
            attributes.take(value);
        } else if (message instanceof Message.Notice notice) {
            notices.add(notice.sentence(), site.nowMs);
        } else if (message instanceof Message.Look look) {
            site.effect(new Effect.LookAround(from, look.id()));
        } else if (message instanceof Message.Seen seen) {
            looks.seen(from, seen);
        } else if (message instanceof Message.Answer answer) {
            requests.answer(answer);
        } else if (site.leads() && toDc(from, message)) {
            return;
        } else if (from.equals(site.dc)) {
            fromDc(message);
        } else {
            site.ignored(name(message) + " of " + from, "neither is the other's DC");
        }
    }

    /** What members say to their DC. Returns whether the message is one of these. */
    private boolean toDc(NodeName from, Message message) {
        if (message instanceof Message.Ask ask) {
            long incarnation =
                    site.view.member(from).map(ClusterView.Member::incarnation).orElse(0L);
            desk.ask(new RequestId(from, incarnation, ask.id()), ask.request());
        } else if (message instanceof Message.Stored stored) {
            writes.stored(from, stored);
        } else if (message instanceof Message.Resync) {
            site.log(Effect.Level.WARNING, from + " has come apart from the CIB and gets the whole again");
            join.resync(from);
        } else if (message instanceof Message.Executed executed) {
            plan.executed(from, executed.report());
        } else {
            return false;
        }
        return true;
    }

    private void fromDc(Message message) {
        if (message instanceof Message.Update update) {
            update(update);
        } else if (!site.joined) {
            site.ignored(name(message), "this node has not joined");
        } else if (message instanceof Message.Execute execute) {
            local(local.execute(execute.action(), execute.key(), site.nowMs));
        } else if (message instanceof Message.ForgetLocal forget) {
            local.forget(forget.resource(), forget.operationKey());
        } else if (message instanceof Message.MayLeave) {
            exit("nothing runs here any more and the DC lets this node go", false);
        }
    }

    private void update(Message.Update update) {
        if (update.sequence() != replica.sequence() + 1) {
            if (update.sequence() > replica.sequence()) {
                site.send(site.dc, new Message.Resync());
            }
            return;
        }
        Cib after = Replica.next(replica.cib(), update.operations(), update.status(), update.header())
                .cib();
        if (after.root().hashCode() != update.digest() || !after.version().equals(update.after())) {
            site.log(Effect.Level.ERROR, "step " + update.sequence() + " led to another CIB here than on the DC");
            site.send(site.dc, new Message.Resync());
            return;
        }
        boolean wasSaving = replica.saving();
        replica.take(update, after);
        if (update.request() != null && !replica.saving() && !wasSaving) {
            site.send(site.dc, new Message.Stored(update.sequence(), null, replica.trouble()));
        }
    }

    private void saved(long token, String failure, String trouble) {
        if (!replica.saveEnded(token, trouble)) {
            site.ignored("save " + token, "another is under way");
        } else if (site.joined) {
            site.send(site.dc, new Message.Stored(replica.stored(), failure, trouble));
        }
    }

    private void local(LocalResources.Doings doings) {
        doings.cancels().forEach(id -> site.effect(new Effect.CancelAgent(id)));
        doings.calls().forEach(call -> site.effect(new Effect.RunAgent(call)));
        unreported.addAll(doings.reports());
        report();
    }

    /** Tells the DC, as soon as there is one, what has happened since this node's history was last sent whole. */
    private void report() {
        if (site.joined) {
            unreported.forEach(report -> site.send(site.dc, new Message.Executed(report)));
            unreported.clear();
        }
    }

    private void shutdownRequested() {
        if (!site.leaving) {
            site.leaving = true;
            leavingSinceMs = site.nowMs;
            site.log(Effect.Level.NOTICE, "this node is to leave; its resources are moved first");
            requests.ask(Requests.NOBODY, new Request.Shutdown(site.self()));
        }
    }

    /** Leaves without a DC's word where there is none and nothing runs, or where it takes too long. */
    private void leave() {
        if (!site.leaving || gone) {
            return;
        }
        long limitMs = Options.durationMs(replica.cib(), "shutdown-escalation", ESCALATION_DEFAULT_MS);
        boolean nothingHere =
                !local.busy() && local.lrm("").child("lrm_resources").childCount() == 0;
        if (site.nowMs - leavingSinceMs >= limitMs) {
            exit("the resources could not be moved away within shutdown-escalation", false);
        } else if (!site.joined && nothingHere) {
            exit("nothing runs here and no DC has to be asked", false);
        } else {
            site.wakeBy(leavingSinceMs + limitMs);
        }
    }

    private void refused(String why) {
        site.log(Effect.Level.ERROR, "this node is not let into the cluster: " + why);
        exit(why, true);
    }

    private void exit(String reason, boolean refused) {
        site.enter(ControllerState.S_STOPPING, reason);
        site.effect(new Effect.Exit(reason, refused));
        gone = true;
    }

    private void stalled(long pausedMs) {
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
        stalledAtMs = site.nowMs;
    }

    /** Where no newer view has come, nobody had noticed the pause; the view starts over. */
    private void stallIsOver() {
        if (stalledAtMs < 0) {
            return;
        }
        long untilMs = stalledAtMs + 2 * site.settings.failureBudgetMs();
        if (site.nowMs < untilMs) {
            site.wakeBy(untilMs);
            return;
        }
        stalledAtMs = -1;
        join.restart("no newer view has followed the pause");
    }

    /** What others may see now. Cheap: parts that did not change are shared. */
    public Published published() {
        List<String> sentences = new ArrayList<>(Warnings.of(replica.cib()));
        sentences.addAll(lost.warnings());
        if (!replica.trouble().isEmpty()) {
            sentences.add("node " + site.self() + " cannot take a change of the configuration: " + replica.trouble());
        }
        sentences.addAll(notices.shown(site.nowMs));
        return new Published(
                replica.cib(),
                Optional.ofNullable(site.joined ? site.dc : null),
                site.state,
                site.view,
                site.verdict,
                attributes.shown(replica.cib()),
                sentences);
    }

    /** What this node does when a partition has agreed. */
    private final class Joining implements JoinRound.Listener {
        @Override
        public void lead(SortedMap<NodeName, Message.Joined> members) {
            writes.begin(members);
            inherited.clear();
            members.forEach(inherited::of);
            desk.begin();
            writes.commit(
                    NodeStates.missingNodes(replica.cib(), site.view, site.settings.configured()),
                    NodeStates.partition(replica.cib(), site.view, members),
                    header(),
                    null);
            plan.halt();
            plan.touch("a partition of " + members.size() + " member(s) has formed");
            report();
            reportOwn();
            requests.joined();
        }

        @Override
        public void follow() {
            plan.halt();
            report();
            reportOwn();
            requests.joined();
        }

        private void reportOwn() {
            attributes.privateOf(site.self()).forEach(site::broadcast);
        }

        @Override
        public void refused(String why) {
            Controller.this.refused(why);
        }

        @Override
        public void confirmed() {
            unreported.clear();
        }

        @Override
        public void lateMember(NodeName member, Message.Joined joined) {
            writes.memberJoined(member, joined);
            inherited.of(member, joined);
            site.view.member(member).ifPresent(m -> writes.status(NodeStates.member(m, joined)));
            plan.touch(member + " has joined");
        }
    }
}
