package io.systole.core.controller;

import io.systole.core.message.Message;
import io.systole.core.value.NodeName;
import java.util.Set;
import java.util.SortedMap;

/** What comes of a {@link JoinRound}. */
interface JoinListener {
    /** Quorum counts these from now on: who is in the view and says nothing may be in another one by itself. */
    void heard(Set<NodeName> speakers);

    /** This node leads; the members that have confirmed. */
    void lead(SortedMap<NodeName, Message.Joined> members);

    /** Another node leads. */
    void follow();

    /** This node cannot work with the others, and why. */
    void refused(String why);

    /** This node has told the DC its whole history. */
    void confirmed();

    /** A member has confirmed after the round was over, or again. */
    void lateMember(NodeName member, Message.Joined joined);
}
