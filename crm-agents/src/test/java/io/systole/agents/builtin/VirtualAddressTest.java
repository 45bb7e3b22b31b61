package io.systole.agents.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import io.systole.core.operation.OcfExit;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Serves real addresses on a pair of interfaces in a network namespace of its own; a neighbour listens at the other end. */
class VirtualAddressTest {
    private static final String AGENT = "ocf:heartbeat:IPaddr2";

    @TempDir
    static Path folder;

    private static Sandbox sandbox;
    private static Process neighbour;

    @BeforeAll
    static void network() throws Exception {
        sandbox = new Sandbox(folder);
        Files.createDirectories(folder.resolve("bin"));
        Process gcc = new ProcessBuilder("gcc", "-O2", "-o", folder + "/bin/announce", "src/main/native/announce.c")
                .inheritIO()
                .start();
        assertThat(gcc.waitFor()).as("the C compiler on announce.c").isZero();
        neighbour = new ProcessBuilder("unshare", "--net", "sleep", "300").start();
        for (int i = 0; i < 100 && !Files.exists(Path.of("/proc/" + neighbour.pid() + "/ns/net")); i++) {
            Thread.sleep(20);
        }
        Thread.sleep(200);
        sandbox.sh("ip link set lo up && ip link add eth1 type veth peer name far && ip link set far netns "
                + neighbour.pid() + " && ip addr add 192.168.56.10/24 brd + dev eth1 && ip link set eth1 up"
                + " && ip -6 addr add 2001:db8::10/64 dev eth1 nodad");
        far("ip addr add 192.168.56.99/24 dev far && ip link set far up");
    }

    private static String far(String commandLine) throws Exception {
        Process process = new ProcessBuilder(
                        "nsenter", "-t", String.valueOf(neighbour.pid()), "-n", "sh", "-c", commandLine)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(commandLine + ": " + output).isZero();
        return output;
    }

    @AfterAll
    static void end() {
        sandbox.close();
        neighbour.destroyForcibly();
    }

    @BeforeEach
    void clean() throws Exception {
        sandbox.sh("ip addr del 192.168.56.20/24 dev eth1 2>/dev/null; ip -6 addr del 2001:db8::20/64 dev eth1"
                + " 2>/dev/null; true");
    }

