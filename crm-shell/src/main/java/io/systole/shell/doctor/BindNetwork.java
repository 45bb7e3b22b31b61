package io.systole.shell.doctor;

import io.systole.core.value.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** {@code bindnetaddr} must be the address of a network that this machine is in. */
final class BindNetwork implements Check {
    private static final String PATH = "totem.interface.bindnetaddr";

    @Override
    public String name() {
        return "bindnetaddr";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        List<CorosyncLines.Line> all = CorosyncLines.of(machine).orElse(List.of());
        List<CorosyncLines.Line> lines =
                all.stream().filter(line -> line.path().equals(PATH)).toList();
        if (lines.isEmpty()) {
            return List.of(Finding.none("no bindnetaddr in " + CorosyncLines.FILE));
        }
        List<Subnet> networks = networks(machine, all);
        if (networks.isEmpty()) {
            return List.of(Finding.none("the networks of this machine are not known"));
        }
        return lines.stream().map(line -> look(line, networks)).toList();
    }

    private static Finding look(CorosyncLines.Line line, List<Subnet> networks) {
        Optional<Integer> number = Subnet.number(line.value());
        if (number.isEmpty()) {
            return line.value().contains(":")
                    ? Finding.none(line.text() + " is IPv6, which is not looked at")
                    : Finding.wrong(
                            line.place(),
                            "\"" + line.value() + "\" is no IPv4 address: four numbers from 0 to 255 are expected",
                            "bindnetaddr: " + networks.get(0).network());
        }
        for (Subnet network : networks) {
            if (network.contains(number.get())) {
                return Finding.ok(line.place(), line.text() + " is the network of " + network);
            }
        }
        List<String> known = networks.stream().map(Subnet::network).distinct().toList();
        String near = Nearest.to(line.value(), known).orElse(known.get(0));
        return Finding.wrong(
                line.place(),
                line.text() + ": this machine is in no such network; it has "
                        + String.join(
                                ", ", networks.stream().map(Subnet::toString).toList()),
                "bindnetaddr: " + near);
    }

    /** Where the machine's own cannot be asked, those that its configuration speaks of, taken for 24 bits. */
    private static List<Subnet> networks(Machine machine, List<CorosyncLines.Line> all) {
        if (!machine.networks().isEmpty() || machine.live()) {
            return machine.networks();
        }
        List<Subnet> found = new ArrayList<>();
        for (CorosyncLines.Line line : all) {
            if (line.path().matches("nodelist\\.node\\.ring[0-9]_addr")) {
                Subnet.number(line.value()).ifPresent(n -> found.add(new Subnet("the nodelist", n, 24)));
            }
        }
        machine.drbd().resources().stream()
                .flatMap(resource -> resource.sections("on").stream())
                .filter(host -> host.arguments().contains(machine.nodeName()))
                .flatMap(host -> host.statement("address").stream())
                .map(statement -> DrbdOption.value(statement).replaceFirst(":[0-9]+$", ""))
                .forEach(text -> Subnet.number(text).ifPresent(n -> found.add(new Subnet("DRBD's link", n, 24))));
        return found;
    }
}
