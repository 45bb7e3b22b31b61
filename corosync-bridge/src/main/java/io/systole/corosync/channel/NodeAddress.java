package io.systole.corosync.channel;

import io.systole.core.membership.ClusterView.Member;
import io.systole.core.value.NodeName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.util.ExtendedUUID;

/**
 * Carries a node's identity in its JGroups address, so that a view names its members without asking anybody: the name and
 * id ride along as extra content of the UUID, whose random bits tell two lives of a daemon apart.
 */
final class NodeAddress {
    private static final String NAME = "name";
    private static final String ID = "nodeid";

    private NodeAddress() {}

    static Address create(int nodeId, String name) {
        ExtendedUUID address = ExtendedUUID.randomUUID(name);
        address.put(NAME, name.getBytes(StandardCharsets.UTF_8));
        address.put(ID, ByteBuffer.allocate(Integer.BYTES).putInt(nodeId).array());
        return address;
    }

    /** The member behind an address; empty where the address was not made by {@link #create}. */
    static Optional<Member> member(Address address) {
        if (!(address instanceof ExtendedUUID uuid)) {
            return Optional.empty();
        }
        byte[] name = uuid.get(NAME);
        byte[] id = uuid.get(ID);
        if (name == null || name.length == 0 || id == null || id.length != Integer.BYTES) {
            return Optional.empty();
        }
        return Optional.of(new Member(
                ByteBuffer.wrap(id).getInt(),
                NodeName.of(new String(name, StandardCharsets.UTF_8)),
                uuid.getLeastSignificantBits()));
    }
}
