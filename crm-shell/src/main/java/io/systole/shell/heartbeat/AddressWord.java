package io.systole.shell.heartbeat;

import java.util.Optional;

/**
 * A virtual address as haresources has it: {@code ADDRESS[/MASK][/DEVICE[:LABEL]][/BROADCAST]}, what follows the address in
 * any order.
 *
 * @param address IPv4, or IPv6 for IPv6addr
 * @param mask bits, or the empty string
 * @param label what stands behind the device's colon, or the empty string
 */
record AddressWord(String address, String mask, String device, String label, String broadcast) {
    private static final int BITS = 32;

    static boolean isAddress(String text) {
        String[] parts = text.split("\\.", -1);
        for (String part : parts) {
            if (!part.matches("[0-9]{1,3}") || Integer.parseInt(part) > 255) {
                return false;
            }
        }
        return parts.length == 4;
    }

    /** Whether a word without {@code ::} is meant as an address, be it right or wrong. */
    static boolean looksLike(String word) {
        return word.matches("[0-9]+(\\.[0-9]+){3}(/.*)?");
    }

    /**
     * @param machine looks up a host's name in place of the address
     * @return empty where it is none; a part that cannot be understood makes it so too
     */
    static Optional<AddressWord> parse(String word, Machine machine) {
        String[] parts = word.split("/", -1);
        Optional<String> address = isAddress(parts[0]) ? Optional.of(parts[0]) : machine.lookUp(parts[0]);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        String mask = "";
        String device = "";
        String broadcast = "";
        for (int i = 1; i < parts.length; i++) {
            String part = parts[i];
            if (part.matches("[0-9]{1,2}") && Integer.parseInt(part) <= BITS && mask.isEmpty()) {
                mask = part;
            } else if (isAddress(part) && mask.isEmpty() && bits(part) > 0) {
                mask = String.valueOf(bits(part));
            } else if (isAddress(part) && broadcast.isEmpty()) {
                broadcast = part;
            } else if (part.matches("[A-Za-z][A-Za-z0-9_.@-]*(:[A-Za-z0-9_.-]+)?") && device.isEmpty()) {
                device = part;
            } else if (!part.isEmpty()) {
                return Optional.empty();
            }
        }
        int colon = device.indexOf(':');
        return Optional.of(new AddressWord(
                address.get(),
                mask,
                colon < 0 ? device : device.substring(0, colon),
                colon < 0 ? "" : device.substring(colon + 1),
                broadcast));
    }

    /** The bits of a network mask such as 255.255.255.0; 0 where it is no mask, which a broadcast address never is. */
    private static int bits(String text) {
        long value = 0;
        for (String part : text.split("\\.")) {
            value = value << 8 | Integer.parseInt(part);
        }
        int ones = Long.numberOfLeadingZeros(~(value << BITS));
        return value == (0xffffffffL << BITS - ones & 0xffffffffL) && ones < BITS ? ones : 0;
    }

    /** Parameters of ocf:heartbeat:IPaddr2. */
    String parameters() {
        return ClusterPlan.pair("ip", address)
                + ClusterPlan.pair("cidr_netmask", mask)
                + ClusterPlan.pair("nic", device)
                + ClusterPlan.pair("iflabel", label)
                + ClusterPlan.pair("broadcast", broadcast);
    }
}
