package io.systole.core.sim;

import io.systole.core.message.Message;
import io.systole.core.transition.TransitionGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** Breaks the promises that are to be broken, on the way between parts that keep them. */
final class Saboteur {
    private final Set<Flaw> flaws;
    private TransitionGraph lastPlan;

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
                    null));
        }
        if (breaks(Flaw.MINORITY_WINS) && message instanceof Message.Hello h) {
            return List.of(new Message.Hello(
                    h.attempt(),
                    h.version(),
                    h.digest(),
                    h.ageMs(),
                    h.wasDc(),
                    h.settled(),
                    false,
                    h.leaving(),
                    h.featureSet(),
                    null));
        }
        if (breaks(Flaw.ATTRIBUTES_FORGOTTEN) && message instanceof Message.Joined joined) {
            return List.of(new Message.Joined(joined.lrm(), new TreeMap<>(), joined.trouble()));
        }
        boolean twice = breaks(Flaw.ORDERS_DOUBLED) && message instanceof Message.Execute;
        return twice ? List.of(message, message) : List.of(message);
    }

    /** The plan that is handed over in place of this one. */
    TransitionGraph changed(TransitionGraph made) {
        TransitionGraph told = made;
        if (breaks(Flaw.OLD_PLAN_CARRIED_OUT) && lastPlan != null) {
            told = lastPlan;
        } else if (breaks(Flaw.ORDER_IGNORED)) {
            told = withoutOrder(made);
        }
        lastPlan = made;
        return told;
    }

    private static TransitionGraph withoutOrder(TransitionGraph graph) {
        List<TransitionGraph.Synapse> all = new ArrayList<>();
        graph.synapses()
                .forEach(s -> all.add(new TransitionGraph.Synapse(s.id(), s.priority(), s.action(), List.of())));
        return new TransitionGraph(graph.attributes(), all);
    }
}
