package io.systole.shell.drbd;

import io.systole.core.api.ClusterApi;
import io.systole.core.cib.Cib;
import io.systole.core.xml.Element;
import io.systole.shell.render.DrbdOutline;
import io.systole.shell.render.Outline;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * DRBD's resources of a cluster as its nodes see them. A cluster that drives none is not asked anything.
 *
 * @param names of DRBD's resources, from the parameter {@code drbd_resource}
 * @param machines what each node sees, by its name; nodes that did not answer are not in it
 */
public record DrbdSeen(SortedSet<String> names, SortedMap<String, Element> machines) {
    public static final DrbdSeen NOTHING = new DrbdSeen(new TreeSet<>(), new TreeMap<>());

    /** Asks every node, which takes milliseconds, and a second or two where one does not answer. */
    public static DrbdSeen of(ClusterApi cluster) {
        SortedSet<String> names = names(cluster.cib());
        SortedMap<String, Element> machines = new TreeMap<>();
        if (!names.isEmpty()) {
            cluster.machines().forEach((node, machine) -> machines.put(node.text(), machine));
        }
        return new DrbdSeen(names, machines);
    }

    static SortedSet<String> names(Cib cib) {
        SortedSet<String> names = new TreeSet<>();
        collect(cib.section("resources"), names);
        return names;
    }

    private static void collect(Element in, SortedSet<String> names) {
        for (Element child : in.children()) {
            if (!child.name().equals("primitive") && !child.name().equals("template")) {
                collect(child, names);
                continue;
            }
            boolean drbd = child.attribute("type", "").equals("drbd") || child.attribute("template") != null;
            child.children("instance_attributes").stream()
                    .filter(set -> drbd)
                    .flatMap(set -> set.children("nvpair").stream())
                    .filter(pair -> pair.attribute("name", "").equals("drbd_resource"))
                    .map(pair -> pair.attribute("value", ""))
                    .filter(name -> !name.isEmpty())
                    .forEach(names::add);
        }
    }

    /** For people; null where the cluster drives no DRBD. */
    public Outline outline() {
        return DrbdOutline.of(names, machines);
    }

    /** Whether something is being copied or compared, so that it is worth looking again soon. */
    public boolean moves() {
        return machines.values().stream()
                .flatMap(machine -> machine.children("resource").stream())
                .flatMap(resource -> resource.children("peer").stream())
                .flatMap(peer -> peer.children("volume").stream())
                .anyMatch(volume -> volume.child("sync") != null);
    }
}
