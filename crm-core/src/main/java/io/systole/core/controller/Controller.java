package io.systole.core.controller;

import io.systole.core.membership.ClusterView;
import io.systole.core.membership.Votequorum;
import io.systole.core.message.Message;
import io.systole.core.message.Request;
import io.systole.core.message.RequestId;
import io.systole.core.run.LocalResources;
import io.systole.core.value.NodeName;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One node's controller: takes what happens, gives what is to be done. It owns no thread, clock, file or chance; the same
 * inputs give the same effects. Every input is accepted in every state; one that has no meaning there is logged and passed
 * over.
 *
 * <p>This class only hands inputs to those who know what they mean: {@link JoinRound} and {@link Election} agree on DC and
 * CIB, {@link Replica} keeps the CIB, {@link Requests} speaks for this node's clients, {@link MemberDesk} does what
 * the DC says with {@link LocalResources}; on the DC {@link DcDesk} answers, {@link WriteQueue} orders changes and {@link
 * PlanLoop} acts; {@link Stall} and {@link Departure} say when this node must not act, or not any more.
 */
public final class Controller {
    private final Site site;
    private final Votequorum quorum;
    private final Replica replica;
    private final LocalResources local;
    private final JoinRound join;
    private final Requests requests;
    private final Looks looks;
    private final WriteQueue writes;
    private final MovePins pins;
    private final LostNodes lost;
    private final SilentMembers silent;
    private final Bereaved bereaved;
    private final PlanLoop plan;
    private final DcDesk desk;
    private final MemberDesk member;
    private final Departure departure;
    private final Stall stall;
    private final EarlyMail mail;
    private final NodeAttributes attributes = new NodeAttributes();
    private final Notices notices = new Notices();

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
        this.silent = new SilentMembers(site, replica, writes);
        this.plan = new PlanLoop(site, replica, writes, pins, lost, silent, forgetting);
        this.desk = new DcDesk(site, replica, attributes, writes, plan, forgetting, pins);
        this.departure = new Departure(site, replica, local, requests);
        this.member = new MemberDesk(site, replica, local, departure);
        Partition partition = new Partition(site, attributes, requests, member, desk, plan, departure, this::heard);
        this.join = new JoinRound(site, replica, local, attributes, partition);
        this.stall = new Stall(site, plan, join);
        this.mail = new EarlyMail(site);
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
        if (departure.gone()) {
            return List.of();
        }
        take(input);
        talkToSelf();
        if (!departure.gone()) {
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
            departure.refused(refused.why());
        } else if (input instanceof Input.Received received) {
            received(received);
        } else if (input instanceof Input.CibSaved saved) {
            member.saved(saved.token(), null, saved.trouble());
        } else if (input instanceof Input.CibSaveFailed failed) {
            site.log(Effect.Level.ERROR, "the configuration could not be written to the disk: " + failed.why());
            member.saved(failed.token(), failed.why(), failed.why());
        } else if (input instanceof Input.PlanReady ready) {
            plan.planReady(ready);
        } else if (input instanceof Input.PlanFailed failed) {
            plan.planFailed(failed.planId(), failed.why());
        } else if (input instanceof Input.AgentDone done) {
            member.does(local.done(done.callId(), done.outcome(), site.nowMs));
        } else if (input instanceof Input.Fenced fenced) {
            plan.fenced(fenced);
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
            Element machine = looked.machine().with("state", site.state.name());
            site.send(looked.asker(), new Message.Seen(looked.id(), machine));
        } else if (input instanceof Input.NoLongerAsked dropped) {
            requests.dropped(dropped.token());
            looks.dropped(dropped.token());
        } else if (input instanceof Input.ShutdownRequested) {
            departure.requested();
        } else if (input instanceof Input.Stalled stalled) {
            stall.noticed(stalled.pausedMs());
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
        if (site.joined && site.quorateByDc) {
            site.quorateVersion = site.quorateNow(replica.cib().version());
        }
        if (quorum.wakeAtMs() >= 0) {
            site.wakeBy(quorum.wakeAtMs());
        }
        bereaved.tick();
        stall.tick();
        join.tick();
        join.saved();
        replica.tick();
        requests.tick();
        member.does(local.tick(site.nowMs));
        if (local.nextAtMs() != Long.MAX_VALUE) {
            site.wakeBy(local.nextAtMs());
        }
        talkToSelf();
        if (site.leads()) {
            desk.tick();
        }
        advance();
        if (departure.gone()) {
            return;
        }
        if (site.leads()) {
            writes.flush();
            writes.written(site.self(), replica.stored());
        }
        departure.tick();
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
        } while (told && !departure.gone());
    }

    private void viewChanged(ClusterView view) {
        boolean newer = stall.viewCame();
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
        mail.handOut().forEach(this::received);
    }

    private void heard(Set<NodeName> speakers) {
        List<ClusterView.Member> voters = site.view.members().stream()
                .filter(member -> speakers.contains(member.name()))
                .toList();
        votes(quorum.membersAre(voters, site.nowMs));
    }

    private void votes(Votequorum.Verdict verdict) {
        boolean turned = verdict.quorate() != site.verdict.quorate();
        site.verdict = verdict;
        if (turned) {
            site.log(Effect.Level.NOTICE, "quorum is " + (verdict.quorate() ? "there: " : "lost: ") + verdict.reason());
            site.wasQuorate = site.joined ? verdict.quorate() : site.wasQuorate;
            if (site.leads()) {
                writes.commit(List.of(), List.of(), site.header(), null);
                plan.touch("quorum has changed");
            }
        }
    }

    private void received(Input.Received received) {
        if (!received.from().equals(site.self()) && mail.isOfNow(received)) {
            message(received.from(), received.message());
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
        } else if (message instanceof Message.JoinDone done) {
            join.done(from, done);
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
            member.told(message);
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

    /** What others may see now. Cheap: parts that did not change are shared. */
    public Published published() {
        List<String> sentences = new ArrayList<>(Warnings.of(replica.cib()));
        sentences.addAll(lost.warnings());
        if (site.leads()) {
            sentences.addAll(silent.warnings());
        }
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
}
