package io.systole.shell.heartbeat;

import io.systole.agents.drbd.DrbdConf;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A machine that is what a test says. */
final class PaperMachine implements Machine {
    String name = "drbd1";
    final Map<String, String> networks = new TreeMap<>(Map.of("eth0", "10.0.0.0", "eth1", "192.168.100.0"));
    final Map<String, String> addresses = new TreeMap<>(Map.of("eth0", "10.0.0.11"));
    final Map<String, String> hosts = new TreeMap<>();
    final List<String> programs = new java.util.ArrayList<>();
    String drbdConf;

    @Override
    public String hostName() {
        return name;
    }

    @Override
    public Optional<String> network(String device) {
        return Optional.ofNullable(networks.get(device));
    }

    @Override
    public Optional<String> address(String device) {
        return Optional.ofNullable(addresses.get(device));
    }

    @Override
    public Optional<String> lookUp(String host) {
        return Optional.ofNullable(hosts.get(host));
    }

    @Override
    public boolean program(String path) {
        return programs.contains(path);
    }

    @Override
    public Optional<DrbdConf> drbd() {
        return Optional.ofNullable(drbdConf)
                .map(text -> DrbdConf.read("/etc/drbd.conf", new DrbdConf.Source() {
                    @Override
                    public Optional<String> text(String path, List<String> troubles) {
                        return Optional.of(text);
                    }

                    @Override
                    public List<String> matching(String pattern) {
                        return List.of();
                    }
                }));
    }
}
