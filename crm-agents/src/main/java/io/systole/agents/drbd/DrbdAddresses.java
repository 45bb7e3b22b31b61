package io.systole.agents.drbd;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the hosts of a resource reach each other. */
final class DrbdAddresses {
    private DrbdAddresses() {}

    /** The hosts that a resource's configuration names, in its order. */
    static Set<String> hosts(DrbdConf.Section resource) {
        Set<String> hosts = new LinkedHashSet<>();
        resource.sections("on").forEach(on -> hosts.addAll(on.arguments()));
        for (DrbdConf.Statement host : named(resource)) {
            hosts.add(host.arguments().get(0));
        }
        return hosts;
    }

    /** Addresses (without ports) of one host, of all its paths; empty where none is told. */
    static Set<String> of(DrbdConf.Section resource, String host) {
        Set<String> addresses = new LinkedHashSet<>();
        for (DrbdConf.Section on : resource.sections("on")) {
            if (on.arguments().stream().anyMatch(host::equalsIgnoreCase)) {
                on.statement("address").ifPresent(statement -> add(statement.arguments(), addresses));
            }
        }
        for (DrbdConf.Statement statement : named(resource)) {
            List<String> words = statement.arguments();
            int at = words.indexOf("address");
            if (words.get(0).equalsIgnoreCase(host) && at > 0) {
                add(words.subList(at + 1, words.size()), addresses);
            }
        }
        return addresses;
    }

    /**
     * The two ends of the one connection that a resource has before DRBD 9, as drbdsetup(8) names them: {@code
     * ipv4:ADDRESS:PORT}, this host's first; empty where the configuration says it in another way.
     */
    static List<String> ends(DrbdConf.Section resource, String host, String peer) {
        List<String> ends = new ArrayList<>();
        for (String name : List.of(host, peer)) {
            for (DrbdConf.Section on : resource.sections("on")) {
                List<String> words = on.statement("address")
                        .map(DrbdConf.Statement::arguments)
                        .orElse(List.of());
                if (on.arguments().size() == 1 && on.name().equalsIgnoreCase(name) && !words.isEmpty()) {
                    ends.add((words.size() > 1 ? words.get(0) : "ipv4") + ":" + words.get(words.size() - 1));
                }
            }
        }
        return ends.size() == 2 && resource.sections("on").size() == 2 ? ends : List.of();
    }

    /** DRBD 9: {@code connection { host NAME address ADDRESS; path { host … } }}. */
    private static List<DrbdConf.Statement> named(DrbdConf.Section resource) {
        List<DrbdConf.Statement> named = new ArrayList<>();
        for (DrbdConf.Section connection : resource.sections("connection")) {
            List<DrbdConf.Section> places = new ArrayList<>(List.of(connection));
            places.addAll(connection.sections("path"));
            for (DrbdConf.Section place : places) {
                place.statements().stream()
                        .filter(s -> s.name().equals("host") && !s.arguments().isEmpty())
                        .forEach(named::add);
            }
        }
        return named;
    }

    /** {@code [ipv4|ipv6|sdp|ssocks] ADDRESS:PORT}, an IPv6 address in brackets. */
    private static void add(List<String> words, Set<String> addresses) {
        for (String word : words) {
            int colon = word.lastIndexOf(':');
            if (colon > 0) {
                addresses.add(word.substring(0, colon).replaceAll("^\\[|]$", ""));
                return;
            }
        }
    }
}
