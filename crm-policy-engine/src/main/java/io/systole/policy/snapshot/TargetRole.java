package io.systole.policy.snapshot;

import io.systole.core.value.Role;
import io.systole.policy.model.Cluster;
import io.systole.policy.model.Resource;
import java.util.Optional;

/** Meta-attribute target-role, where it asks for less than the resource would have anyway. */
final class TargetRole {
    private TargetRole() {}

    static Optional<Role> of(Cluster cluster, Resource resource) {
        String value = resource.meta.get("target-role");
        if (value == null || value.equalsIgnoreCase("started") || value.equalsIgnoreCase("default")) {
            return Optional.empty();
        }
        Optional<Role> role = Role.parse(value);
        if (role.isEmpty()) {
            cluster.problem("target-role of " + resource.id + " is '" + value + "', which is not a role.");
            return role;
        }
        if (role.get() == Role.STOPPED) {
            return role;
        }
        if (!resource.top().promotable) {
            cluster.problem("target-role of " + resource.id + " is '" + value
                    + "', which makes sense for promotable clones only.");
            return Optional.empty();
        }
        return role.get() == Role.PROMOTED ? Optional.empty() : role;
    }
}
