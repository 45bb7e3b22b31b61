package io.systole.shell.heartbeat;

import io.systole.shell.heartbeat.HaCf.Directive;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The media: {@code mcast}, {@code bcast}, {@code ucast}, {@code serial}, with {@code udpport} and {@code baud}. */
final class Links implements Topic {
    /** Registered for Heartbeat. */
    private static final String PORT = "694";

    private static final List<String> MEDIA = List.of("mcast", "bcast", "ucast");

    @Override
    public List<String> names() {
        return List.of("mcast", "mcast6", "bcast", "ucast", "ucast6", "serial", "baud", "udpport");
    }

    @Override
    public void convert(HaCf file, Machine machine, ClusterPlan plan, Report report) {
        file.all("mcast6", "ucast6")
                .forEach(d -> report.unsupported(
                        d.line(), "nodes talk over IPv4 only", "give the nodes IPv4 addresses on this link"));
        file.all("serial")
                .forEach(d -> report.unsupported(
                        d.line(),
                        "there is no heartbeat over serial lines",
                        "join the two machines by a second network cable and bond the two interfaces (bonding,"
                                + " mode active-backup)"));
        file.all("baud").forEach(d -> report.unsupported(d.line(), "it is for serial lines, of which there are none"));
        List<Directive> media = new ArrayList<>();
        String port = PORT;
        for (Directive directive : file.directives()) {
            if (directive.name().equals("udpport")) {
                port = port(directive, port, report);
            } else if (MEDIA.contains(directive.name()) && right(directive, report)) {
                media.add(directive);
                if (media.size() == 1) {
                    first(directive, port, file, machine, plan, report);
                } else {
                    further(media.get(0), directive, report);
                }
            }
        }
        if (media.isEmpty()) {
            plan.link.put("mcastport", port);
            report.add(
                    "ha.cf",
                    Verdict.CHANGED,
                    "no network is named; the nodes find each other by their names",
                    "see that every node can look up every other's name");
        }
    }

    private static String port(Directive directive, String before, Report report) {
        if (!isPort(directive.argument(0))) {
            report.wrong(directive.line(), "udpport takes a number from 1 to 65535, not \"" + directive.rest(0) + "\"");
            return before;
        }
        report.kept(directive.line(), "mcastport: " + directive.argument(0));
        return directive.argument(0);
    }

    private static boolean isPort(String text) {
        return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65_535;
    }

    private static boolean right(Directive directive, Report report) {
        String usage = switch (directive.name()) {
            case "mcast" -> "mcast DEVICE GROUP [PORT [TTL [LOOP]]], for example mcast eth0 225.0.0.1 694 1 0";
            case "ucast" -> "ucast DEVICE ADDRESS, for example ucast eth0 10.0.0.2";
            default -> "bcast DEVICE..., for example bcast eth0";
        };
        boolean right = switch (directive.name()) {
            case "mcast" ->
                directive.arguments().size() >= 2
                        && isGroup(directive.argument(1))
                        && (directive.argument(2).isEmpty() || isPort(directive.argument(2)))
                        && directive.argument(3).matches("|[0-9]{1,3}")
                        && directive.argument(4).matches("|[01]");
            case "ucast" -> directive.arguments().size() == 2;
            default -> !directive.arguments().isEmpty();
        };
        if (!right) {
            report.wrong(directive.line(), "expected " + usage);
        }
        return right;
    }

    private static boolean isGroup(String text) {
        return AddressWord.isAddress(text)
                && Integer.parseInt(text.substring(0, text.indexOf('.'))) >= 224
                && Integer.parseInt(text.substring(0, text.indexOf('.'))) <= 239;
    }

    private static void first(
            Directive directive, String port, HaCf file, Machine machine, ClusterPlan plan, Report report) {
        String device = directive.argument(0);
        Optional<String> network = machine.network(device);
        network.ifPresent(address -> plan.link.put("bindnetaddr", address));
        String where = network.map(address -> "bindnetaddr: " + address + " (" + device + ")")
                .orElse("there is no " + device
                        + " with an IPv4 address on this machine, so each node takes the address"
                        + " of its first interface");
        String todo = network.isPresent()
                ? ""
                : "add \"bindnetaddr: NETWORK\" to the interface section of corosync.conf if nodes have several interfaces";
        switch (directive.name()) {
            case "mcast" -> {
                plan.totem.put("transport", "udp");
                plan.link.put("mcastaddr", directive.argument(1));
                plan.link.put("mcastport", directive.argument(2).isEmpty() ? port : directive.argument(2));
                plan.link.put("ttl", directive.argument(3).isEmpty() ? "1" : directive.argument(3));
                String said = "the nodes talk over this group, port and TTL; " + where;
                if (network.isPresent()) {
                    report.kept(directive.line(), said);
                } else {
                    report.changed(directive.line(), said, todo);
                }
            }
            case "bcast" -> {
                plan.link.put("mcastport", port);
                report.changed(
                        directive.line(),
                        "the nodes send to each other's addresses, port " + port + ", instead of to all; " + where
                                + (directive.arguments().size() > 1
                                        ? "; the other devices of the line are not used"
                                        : ""),
                        todo);
                file.nodes()
                        .forEach(node ->
                                plan.nodes.replace(node, machine.lookUp(node).orElse(node)));
            }
            default -> {
                plan.link.put("mcastport", port);
                report.kept(directive.line(), "the nodes send to each other's addresses, port " + port + "; " + where);
                addresses(file, device, machine, plan);
            }
        }
    }

    /** The own address is that of the device; of two nodes the other one has the address that the lines name. */
    private static void addresses(HaCf file, String device, Machine machine, ClusterPlan plan) {
        Optional<String> own = machine.address(device);
        List<String> others = file.all("ucast").stream()
                .filter(d -> d.argument(0).equals(device))
                .map(d -> d.argument(1))
                .filter(address -> AddressWord.isAddress(address) && !own.equals(Optional.of(address)))
                .distinct()
                .toList();
        boolean told = file.nodes().size() == 2 && others.size() == 1 && own.isPresent();
        for (String node : file.nodes()) {
            boolean self = node.equalsIgnoreCase(machine.hostName());
            String known = !told ? machine.lookUp(node).orElse(node) : self ? own.get() : others.get(0);
            plan.nodes.replace(node, known);
        }
    }

    private static void further(Directive first, Directive directive, Report report) {
        boolean same = directive.name().equals("ucast")
                && first.name().equals("ucast")
                && directive.argument(0).equals(first.argument(0));
        if (same) {
            report.kept(directive.line(), "the addresses of the nodelist are used, by the nodes' names");
            return;
        }
        report.unsupported(
                directive.line(),
                "the nodes talk over one link only, that of line "
                        + first.line().number(),
                "bond the two interfaces (bonding, mode active-backup) and name the bond's network as bindnetaddr, so that"
                        + " one broken cable does not part the nodes");
    }
}
