package io.systole.core.sim;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibVersion;
import io.systole.core.cib.QuorateVersion;
import io.systole.core.message.Message;
import io.systole.core.transition.GraphAction;
import io.systole.core.transition.TransitionGraph;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Breaks the promises that are to be broken, on the way between parts that keep them. */
final class Saboteur {
    private static final int NOW_AND_THEN = 5;
    private static final long HELD_BACK_MS = 3_000;
    /** More partitions than a simulation has. */
    private static final long FAR_AHEAD = 1_000_000;

    /** What plans are made without. */
    private static final Map<Flaw, Predicate<Element>> UNSEEN = new EnumMap<>(Map.of(
            Flaw.MAINTENANCE_IGNORED, pair("maintenance-mode"),
            Flaw.TARGET_ROLES_IGNORED, pair("target-role"),
            Flaw.STANDBY_IGNORED, pair("standby"),
            Flaw.UNMANAGED_IGNORED, pair("is-managed", "maintenance"),
            Flaw.TICKETS_IGNORED, element -> element.name().equals("rsc_ticket"),
            Flaw.CAPACITY_IGNORED, element -> element.name().equals("utilization"),
            Flaw.BANS_IGNORED,
                    element -> element.name().equals("rsc_location")
                            && element.id().startsWith("cli-ban-")));

    private final Set<Flaw> flaws;
    private TransitionGraph lastPlan;
    private Cib lastPlanned;
    private int steps;
    private int replies;

    Saboteur(Set<Flaw> flaws) {
        this.flaws = flaws;
    }

    boolean breaks(Flaw flaw) {
        return flaws.contains(flaw);
    }

    /** What arrives of a message. */
    List<Message> changed(Machine to, Machine from, Message message) {
        if (breaks(Flaw.TWO_LEADERS) && to != from && message instanceof Message.Hello h) {
            return List.of(new Message.Hello(
                    h.attempt(),
                    h.version(),
                    h.digest(),
                    0,
                    false,
                    h.settled(),
                    h.quorate(),
                    true,
                    h.featureSet(),
                    null,
                    h.promised()));
        }
        if (breaks(Flaw.TWO_LEADERS) && message instanceof Message.CibInstall) {
            return List.of(new Message.Joined(Element.of("lrm"), new TreeMap<>(), ""));
        }
        if (breaks(Flaw.MINORITY_WINS) && to != from && to.view != null && message instanceof Message.Hello h) {
            long term = FAR_AHEAD * to.view.id().sequence();
            return List.of(new Message.Hello(
                    h.attempt(),
                    h.version(),
                    h.digest(),
                    h.ageMs(),
                    h.wasDc(),
                    h.settled(),
                    h.quorate(),
                    h.leaving(),
                    h.featureSet(),
                    new QuorateVersion(term, h.version()),
                    h.promised()));
        }
        if (breaks(Flaw.ATTRIBUTES_FORGOTTEN) && message instanceof Message.Joined joined) {
            return List.of(new Message.Joined(joined.lrm(), new TreeMap<>(), joined.trouble()));
        }
        if (breaks(Flaw.VERSIONS_GO_BACK) && message instanceof Message.CibInstall install) {
            return List.of(aged(install));
        }
        if (breaks(Flaw.STEPS_LOST)
                && (message instanceof Message.Resync
                        || message instanceof Message.Update && ++steps % NOW_AND_THEN == 0)) {
            return List.of();
        }
        boolean twice = breaks(Flaw.ORDERS_DOUBLED) && message instanceof Message.Execute;
        return twice ? List.of(message, message) : List.of(message);
    }

    /** How long an order is kept from a member; another view may have come by then. */
    long heldBackMs(Message message) {
        boolean order = breaks(Flaw.STALE_VIEW_ACCEPTED) && message instanceof Message.Execute;
        return order && ++steps % NOW_AND_THEN == 0 ? HELD_BACK_MS : 0;
    }

    private static Message aged(Message.CibInstall install) {
        CibVersion version = new Cib(install.cib()).version();
        CibVersion before =
                new CibVersion(version.adminEpoch(), Math.max(0, version.epoch() - 1), version.numUpdates());
        return new Message.CibInstall(
                before.in(install.cib()),
                install.sequence(),
                install.recent(),
                install.winner(),
                install.lineage(),
                install.quorate(),
                install.term());
    }

    /** How often a reply reaches the person. */
    int arrivals() {
        boolean now = ++replies % NOW_AND_THEN == 0;
        return now && breaks(Flaw.REPLIES_LOST) ? 0 : now && breaks(Flaw.REPLIES_DOUBLED) ? 2 : 1;
    }

    /** The CIB from which a plan is made in place of this one. */
    Cib changed(Cib cib) {
        return UNSEEN.entrySet().stream()
                .filter(unseen -> breaks(unseen.getKey()))
                .findFirst()
                .map(unseen -> new Cib(without(cib.root(), unseen.getValue())))
                .orElse(cib);
    }

    private static Predicate<Element> pair(String... names) {
        return element -> element.name().equals("nvpair") && List.of(names).contains(element.attribute("name"));
    }

    private static Element without(Element element, Predicate<Element> unseen) {
        return element.withChildren(element.children().stream()
                .filter(unseen.negate())
                .map(child -> without(child, unseen))
                .toList());
    }

    /** The CIB that the plan which is handed over was made from, when one is asked for with this. */
    Cib planned(Cib now) {
        Cib from = breaks(Flaw.OLD_PLAN_CARRIED_OUT) && lastPlanned != null ? lastPlanned : now;
        lastPlanned = now;
        return from;
    }

    /** The plan that is handed over in place of this one. */
    TransitionGraph changed(TransitionGraph made) {
        TransitionGraph told = made;
        if (breaks(Flaw.OLD_PLAN_CARRIED_OUT) && lastPlan != null) {
            told = lastPlan;
        } else if (breaks(Flaw.ORDER_IGNORED)) {
            told = without(made, action -> true);
        } else if (breaks(Flaw.RECOVERED_BEFORE_FENCED)) {
            told = without(made, action -> action.operation().equals("stonith"));
        }
        lastPlan = made;
        return told;
    }

    /** The plan in which nothing waits for these actions. */
    private static TransitionGraph without(TransitionGraph graph, Predicate<GraphAction> unawaited) {
        Set<Integer> ids = new TreeSet<>();
        graph.synapses().stream()
                .filter(s -> unawaited.test(s.action()))
                .forEach(s -> ids.add(s.action().id()));
        List<TransitionGraph.Synapse> all = new ArrayList<>();
        for (TransitionGraph.Synapse synapse : graph.synapses()) {
            List<Integer> inputs =
                    synapse.inputs().stream().filter(id -> !ids.contains(id)).toList();
            all.add(new TransitionGraph.Synapse(synapse.id(), synapse.priority(), synapse.action(), inputs));
        }
        return new TransitionGraph(graph.attributes(), all);
    }
}
