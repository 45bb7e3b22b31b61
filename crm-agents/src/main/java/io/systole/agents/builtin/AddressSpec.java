package io.systole.agents.builtin;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/**
 * The address that is to be served, as the parameters give it.
 *
 * @param prefix bits of the network part; -1 where the route shall tell
 * @param nic null where the route shall tell
 * @param label the part behind the colon; empty for none
 */
record AddressSpec(InetAddress ip, int prefix, String nic, String label) {
    static AddressSpec of(Act act) throws ActEnd {
        InetAddress ip = address("ip", act.required("ip"));
        if (act.flag("unique_clone_address", false)) {
            ip = plus(ip, act.meta("clone"));
        }
        String nic = act.text("nic");
        String label = act.text("iflabel");
        int colon = nic.indexOf(':');
        if (colon >= 0) {
            label = nic.substring(colon + 1);
            nic = nic.substring(0, colon);
        }
        String mask = act.text("cidr_netmask", act.text("netmask"));
        return new AddressSpec(ip, mask.isEmpty() ? -1 : prefix(mask, ip), nic.isEmpty() ? null : nic, label);
    }

    boolean v6() {
        return ip.getAddress().length == 16;
    }

    String text() {
        return ip.getHostAddress();
    }

    /** No name may be looked up here: a resolver that does not answer would stop a failover. */
    static InetAddress address(String parameter, String text) throws ActEnd {
        boolean v4 = text.matches("(0|[1-9][0-9]{0,2})(\\.(0|[1-9][0-9]{0,2})){3}");
        if (v4 || text.matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            try {
                return InetAddress.getByName(text);
            } catch (UnknownHostException e) {
                throw notAnAddress(parameter, text);
            }
        }
        throw notAnAddress(parameter, text);
    }

    private static ActEnd notAnAddress(String parameter, String text) {
        return ActEnd.misconfigured(
                "the parameter " + parameter + " must be an IPv4 or IPv6 address, not \"" + text + "\"");
    }

    /** The address of a clone's instance: the first instance has the address itself, the next the one behind it. */
    private static InetAddress plus(InetAddress ip, String instance) throws ActEnd {
        try {
            byte[] bytes = ip.getAddress();
            int last = (bytes[bytes.length - 1] & 255) + (instance.isEmpty() ? 0 : Integer.parseInt(instance));
            if (last > 255) {
                throw ActEnd.misconfigured(
                        "there is no address left for instance " + instance + " behind " + ip.getHostAddress());
            }
            bytes[bytes.length - 1] = (byte) last;
            return InetAddress.getByAddress(bytes);
        } catch (NumberFormatException | UnknownHostException e) {
            throw ActEnd.failed("cannot tell the address of instance " + instance);
        }
    }

    /** Bits, or a mask in dotted form as older agents took it. */
    private static int prefix(String text, InetAddress ip) throws ActEnd {
        int bits = ip.getAddress().length * 8;
        Optional<Integer> dotted = bits == 32 && text.indexOf('.') > 0 ? dotted(text) : Optional.empty();
        if (dotted.isPresent()) {
            return dotted.get();
        }
        if (text.matches("[0-9]{1,3}") && Integer.parseInt(text) >= 1 && Integer.parseInt(text) <= bits) {
            return Integer.parseInt(text);
        }
        throw ActEnd.misconfigured(
                "the parameter cidr_netmask must be a number from 1 to " + bits + ", not \"" + text + "\"");
    }

    private static Optional<Integer> dotted(String text) throws ActEnd {
        byte[] bytes = address("cidr_netmask", text).getAddress();
        int mask = 0;
        for (byte b : bytes) {
            mask = mask << 8 | b & 255;
        }
        int ones = Integer.bitCount(mask);
        return ones > 0 && mask == -1 << 32 - ones ? Optional.of(ones) : Optional.empty();
    }

    /** Whether an address belongs to a network. */
    static boolean within(byte[] address, byte[] network, int prefix) {
        if (address.length != network.length || prefix > address.length * 8) {
            return false;
        }
        for (int bit = 0; bit < prefix; bit++) {
            int at = bit / 8;
            int mask = 128 >> bit % 8;
            if ((address[at] & mask) != (network[at] & mask)) {
                return false;
            }
        }
        return true;
    }
}
