package io.systole.corosync.channel;

import io.systole.core.value.NodeName;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jgroups.Address;
import org.jgroups.util.ExtendedUUID;

/**
 * Carries a node's identity in its JGroups address, so that a view names its members without asking anybody: the name, id,
 * protocol and bound address ride along as extra content of the UUID, whose random bits tell two lives of a daemon apart.
 */
final class NodeAddress {
    private static final String NAME = "name";
    private static final String ID = "nodeid";
    private static final String PROTOCOL = "protocol";
    private static final String BOUND = "bound";

    private NodeAddress() {}

    static Address create(int nodeId, String name, int protocol, String bound) {
        ExtendedUUID address = ExtendedUUID.randomUUID(name);
        address.put(NAME, name.getBytes(StandardCharsets.UTF_8));
        address.put(ID, bytes(nodeId));
        address.put(PROTOCOL, bytes(protocol));
        address.put(BOUND, bound.getBytes(StandardCharsets.UTF_8));
        return address;
    }

    private static byte[] bytes(int number) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(number).array();
    }

    /** The identity behind an address; empty where the address was not made by {@link #create}. */
    static Optional<Identity> identity(Address address) {
        if (!(address instanceof ExtendedUUID uuid)) {
            return Optional.empty();
        }
        byte[] name = uuid.get(NAME);
        byte[] id = uuid.get(ID);
        byte[] protocol = uuid.get(PROTOCOL);
        byte[] bound = uuid.get(BOUND);
        if (name == null || name.length == 0 || !isInt(id) || !isInt(protocol) || bound == null) {
            return Optional.empty();
        }
        return Optional.of(new Identity(
                ByteBuffer.wrap(id).getInt(),
                NodeName.of(new String(name, StandardCharsets.UTF_8)),
                uuid.getLeastSignificantBits(),
                ByteBuffer.wrap(protocol).getInt(),
                new String(bound, StandardCharsets.UTF_8)));
    }

    private static boolean isInt(byte[] bytes) {
        return bytes != null && bytes.length == Integer.BYTES;
    }
}
