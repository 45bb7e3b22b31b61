package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Names of nodes must lead to the addresses that the cluster and DRBD use, on every node alike. */
final class HostsFile implements Check {
    private static final String FILE = "/etc/hosts";

    private record Entry(String address, List<String> names, Place place) {}

    @Override
    public String name() {
        return "hosts";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        Optional<TextFile> file = machine.file(FILE);
        if (file.isEmpty()) {
            return List.of(Finding.none("there is no " + FILE));
        }
        List<Entry> entries = entries(file.get());
        TreeMap<String, String> wanted = wanted(machine);
        List<Finding> found = new ArrayList<>();
        for (var node : wanted.entrySet()) {
            look(entries, node.getKey(), node.getValue(), found);
        }
        String self = machine.nodeName();
        if (!wanted.containsKey(self)) {
            own(entries, self, found);
        }
        return found.isEmpty() ? List.of(Finding.ok(FILE, "no node has two addresses")) : found;
    }

    private static List<Entry> entries(TextFile file) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < file.lines().size(); i++) {
            String[] words = file.lines().get(i).replaceFirst("#.*", "").strip().split("\\s+");
            if (words.length > 1) {
                entries.add(new Entry(words[0], List.of(words).subList(1, words.length), file.place(i)));
            }
        }
        return entries;
    }

    /** Nodes and their addresses as corosync.conf has them, else as DRBD has them. */
    private static TreeMap<String, String> wanted(Machine machine) {
        TreeMap<String, String> wanted = new TreeMap<>();
        machine.drbd().resources().stream()
                .flatMap(resource -> resource.sections("on").stream())
                .forEach(host -> host.statement("address").ifPresent(address -> {
                    String text = DrbdOption.value(address).replaceFirst(":[0-9]+$", "");
                    if (Subnet.number(text).isPresent()) {
                        host.arguments().forEach(name -> wanted.putIfAbsent(name, text));
                    }
                }));
        List<CorosyncLines.Line> lines = CorosyncLines.of(machine).orElse(List.of());
        for (CorosyncLines.Line name : lines) {
            if (name.path().equals("nodelist.node.name")) {
                Stream<CorosyncLines.Line> same = lines.stream().filter(line -> line.block() == name.block());
                same.filter(line -> line.path().equals("nodelist.node.ring0_addr"))
                        .filter(line -> Subnet.number(line.value()).isPresent())
                        .forEach(line -> wanted.put(name.value(), line.value()));
            }
        }
        return wanted;
    }

    private static void look(List<Entry> entries, String node, String address, List<Finding> found) {
        List<Entry> named =
                entries.stream().filter(entry -> entry.names().contains(node)).toList();
        if (named.isEmpty()) {
            found.add(Finding.advice(
                    FILE,
                    node + " is not in it: when the name service is away, so are the node's tools",
                    address + " " + node));
            return;
        }
        Entry first = named.get(0);
        if (loopback(first.address())) {
            found.add(Finding.wrong(
                    first.place(),
                    node + " leads to " + first.address()
                            + ", this machine's loopback: what is bound to the name hears no" + " other node",
                    address + " " + node));
            return;
        }
        for (Entry entry : named) {
            if (!entry.address().equals(address)
                    && Subnet.number(entry.address()).isPresent()) {
                found.add(Finding.advice(
                        entry.place(),
                        node + " leads to " + entry.address() + ", but the cluster and DRBD have " + address,
                        address + " " + node));
                return;
            }
        }
        found.add(Finding.ok(first.place(), node + " is " + first.address()));
    }

    private static boolean loopback(String address) {
        return address.startsWith("127.") || address.equals("::1");
    }

    private static void own(List<Entry> entries, String self, List<Finding> found) {
        for (Entry entry : entries) {
            if (!self.isEmpty() && entry.names().contains(self) && loopback(entry.address())) {
                found.add(Finding.advice(
                        entry.place(),
                        self + ", this node's own name, leads to " + entry.address()
                                + ": what is bound to the name hears no other node",
                        "ADDRESS " + self));
                return;
            }
        }
    }
}
