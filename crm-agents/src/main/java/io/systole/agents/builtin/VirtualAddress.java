package io.systole.agents.builtin;

import io.systole.agents.process.AgentProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Serves an address ({@code IPaddr2}): adds it to an interface and tells the network that it has moved. */
final class VirtualAddress implements BuiltinAgent {
    /** Limit of the kernel for an interface's name, label included. */
    private static final int LABEL_MAX = 15;

    /** Parameters whose work takes the distribution's agent. */
    private static final List<String> NOT_HERE =
            List.of("mac", "lvs_support", "lvs_ipv6_addrlabel", "network_namespace", "send_arp_opts", "arp_sender");

    private final Announcements announcements = new Announcements();

    @Override
    public String provider() {
        return "heartbeat";
    }

    @Override
    public String type() {
        return "IPaddr2";
    }

    @Override
    public Answer run(Act act) throws ActEnd, IOException {
        AddressSpec spec = AddressSpec.of(act);
        return switch (act.action()) {
            case "start" -> {
                validate(act);
                yield start(act, spec);
            }
            case "stop" -> stop(act, spec);
            case "monitor", "status" -> monitor(act, spec);
            case "validate-all" -> {
                validate(act);
                yield Answer.OK;
            }
            default -> Answer.UNKNOWN_ACTION;
        };
    }

    private static void validate(Act act) throws ActEnd {
        for (String name : NOT_HERE) {
            String value = act.text(name);
            if (!value.isEmpty() && !value.equals("false")) {
                throw ActEnd.misconfigured("the built-in IPaddr2 has no " + name
                        + "; install the package resource-agents, whose agent is then used");
            }
        }
        if (act.cloned() && !act.flag("unique_clone_address", false)) {
            throw ActEnd.misconfigured("a cloned address needs unique_clone_address=true and the meta-attribute"
                    + " globally-unique=true; sharing one address between nodes is no longer supported by Linux");
        }
    }

    private Answer start(Act act, AddressSpec spec) throws ActEnd, IOException {
        Place place = place(act, spec);
        List<Network.Served> serving = Network.serving(spec.ip());
        if (serving.stream().noneMatch(served -> served.nic().equals(place.nic()))) {
            collisionCheck(act, spec, place);
            AgentProcess.Result added = act.run(addCommand(act, spec, place));
            if (added.exitCode() != 0) {
                return Answer.failed("cannot add " + spec.text() + " to " + place.nic() + ": " + Act.said(added));
            }
        }
        if (!Network.up(place.nic())) {
            act.must("ip", "link", "set", "dev", place.nic(), "up");
        }
        if (!place.nic().equals("lo")) {
            announcements.send(act, spec, place.nic(), act.number("arp_count", 5, 0));
        }
        return Answer.OK;
    }

    /** Where the address goes. */
    private record Place(String nic, int prefix, String broadcast) {}

    private static Place place(Act act, AddressSpec spec) throws ActEnd, IOException {
        if (spec.nic() != null && !Network.exists(spec.nic())) {
            throw ActEnd.notInstalled("there is no network interface " + spec.nic());
        }
        Network.Link link = Network.linkFor(spec.ip(), spec.nic()).orElse(null);
        if (link == null && (spec.nic() == null || spec.prefix() < 0)) {
            throw ActEnd.failed("no interface is in the network of " + spec.text()
                    + "; give the parameters nic and cidr_netmask, or bring the interface up first");
        }
        String nic = spec.nic() != null ? spec.nic() : link.nic();
        int prefix = spec.prefix() >= 0 ? spec.prefix() : link.prefix();
        String label = spec.label().isEmpty() ? "" : nic + ":" + spec.label();
        if (label.length() > LABEL_MAX) {
            throw ActEnd.misconfigured("the interface label " + label + " is longer than " + LABEL_MAX + " characters");
        }
        return new Place(nic, prefix, spec.v6() ? "" : broadcast(act, spec, nic));
    }

    private static String broadcast(Act act, AddressSpec spec, String nic) throws ActEnd, IOException {
        String given = act.text("broadcast");
        if (given.equals("+") || given.equals("-")) {
            return given;
        }
        return given.isEmpty()
                ? Network.broadcast(nic, spec.ip()).map(b -> b.getHostAddress()).orElse("")
                : AddressSpec.address("broadcast", given).getHostAddress();
    }

    private static List<String> addCommand(Act act, AddressSpec spec, Place place) {
        List<String> words = new ArrayList<>(
                List.of("ip", "-f", spec.v6() ? "inet6" : "inet", "addr", "add", spec.text() + "/" + place.prefix()));
        if (!place.broadcast().isEmpty()) {
            words.addAll(List.of("brd", place.broadcast()));
        }
        words.addAll(List.of("dev", place.nic()));
        if (!spec.label().isEmpty()) {
            words.addAll(List.of("label", place.nic() + ":" + spec.label()));
        }
        if (act.flag("noprefixroute", false)) {
            words.add("noprefixroute");
        }
        if (spec.v6()) {
            if (act.flag("nodad", false)) {
                words.add("nodad");
            }
            words.addAll(List.of("preferred_lft", act.text("preferred_lft", "forever")));
        }
        return words;
    }

    private static void collisionCheck(Act act, AddressSpec spec, Place place) throws ActEnd {
        if (!spec.v6()
                && act.flag("run_arping", false)
                && act.run("arping", "-q", "-c", "2", "-w", "3", "-D", "-I", place.nic(), spec.text())
                                .exitCode()
                        == 1) {
            throw ActEnd.failed("another machine answers for " + spec.text() + " on " + place.nic());
        }
    }

    private Answer stop(Act act, AddressSpec spec) throws ActEnd, IOException {
        announcements.stop(spec);
        for (Network.Served served : here(spec)) {
            AgentProcess.Result result = act.run(
                    "ip",
                    "-f",
                    spec.v6() ? "inet6" : "inet",
                    "addr",
                    "del",
                    spec.text() + "/" + served.prefix(),
                    "dev",
                    served.nic());
            boolean still = Network.serving(spec.ip()).contains(served);
            if (still) {
                return Answer.failed(
                        "cannot remove " + spec.text() + " from " + served.nic() + ": " + Act.said(result));
            }
            if (act.flag("flush_routes", false)) {
                act.run("ip", "route", "flush", "cache");
            }
        }
        return Answer.OK;
    }

    /** Where the address is served by this resource: on its interface, or anywhere but the loopback if it names none. */
    private static List<Network.Served> here(AddressSpec spec) throws IOException {
        List<Network.Served> all = Network.serving(spec.ip());
        return all.stream()
                .distinct()
                .filter(served -> spec.nic() == null
                        ? !served.nic().equals("lo") || spec.ip().isLoopbackAddress()
                        : served.nic().equals(spec.nic()))
                .toList();
    }

    private Answer monitor(Act act, AddressSpec spec) throws ActEnd, IOException {
        List<Network.Served> here = here(spec);
        if (here.isEmpty()) {
            return act.probe()
                    ? Answer.NOT_RUNNING
                    : new Answer(Answer.NOT_RUNNING.exitCode(), "the address " + spec.text() + " is gone");
        }
        int refresh = act.number("arp_count_refresh", 0, 0);
        if (refresh > 0 && !act.probe()) {
            announcements.send(act, spec, here.get(0).nic(), refresh);
        }
        return Answer.OK;
    }
}
