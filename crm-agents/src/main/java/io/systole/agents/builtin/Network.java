package io.systole.agents.builtin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** The machine's addresses and directly connected networks, read without a program. */
final class Network {
    private static final Path DEVICES = Path.of("/proc/net/dev");
    private static final Path ROUTES4 = Path.of("/proc/net/route");
    private static final Path ROUTES6 = Path.of("/proc/net/ipv6_route");
    private static final int ROUTE_GATEWAY = 2;

    private Network() {}

    /**
     * An address that is served.
     *
     * @param nic without the label
     */
    record Served(String nic, int prefix) {}

    /** A network that is reached without a gateway. */
    record Link(String nic, byte[] network, int prefix) {}

    /** Every interface that has the address. */
    static List<Served> serving(InetAddress ip) throws IOException {
        List<Served> found = new ArrayList<>();
        for (NetworkInterface device : interfaces()) {
            for (InterfaceAddress address : device.getInterfaceAddresses()) {
                if (address.getAddress() != null
                        && java.util.Arrays.equals(address.getAddress().getAddress(), ip.getAddress())) {
                    found.add(new Served(nic(device), address.getNetworkPrefixLength()));
                }
            }
        }
        return found;
    }

    /** Labels show as interfaces below the one that they belong to. */
    private static List<NetworkInterface> interfaces() throws IOException {
        List<NetworkInterface> all = new ArrayList<>();
        for (NetworkInterface device : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            all.add(device);
            all.addAll(Collections.list(device.getSubInterfaces()));
        }
        // The addresses of a label are listed with the interface too; either is enough.
        return all;
    }

    private static String nic(NetworkInterface device) {
        int colon = device.getName().indexOf(':');
        return colon < 0 ? device.getName() : device.getName().substring(0, colon);
    }

    /** Whether there is such an interface, up or down. */
    static boolean exists(String nic) throws IOException {
        return Files.readAllLines(DEVICES).stream()
                .anyMatch(line -> line.strip().startsWith(nic + ":"));
    }

    /** An interface that is down and has no address is none for Java. */
    static boolean up(String nic) throws IOException {
        NetworkInterface device = NetworkInterface.getByName(nic);
        return device != null && device.isUp();
    }

    /** The broadcast address that an interface uses on the network that an address belongs to. */
    static Optional<InetAddress> broadcast(String nic, InetAddress ip) throws IOException {
        for (NetworkInterface device : interfaces()) {
            for (InterfaceAddress address : device.getInterfaceAddresses()) {
                if (nic(device).equals(nic)
                        && address.getBroadcast() != null
                        && AddressSpec.within(
                                ip.getAddress(), address.getAddress().getAddress(), address.getNetworkPrefixLength())) {
                    return Optional.of(address.getBroadcast());
                }
            }
        }
        return Optional.empty();
    }

    /** The narrowest directly connected network that an address belongs to, on one interface or (null) on any. */
    static Optional<Link> linkFor(InetAddress ip, String nic) throws IOException {
        Link best = null;
        for (Link link : ip.getAddress().length == 4 ? links4() : links6()) {
            if ((nic == null || nic.equals(link.nic()))
                    && AddressSpec.within(ip.getAddress(), link.network(), link.prefix())
                    && (best == null || link.prefix() > best.prefix())) {
                best = link;
            }
        }
        if (best == null && ip.isLoopbackAddress() && ip.getAddress().length == 4) {
            return Optional.of(new Link("lo", new byte[] {127, 0, 0, 0}, 8));
        }
        return Optional.ofNullable(best);
    }

    /** Columns: Iface Destination Gateway Flags RefCnt Use Metric Mask …; numbers in the machine's byte order. */
    private static List<Link> links4() throws IOException {
        List<Link> links = new ArrayList<>();
        for (String line : Files.readAllLines(ROUTES4)) {
            String[] fields = line.split("\\s+");
            if (fields.length < 8
                    || fields[0].equals("Iface")
                    || (Integer.parseInt(fields[3], 16) & ROUTE_GATEWAY) != 0) {
                continue;
            }
            int prefix = Integer.bitCount((int) Long.parseLong(fields[7], 16));
            if (prefix > 0) {
                links.add(new Link(fields[0], native4(fields[1]), prefix));
            }
        }
        return links;
    }

    private static byte[] native4(String hex) {
        byte[] bytes = HexFormat.of().parseHex(hex);
        boolean little = java.nio.ByteOrder.nativeOrder() == java.nio.ByteOrder.LITTLE_ENDIAN;
        return little ? new byte[] {bytes[3], bytes[2], bytes[1], bytes[0]} : bytes;
    }

    /** Columns: destination, its prefix, source, its prefix, next hop, metric, references, use, flags, interface. */
    private static List<Link> links6() throws IOException {
        List<Link> links = new ArrayList<>();
        if (!Files.exists(ROUTES6)) {
            return links;
        }
        for (String line : Files.readAllLines(ROUTES6)) {
            String[] fields = line.strip().split("\\s+");
            if (fields.length < 10 || fields[9].equals("lo") || (Long.parseLong(fields[8], 16) & ROUTE_GATEWAY) != 0) {
                continue;
            }
            int prefix = Integer.parseInt(fields[1], 16);
            if (prefix > 0) {
                links.add(new Link(fields[9], HexFormat.of().parseHex(fields[0]), prefix));
            }
        }
        return links;
    }
}