    @Test
    void theTalksAddressIsServedUnderItsLabelAndGivenBack() throws Exception {
        String[] talk = {"ip=192.168.56.20", "nic=eth1", "iflabel=pgvip", "arp_count=1"};
        assertThat(sandbox.run(AGENT, "monitor", talk).exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
        assertThat(sandbox.run(AGENT, "start", talk)).isEqualTo(new Sandbox.Outcome(0, "DONE", ""));
        assertThat(sandbox.sh("ip -o addr show dev eth1"))
                .contains("inet 192.168.56.20/24 brd 192.168.56.255 scope global secondary eth1:pgvip");
        assertThat(sandbox.run(AGENT, "start", talk).exitCode()).isZero();
        assertThat(sandbox.run(AGENT, "monitor", talk).exitCode()).isZero();
        assertThat(sandbox.run(AGENT, "stop", talk).exitCode()).isZero();
        assertThat(sandbox.run(AGENT, "stop", talk).exitCode()).isZero();
        assertThat(sandbox.sh("ip -o addr show dev eth1")).doesNotContain("192.168.56.20");
        Sandbox.Outcome gone = sandbox.run(AGENT, "monitor", "ip=192.168.56.20", "intervalMs=10000");
        assertThat(gone)
                .isEqualTo(new Sandbox.Outcome(OcfExit.NOT_RUNNING, "DONE", "the address 192.168.56.20 is gone"));
    }

    @Test
    void interfaceAndNetmaskComeFromTheNetworkThatTheAddressBelongsTo() throws Exception {
        assertThat(sandbox.run(AGENT, "start", "ip=192.168.56.20", "arp_count=1")
                        .exitCode())
                .isZero();
        assertThat(sandbox.sh("ip -o -4 addr show dev eth1")).contains("192.168.56.20/24 brd 192.168.56.255");
        assertThat(sandbox.run(AGENT, "stop", "ip=192.168.56.20").exitCode()).isZero();
        Sandbox.Outcome nowhere = sandbox.run(AGENT, "start", "ip=172.16.1.1");
        assertThat(nowhere.exitCode()).isEqualTo(OcfExit.UNKNOWN_ERROR);
        assertThat(nowhere.reason()).startsWith("no interface is in the network of 172.16.1.1");
        assertThat(sandbox.run(AGENT, "start", "ip=172.16.1.1", "nic=eth1", "cidr_netmask=255.255.255.0", "arp_count=1")
                        .exitCode())
                .isZero();
        assertThat(sandbox.sh("ip -o -4 addr show dev eth1")).contains("172.16.1.1/24");
        assertThat(sandbox.run(AGENT, "stop", "ip=172.16.1.1", "nic=eth1").exitCode())
                .isZero();
    }

    @Test
    void neighboursLearnAtOnceWhoServesTheAddressNow() throws Exception {
        String mac = sandbox.sh("cat /sys/class/net/eth1/address 2>/dev/null || true")
                .strip();
        if (mac.isEmpty()) {
            mac = sandbox.sh("ip -o link show eth1").replaceFirst("(?s).*link/ether (\\S+).*", "$1");
        }
        far("sysctl -qw net.ipv4.neigh.far.locktime=0; ip neigh replace 192.168.56.20 lladdr 02:00:00:00:00:77 dev far"
                + " nud stale");
        assertThat(sandbox.run(AGENT, "start", "ip=192.168.56.20", "nic=eth1").exitCode())
                .isZero();
        for (int i = 0; i < 50 && far("ip neigh show 192.168.56.20").contains("02:00:00:00:00:77"); i++) {
            Thread.sleep(20);
        }
        assertThat(far("ip neigh show 192.168.56.20")).contains(mac);
    }

    @Test
    void anIpv6AddressIsServedToo() throws Exception {
        String[] six = {"ip=2001:db8::20", "nic=eth1", "nodad=true", "arp_count=1"};
        assertThat(sandbox.run(AGENT, "start", six)).isEqualTo(new Sandbox.Outcome(0, "DONE", ""));
        assertThat(sandbox.sh("ip -o -6 addr show dev eth1")).contains("2001:db8::20/64");
        assertThat(sandbox.run(AGENT, "monitor", six).exitCode()).isZero();
        assertThat(sandbox.run(AGENT, "stop", six).exitCode()).isZero();
        assertThat(sandbox.run(AGENT, "monitor", six).exitCode()).isEqualTo(OcfExit.NOT_RUNNING);
    }

    @Test
    void anInterfaceThatIsDownIsBroughtUp() throws Exception {
        sandbox.sh("ip link add eth2 type veth peer name eth3");
        String[] down = {"ip=10.9.9.9", "nic=eth2", "cidr_netmask=24", "arp_count=1"};
        assertThat(sandbox.run(AGENT, "start", down)).isEqualTo(new Sandbox.Outcome(0, "DONE", ""));
        assertThat(sandbox.sh("ip -o link show eth2")).contains("UP");
        sandbox.sh("ip link set eth2 down");
        assertThat(sandbox.run(AGENT, "stop", down).exitCode()).isZero();
        assertThat(sandbox.sh("ip -o addr show dev eth2")).doesNotContain("10.9.9.9");
    }

    @Test
    void badInputIsNamed() throws Exception {
        assertThat(sandbox.run(AGENT, "start", "ip=pg.example.com").reason())
                .isEqualTo("the parameter ip must be an IPv4 or IPv6 address, not \"pg.example.com\"");
        assertThat(sandbox.run(AGENT, "start", "ip=192.168.56.20", "nic=eth7"))
                .isEqualTo(new Sandbox.Outcome(OcfExit.NOT_INSTALLED, "DONE", "there is no network interface eth7"));
        assertThat(sandbox.run(AGENT, "start", "ip=192.168.56.20", "cidr_netmask=33")
                        .exitCode())
                .isEqualTo(OcfExit.NOT_CONFIGURED);
        assertThat(sandbox.run(AGENT, "start", "ip=192.168.56.20", "nic=eth1", "iflabel=muchtoolonglabel")
                        .reason())
                .isEqualTo("the interface label eth1:muchtoolonglabel is longer than 15 characters");
        assertThat(sandbox.run(AGENT, "start", "ip=192.168.56.20", "lvs_support=true")
                        .reason())
                .startsWith("the built-in IPaddr2 has no lvs_support; install the package resource-agents");
    }

    @Test
    void anInstanceOfACloneServesTheAddressPlusItsNumber() throws Exception {
        assertThat(sandbox.run(
                                AGENT,
                                "start",
                                "ip=192.168.56.200",
                                "unique_clone_address=true",
                                "CRM_meta_clone=3",
                                "CRM_meta_clone_max=4",
                                "arp_count=1")
                        .exitCode())
                .isZero();
        assertThat(sandbox.sh("ip -o -4 addr show dev eth1")).contains("192.168.56.203/24");
        sandbox.sh("ip addr del 192.168.56.203/24 dev eth1");
    }
}
