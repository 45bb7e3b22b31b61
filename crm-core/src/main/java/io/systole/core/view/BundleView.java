package io.systole.core.view;

import io.systole.core.value.Role;
import java.util.ArrayList;
import java.util.List;

/**
 * A bundle.
 *
 * @param type the container technology, for example {@code podman}
 * @param unique several replicas may share a node
 */
public record BundleView(
        String id,
        String type,
        String image,
        boolean unique,
        ResourceFlags flags,
        List<ReplicaView> replicas,
        List<String> activeOn,
        boolean active,
        boolean partlyActive)
        implements ResourceView {
    public BundleView {
        replicas = List.copyOf(replicas);
        activeOn = List.copyOf(activeOn);
    }

    /**
     * One replica. All but the container may be null.
     *
     * @param child the instance of the bundled resource
     * @param connection the connection to the node inside
     * @param address the resource of the address
     * @param ip the address itself
     * @param node the node that the container is on, or null
     */
    public record ReplicaView(
            int offset,
            PrimitiveView container,
            PrimitiveView child,
            PrimitiveView connection,
            PrimitiveView address,
            String ip,
            String node) {}

    @Override
    public List<ResourceView> members() {
        List<ResourceView> members = new ArrayList<>();
        for (ReplicaView replica : replicas) {
            for (ResourceView part :
                    new ResourceView[] {replica.address(), replica.child(), replica.container(), replica.connection()
                    }) {
                if (part != null) {
                    members.add(part);
                }
            }
        }
        return members;
    }

    @Override
    public Role role() {
        return Role.STOPPED;
    }
}
