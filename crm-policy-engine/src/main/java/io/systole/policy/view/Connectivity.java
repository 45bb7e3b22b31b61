package io.systole.policy.view;

import io.systole.policy.action.Parameters;
import io.systole.policy.model.Names;
import io.systole.policy.model.Node;
import io.systole.policy.model.Resource;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What ping resources set their attribute to when all of their hosts answer. */
final class Connectivity {
    private Connectivity() {}

    static SortedMap<String, Integer> of(Node node, Parameters parameters) {
        SortedMap<String, Integer> expected = new TreeMap<>();
        for (Resource resource : node.running) {
            String type = resource.xml.attribute("type", "");
            if (type.equalsIgnoreCase("ping") || type.equalsIgnoreCase("pingd")) {
                Map<String, String> given = parameters.of(resource, node);
                String hosts = given.get("host_list");
                int count = hosts == null ? 0 : hosts.split(" ", -1).length;
                int multiplier = (int) Names.number(given.get("multiplier"), 1);
                expected.putIfAbsent(given.getOrDefault("name", "pingd"), count * multiplier);
            }
        }
        return expected;
    }
}
