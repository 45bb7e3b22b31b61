package io.systole.node.boot;

import io.systole.agents.Agents;
import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.wire.RemoteCluster;
import io.systole.core.cib.CibOperation;
import io.systole.core.xml.Element;
import io.systole.corosync.config.ConfException;
import io.systole.corosync.config.ConfReader;
import io.systole.corosync.config.CorosyncConfig;
import io.systole.corosync.config.LocalNode;
import io.systole.node.loop.Daemon;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Runs a daemon of its own, on the loopback and in a directory of its own, from start to end, so that a class-data archive
 * made on exit holds the classes that a node needs. The only agent it runs is one that does nothing.
 */
final class WarmUp {
    private static final String CONFIGURATION = """
            totem {
                version: 2
                cluster_name: warm-up
                crypto_cipher: none
                token: 300
                interface {
                    mcastport: 54059
                }
            }
            nodelist {
                node {
                    name: warm-up
                    nodeid: 1
                    ring0_addr: 127.0.0.1
                }
            }
            """;

    private static final String CIB = """
            <cib validate-with="pacemaker-3.9" have-quorum="1" epoch="1" num_updates="0" admin_epoch="0">
              <configuration>
                <crm_config>
                  <cluster_property_set id="options">
                    <nvpair id="options-fencing" name="fencing-enabled" value="true"/>
                  </cluster_property_set>
                </crm_config>
                <nodes>
                  <node id="1" uname="one"/>
                  <node id="2" uname="two"/>
                </nodes>
                <resources>
                  <primitive id="fencing" class="stonith" type="fence_dummy"/>
                  <group id="group">
                    <primitive id="address" class="ocf" provider="heartbeat" type="IPaddr2">
                      <instance_attributes id="address-attributes">
                        <nvpair id="address-ip" name="ip" value="192.0.2.1"/>
                      </instance_attributes>
                      <operations>
                        <op id="address-monitor" name="monitor" interval="10s" timeout="20s"/>
                      </operations>
                    </primitive>
                    <primitive id="server" class="ocf" provider="pacemaker" type="Dummy"/>
                  </group>
                  <clone id="promotable">
                    <meta_attributes id="promotable-meta">
                      <nvpair id="promotable-meta-promotable" name="promotable" value="true"/>
                      <nvpair id="promotable-meta-notify" name="notify" value="true"/>
                    </meta_attributes>
                    <primitive id="stateful" class="ocf" provider="pacemaker" type="Stateful"/>
                  </clone>
                </resources>
                <constraints>
                  <rsc_location id="where" rsc="group" node="one" score="10"/>
                  <rsc_colocation id="with" rsc="group" with-rsc="promotable" with-rsc-role="Promoted" score="INFINITY"/>
                  <rsc_order id="after" first="promotable" first-action="promote" then="group" then-action="start"/>
                </constraints>
              </configuration>
              <status>
                <node_state id="1" uname="one" crmd="online" in_ccm="true" join="member" expected="member">
                  <lrm id="1">
                    <lrm_resources>
                      <lrm_resource id="server" class="ocf" provider="pacemaker" type="Dummy">
                        <lrm_rsc_op id="server_last_0" operation_key="server_start_0" operation="start" interval="0"
                            call-id="5" rc-code="0" op-status="0" transition-key="5:1:0:6d3e"
                            transition-magic="0:0;5:1:0:6d3e" op-digest="f2317cad3d54cec5d7d7aa7d0bf35cf8"/>
                      </lrm_resource>
                    </lrm_resources>
                  </lrm>
                </node_state>
                <node_state id="2" uname="two" crmd="offline" in_ccm="false" join="down" expected="member"/>
              </status>
            </cib>
            """;

    private WarmUp() {}

    static void run() throws ConfException, IOException {
        Path folder = Files.createTempDirectory("systole-warm-up");
        try {
            Agents.warmUp(Files.createDirectory(folder.resolve("agents")));
            CorosyncConfig config = ConfReader.read("warm-up", CONFIGURATION);
            BootOptions options = BootOptions.parse(new String[] {
                "--state", folder.resolve("cib").toString(),
                "--socket", folder.resolve("socket").toString()
            });
            LocalNode self = new LocalNode(1, "warm-up", "127.0.0.1");
            try (Daemon daemon = Assembly.start(config, self, options)) {
                live(options.socket());
                daemon.requestShutdown();
            }
            simulate(folder.resolve("cib.xml"));
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
    }

    /** A command that is often run in a process of its own, with something to plan. */
    private static void simulate(Path file) throws IOException {
        Files.writeString(file, CIB);
        io.systole.shell.Main.run("crm_simulate", "--xml-file", file.toString(), "--simulate", "--show-scores");
        io.systole.shell.Main.run(
                "crm_simulate",
                "--xml-file",
                file.toString(),
                "--save-graph",
                file.resolveSibling("graph").toString());
    }

    private static void live(Path socket) throws IOException {
        try (RemoteCluster cluster = RemoteCluster.connect(socket)) {
            cluster.awaitIdle(3_000);
            // An agent that nobody has: the scheduler has something to think about, and nothing is run.
            Element nothing =
                    Element.of("primitive", "id", "warm-up", "class", "ocf", "provider", "none", "type", "none");
            cluster.change(
                    List.of(new CibOperation.Create("resources", nothing)),
                    new ClusterApi.ChangeOptions(null, false, "warm-up/root"));
            cluster.awaitIdle(3_000);
            cluster.facts();
        } catch (NotConnectedException e) {
            throw new IOException(e);
        }
    }
}
