package io.systole.shell.configure;

import io.systole.core.cib.Aliases;
import io.systole.core.cib.ClusterOption;
import io.systole.core.cib.ClusterProperties;
import io.systole.core.cib.rule.CibFinding;
import io.systole.core.value.CrmBoolean;
import io.systole.core.value.Nearest;
import io.systole.core.xml.Element;
import io.systole.shell.edit.Draft;
import io.systole.shell.grammar.Definition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is allowed and hardly ever meant: told when the object is defined, never refused. */
final class Advice {
    private final Draft draft;
    private final List<CibFinding> findings = new ArrayList<>();

    private Advice(Draft draft) {
        this.draft = draft;
    }

    /** What there is to tell about the objects that were changed. */
    static List<CibFinding> about(List<String> ids, Draft draft) {
        Advice advice = new Advice(draft);
        List<Definition> objects = draft.objects();
        Set<String> promotable = promotable(objects);
        for (String id : ids) {
            draft.find(id).ifPresent(object -> advice.order(object, promotable));
            draft.find(id).ifPresent(advice::unwatched);
            draft.find(id).ifPresent(advice::unknownProperties);
            draft.find(id).ifPresent(object -> advice.unknownNode(object, objects));
        }
        return advice.findings;
    }

    /** The ids of promotable clones and of what is in them. */
    private static Set<String> promotable(List<Definition> objects) {
        Set<String> ids = new LinkedHashSet<>();
        for (Definition object : objects) {
            if (isPromotable(object)) {
                ids.add(object.id());
                ids.addAll(object.children());
            } else if (object.element().name().equals("bundle")) {
                ids.add(object.id());
            }
        }
        return ids;
    }

    private static boolean isPromotable(Definition object) {
        return object.element().name().equals("master")
                || object.element().name().equals("clone")
                        && object.element().children("meta_attributes").stream()
                                .flatMap(set -> set.children("nvpair").stream())
                                .anyMatch(pair -> "promotable".equals(pair.attribute("name"))
                                        && CrmBoolean.parse(pair.attribute("value", ""))
                                                .orElse(false));
    }

    /** The second action of an order is the first one's unless it is given: promoting what cannot be promoted never ends. */
    private void order(Definition object, Set<String> promotable) {
        Element order = object.element();
        String first = order.attribute("first-action", "start");
        boolean inherited = order.name().equals("rsc_order") && order.has("then") && !order.has("then-action");
        if (inherited
                && (first.equals("promote") || first.equals("demote"))
                && !promotable.contains(order.attribute("then"))) {
            tell(
                    object.id(),
                    "order " + object.id() + ": the action of " + order.attribute("then") + " is not given and so is "
                            + first + ", like that of " + order.attribute("first") + "; " + order.attribute("then")
                            + " cannot be promoted, so write " + order.attribute("then") + ":start");
        }
    }

    /** A monitor without a role does not watch the promoted instance. */
    private void unwatched(Definition object) {
        if (!isPromotable(object)) {
            return;
        }
        for (String child : object.children()) {
            Element operations = draft.find(child)
                    .map(found -> found.element().child("operations"))
                    .orElse(null);
            List<Element> monitors = operations == null
                    ? List.of()
                    : operations.children("op").stream()
                            .filter(op -> "monitor".equals(op.attribute("name")))
                            .toList();
            boolean watched = monitors.stream()
                    .anyMatch(op -> List.of("Promoted", "Master").contains(op.attribute("role", "")));
            if (!monitors.isEmpty() && !watched) {
                tell(
                        object.id(),
                        object.id() + ": no monitor of " + child
                                + " has role=Promoted, so it is not watched where it is"
                                + " promoted; add one with another interval: monitor " + child + ":Promoted 14s");
            }
        }
    }

    /** What the cluster does not read is kept; who mistyped a name would wait for its effect. */
    private void unknownProperties(Definition object) {
        Element set = object.element();
        if (!set.name().equals("cluster_property_set") || !ClusterProperties.BOOTSTRAP_SET.equals(set.id())) {
            return;
        }
        for (Element pair : set.children("nvpair")) {
            String name = Aliases.property(pair.attribute("name", ""));
            if (ClusterOption.named(name) == null) {
                tell(
                        object.id(),
                        "property " + name + " is none that the cluster reads, so it has no effect"
                                + Nearest.to(name, ClusterOption.names())
                                        .map(near -> "; did you mean \"" + near + "\"?")
                                        .orElse(""));
            }
        }
    }

    private void unknownNode(Definition object, List<Definition> objects) {
        String node = object.element().attribute("node");
        if (!object.element().name().equals("rsc_location") || node == null) {
            return;
        }
        List<String> names = objects.stream()
                .map(Definition::element)
                .filter(element -> element.name().equals("node"))
                .map(element -> element.attribute("uname", element.id()))
                .toList();
        if (names.stream().noneMatch(node::equalsIgnoreCase)) {
            tell(
                    object.id(),
                    "location " + object.id() + " names the node " + node + ", which the cluster does not know"
                            + Nearest.to(node, names)
                                    .map(near -> "; did you mean \"" + near + "\"?")
                                    .orElse(""));
        }
    }

    private void tell(String id, String sentence) {
        findings.add(new CibFinding(false, id, sentence));
    }
}
