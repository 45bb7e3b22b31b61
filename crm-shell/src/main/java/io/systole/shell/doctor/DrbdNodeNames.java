package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf;
import io.systole.core.value.Nearest;
import java.util.ArrayList;
import java.util.List;

/** DRBD finds its own half of a resource by the name that {@code uname -n} prints, letter by letter. */
final class DrbdNodeNames implements Check {
    @Override
    public String name() {
        return "drbd-names";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        List<DrbdConf.Section> resources = machine.drbd().resources();
        String self = machine.nodeName();
        if (resources.isEmpty() || self.isEmpty()) {
            return List.of(Finding.none(
                    resources.isEmpty() ? "no DRBD resource is configured" : "this node's name is not known"));
        }
        List<Finding> found = new ArrayList<>();
        for (DrbdConf.Section resource : resources) {
            List<DrbdConf.Section> hosts = resource.sections("on");
            List<String> names =
                    hosts.stream().flatMap(host -> host.arguments().stream()).toList();
            if (hosts.isEmpty() || names.contains(self)) {
                found.add(Finding.ok(resource.place(), resource.name() + " has this node, " + self));
                continue;
            }
            String near = Nearest.to(self, names).orElse(names.size() == 1 ? names.get(0) : null);
            DrbdConf.Section host = hosts.stream()
                    .filter(h -> near != null && h.arguments().contains(near))
                    .findFirst()
                    .orElse(hosts.get(0));
            found.add(Finding.wrong(
                    host.place(),
                    resource.name() + " is on " + String.join(" and ", names) + "; \"uname -n\" prints " + self
                            + " here, and DRBD compares letter by letter",
                    "on " + self + " {"));
        }
        return found;
    }
}
