package io.systole.core.controller;

import io.systole.core.message.Message;
import io.systole.core.value.NodeName;
import java.util.Set;
import java.util.SortedMap;
import java.util.function.Consumer;

/** What this node does when a partition has agreed on its DC and its CIB. */
final class Partition implements JoinListener {
    private final Site site;
    private final NodeAttributes attributes;
    private final Requests requests;
    private final MemberDesk member;
    private final DcDesk desk;
    private final PlanLoop plan;
    private final Departure departure;
    private final Consumer<Set<NodeName>> voters;

    /** @param voters told who counts for quorum */
    Partition(
            Site site,
            NodeAttributes attributes,
            Requests requests,
            MemberDesk member,
            DcDesk desk,
            PlanLoop plan,
            Departure departure,
            Consumer<Set<NodeName>> voters) {
        this.site = site;
        this.attributes = attributes;
        this.requests = requests;
        this.member = member;
        this.desk = desk;
        this.plan = plan;
        this.departure = departure;
        this.voters = voters;
    }

    @Override
    public void heard(Set<NodeName> speakers) {
        voters.accept(speakers);
    }

    @Override
    public void lead(SortedMap<NodeName, Message.Joined> members) {
        desk.begin(members);
        speakAsMember();
    }

    @Override
    public void follow() {
        plan.halt();
        speakAsMember();
    }

    private void speakAsMember() {
        member.report();
        attributes.privateOf(site.self()).forEach(site::broadcast);
        requests.joined();
    }

    @Override
    public void refused(String why) {
        departure.refused(why);
    }

    @Override
    public void confirmed() {
        member.historyTold();
    }

    @Override
    public void lateMember(NodeName late, Message.Joined joined) {
        desk.lateMember(late, joined);
    }
}
