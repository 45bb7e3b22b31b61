package io.systole.corosync.config;

import io.systole.core.conf.ConfFinding;
import io.systole.core.value.Nearest;
import java.util.List;
import java.util.Optional;

/**
 * Which node of the configuration this machine is, and the address it binds to.
 *
 * @param nodeId from the nodelist, or derived from the address as corosync does without one
 * @param name shown as given in the configuration
 * @param address numeric IPv4 address to bind to
 */
public record LocalNode(int nodeId, String name, String address) {

    /**
     * An address of this machine.
     *
     * @param device for example {@code eth1}
     */
    public record LocalAddress(String device, String address, int prefixLength) {
        private int bits() {
            return Ipv4.bits(Ipv4.parse(address).orElseThrow());
        }

        private int networkBits() {
            return Ipv4.network(bits(), prefixLength);
        }

        private String network() {
            return Ipv4.text(networkBits());
        }
    }

    /**
     * Finds this machine in the configuration: by an address of its own in the nodelist, else by its host name, ignoring
     * case; without a nodelist by {@code bindnetaddr}.
     *
     * @param hostName {@code uname -n}
     * @param addresses this machine's IPv4 addresses
     * @throws ConfException where this machine is not in the configuration, with the nearest right value
     */
    public static LocalNode find(CorosyncConfig config, String hostName, List<LocalAddress> addresses)
            throws ConfException {
        if (config.nodes().isEmpty()) {
            LocalAddress bound = bind(config, addresses);
            return new LocalNode(bound.bits() & Integer.MAX_VALUE, hostName, bound.address());
        }
        for (CorosyncConfig.Node node : config.nodes()) {
            for (LocalAddress local : addresses) {
                if (local.address().equals(node.address())) {
                    return new LocalNode(node.nodeId(), node.name(), local.address());
                }
            }
        }
        for (CorosyncConfig.Node node : config.nodes()) {
            if (node.name().equalsIgnoreCase(hostName) || node.address().equalsIgnoreCase(hostName)) {
                return new LocalNode(
                        node.nodeId(),
                        node.name(),
                        byHostName(config, node, addresses).address());
            }
        }
        throw refused(
                config,
                "this machine (" + hostName + ", " + describe(addresses) + ") is not in the nodelist; nodes are "
                        + String.join(
                                ", ",
                                config.nodes().stream()
                                        .map(n -> n.name() + " (" + n.address() + ")")
                                        .toList()));
    }

    private static LocalAddress byHostName(
            CorosyncConfig config, CorosyncConfig.Node node, List<LocalAddress> addresses) throws ConfException {
        if (Ipv4.parse(node.address()).isPresent()) {
            throw refused(
                    config,
                    "node " + node.name() + " has ring0_addr " + node.address()
                            + ", which is no address of this machine (" + describe(addresses) + ")");
        }
        if (addresses.isEmpty()) {
            throw refused(config, "this machine has no IPv4 address but the loopback's");
        }
        return config.bindNetworks().isEmpty() ? addresses.get(0) : bind(config, addresses);
    }

    private static LocalAddress bind(CorosyncConfig config, List<LocalAddress> addresses) throws ConfException {
        if (addresses.isEmpty()) {
            throw refused(config, "this machine has no IPv4 address but the loopback's");
        }
        if (config.bindNetworks().isEmpty()) {
            throw refused(
                    config,
                    "there is no bindnetaddr; add \"bindnetaddr: "
                            + addresses.get(0).network() + "\" to the interface section");
        }
        String wanted = config.bindNetworks().get(0);
        Optional<int[]> octets = Ipv4.parse(wanted);
        if (octets.isEmpty()) {
            throw refused(
                    config,
                    "bindnetaddr \"" + wanted + "\" is not an IPv4 address such as "
                            + addresses.get(0).network());
        }
        int bits = Ipv4.bits(octets.get());
        for (LocalAddress local : addresses) {
            if (local.bits() == bits || local.networkBits() == Ipv4.network(bits, local.prefixLength())) {
                return local;
            }
        }
        LocalAddress nearest = addresses.get(0);
        for (LocalAddress local : addresses) {
            if (Nearest.distance(local.network(), wanted) < Nearest.distance(nearest.network(), wanted)) {
                nearest = local;
            }
        }
        throw refused(
                config,
                "bindnetaddr " + wanted + " is no network of this machine; it takes the network's address (not the"
                        + " broadcast address) or this machine's own. Did you mean " + nearest.network()
                        + " (" + nearest.device() + " has " + nearest.address() + "/" + nearest.prefixLength() + ")?");
    }

    private static String describe(List<LocalAddress> addresses) {
        return String.join(
                ", ",
                addresses.stream().map(a -> a.address() + " on " + a.device()).toList());
    }

    private static ConfException refused(CorosyncConfig config, String sentence) {
        return new ConfException(List.of(new ConfFinding(true, config.file(), 0, sentence)));
    }
}
