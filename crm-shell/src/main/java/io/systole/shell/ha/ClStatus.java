package io.systole.shell.ha;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterFacts;
import io.systole.core.api.ClusterSession;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.Command;
import io.systole.core.api.CommandIo;
import io.systole.core.value.NodeName;
import io.systole.core.view.NodeView;
import io.systole.core.xml.Element;
import io.systole.policy.view.LiveState;
import io.systole.shell.ha.Services.Service;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code cl_status}: the cluster's state in Heartbeat's words and exit codes (cl_status(1)). */
public final class ClStatus implements Command {
    /** The DC's answer that nothing is under way takes a moment, also where that is so; milliseconds. */
    private static final long ANSWER_MS = 500;

    private static final int FAILED = 1;
    private static final int PARAMETER_ERROR = 11;
    private static final int UNKNOWN_ERROR = 13;

    /** Subcommand, options, least number of words. */
    private static final Map<String, Form> FORMS = new LinkedHashMap<>();

    private record Form(String options, int words, String usage) {}

    static {
        FORMS.put("clientstatus", new Form("m", 2, "clientstatus <node-name> <client-id> [<timeout>]"));
        FORMS.put("hblinkstatus", new Form("m", 2, "hblinkstatus <node-name> <link-name>"));
        FORMS.put("hbstatus", new Form("mv", 0, "hbstatus"));
        FORMS.put("listnodes", new Form("mpnv", 0, "listnodes [-p|-n|-v]"));
        FORMS.put("listhblinks", new Form("mv", 1, "listhblinks [-v] <node-name>"));
        FORMS.put("nodestatus", new Form("m", 1, "nodestatus <node-name>"));
        FORMS.put("nodeweight", new Form("m", 1, "nodeweight <node-name>"));
        FORMS.put("nodetype", new Form("m", 1, "nodetype <node-name>"));
        FORMS.put("rscstatus", new Form("m", 0, "rscstatus"));
        FORMS.put("hbparameter", new Form("mp", 0, "hbparameter -p <parameter-name>"));
    }

    @Override
    public String name() {
        return "cl_status";
    }

    @Override
    public int run(List<String> arguments, CommandIo io, ClusterSession session) {
        if (arguments.isEmpty() || List.of("-h", "--help").contains(arguments.get(0))) {
            io.out().println("Usage: cl_status <sub-command> [<options>] [<parameters>]\n\nSub-commands:");
            FORMS.values().forEach(form -> io.out().println("\t" + form.usage()));
            io.out().println("-m, behind the sub-command, prints a sentence");
            return 0;
        }
        Form form = FORMS.get(arguments.get(0));
        if (form == null) {
            io.err().println("cl_status: " + arguments.get(0) + ": invalid sub-command.");
            return PARAMETER_ERROR;
        }
        Set<String> options = new LinkedHashSet<>();
        List<String> words = new ArrayList<>();
        for (String word : arguments.subList(1, arguments.size())) {
            if (word.matches("-[a-z]+")) {
                for (String letter : word.substring(1).split("")) {
                    if (!form.options().contains(letter)) {
                        io.err().println("cl_status: -" + letter + ": not an option; expected " + form.usage());
                        return PARAMETER_ERROR;
                    }
                    options.add(letter);
                }
            } else {
                words.add(word);
            }
        }
        if (words.size() < form.words()) {
            io.err().println("Not enough parameters. Expected: " + form.usage());
            return PARAMETER_ERROR;
        }
        try {
            return new Answer(io, session.cluster(), options).of(arguments.get(0), words);
        } catch (NotConnectedException e) {
            if (arguments.get(0).equals("hbstatus")) {
                io.out().println("Heartbeat is stopped on this machine.");
            } else {
                io.err().println("ERROR: Cannot signon with heartbeat");
                io.err().println("ERROR: REASON: " + e.getMessage());
            }
            return FAILED;
        }
    }

    /** One question to a cluster that runs. */
    private static final class Answer {
        private final CommandIo io;
        private final ClusterApi cluster;
        private final Set<String> options;
        private final ClusterFacts facts;
        private final List<NodeView> nodes;
        private final Map<String, String> pingHosts;

        Answer(CommandIo io, ClusterApi cluster, Set<String> options) {
            this.io = io;
            this.cluster = cluster;
            this.options = options;
            this.facts = cluster.facts();
            this.nodes = LiveState.of(cluster.cib(), System.currentTimeMillis())
                    .view()
                    .nodes();
            this.pingHosts = pingHosts(cluster.cib().section("resources"));
        }

        int of(String question, List<String> words) {
            return switch (question) {
                case "hbstatus" -> hbStatus();
                case "listnodes" -> listNodes(options.contains("v"));
                case "nodestatus" -> nodeStatus(words.get(0));
                case "nodeweight" -> nodeWeight(words.get(0));
                case "nodetype" -> nodeType(words.get(0));
                case "listhblinks" -> listLinks(words.get(0), options.contains("v"));
                case "hblinkstatus" -> linkStatus(words.get(0), words.get(1));
                case "clientstatus" -> clientStatus(words.get(0), words.get(1));
                case "rscstatus" -> resourceStatus();
                default -> parameter(words);
            };
        }

        private int say(String plain, String sentence, int code) {
            io.out().println(options.contains("m") ? sentence : plain);
            return code;
        }

        private int noNode() {
            io.err().println("Error. May be due to incorrect node name");
            return PARAMETER_ERROR;
        }

        private NodeView node(String name) {
            return nodes.stream()
                    .filter(n -> n.name().equalsIgnoreCase(name))
                    .findFirst()
                    .orElse(null);
        }

        /** {@code active}, {@code up} before it has joined, {@code dead}; {@code ping} for a host that answers. */
        private String status(String name) {
            NodeView node = node(name);
            if (node != null) {
                boolean present = facts.view().member(NodeName.of(node.name())).isPresent();
                return present ? node.online() && !node.pending() ? "active" : "up" : "dead";
            }
            return pingHosts.containsKey(name) ? reached(pingHosts.get(name)) ? "ping" : "dead" : null;
        }

        /** Whether this node reaches any of the hosts that count for an attribute. */
        private boolean reached(String attribute) {
            NodeView self = node(facts.local().toString());
            String value = self == null ? null : self.attributes().get(attribute);
            return value != null && value.matches("[1-9][0-9]*");
        }

        /** Hosts of ping resources, with the attribute that counts them. */
        private static Map<String, String> pingHosts(Element element) {
            Map<String, String> hosts = new LinkedHashMap<>();
            for (Element child : element.children()) {
                if (child.name().equals("primitive")
                        && child.attribute("type", "").matches("pingd?")) {
                    String attribute = "pingd";
                    String list = "";
                    for (Element set : child.children("instance_attributes")) {
                        for (Element pair : set.children("nvpair")) {
                            attribute = "name".equals(pair.attribute("name")) ? pair.attribute("value") : attribute;
                            list = "host_list".equals(pair.attribute("name")) ? pair.attribute("value") : list;
                        }
                    }
                    for (String host : list.strip().split("\\s+")) {
                        hosts.put(host, attribute);
                    }
                } else {
                    hosts.putAll(pingHosts(child));
                }
            }
            hosts.remove("");
            return hosts;
        }

        private int hbStatus() {
            if (!options.contains("v")) {
                io.out().println("Heartbeat is running on this machine.");
                return 0;
            }
            io.out().println("version:\t" + facts.version());
            io.out().println("managed by:\tpacemaker\t(systole)");
            return listNodes(true);
        }

        private int listNodes(boolean verbose) {
            boolean one = options.contains("n") != options.contains("p");
            if (options.contains("m")) {
                io.out().println("The nodes are as follow:");
            }
            List<String> names = new ArrayList<>();
            if (!one || options.contains("n")) {
                nodes.forEach(node -> names.add(node.name()));
            }
            if (!one || options.contains("p")) {
                names.addAll(pingHosts.keySet());
            }
            for (String name : names) {
                if (verbose) {
                    String type = node(name) == null ? "ping" : "normal";
                    io.out().println("\n" + name + "\t" + status(name) + "\t(nodetype: " + type + ")");
                    listLinks(name, true);
                } else {
                    io.out().println(name);
                }
            }
            return 0;
        }

        private int nodeStatus(String name) {
            String status = status(name);
            return status == null
                    ? noNode()
                    : say(status, "The cluster node " + name + " is " + status, status.equals("dead") ? FAILED : 0);
        }

        private int nodeWeight(String name) {
            NodeView node = node(name);
            if (node == null) {
                return noNode();
            }
            int votes = facts.quorum().votes().getOrDefault(NodeName.of(node.name()), 0);
            return say(String.valueOf(votes), "The weight of the cluster node " + name + " is " + votes, 0);
        }

        private int nodeType(String name) {
            String type = node(name) != null ? "normal" : pingHosts.containsKey(name) ? "ping" : null;
            return type == null ? noNode() : say(type, "The node " + name + "'s type: " + type, 0);
        }

        /** The device that the cluster's own address is on; a host that is pinged is its own link, as it was. */
        private String link(String name) {
            if (node(name) == null) {
                return name;
            }
            for (String line : facts.membership()) {
                String[] parts = line.strip().split("\\s*=\\s*", 2);
                if (parts[0].equals("addr") && parts.length == 2) {
                    return device(parts[1]);
                }
            }
            return "link0";
        }

        private static String device(String address) {
            try {
                NetworkInterface device = NetworkInterface.getByInetAddress(InetAddress.getByName(address));
                return device == null ? address : device.getName();
            } catch (UnknownHostException | SocketException e) {
                return address;
            }
        }

        private int listLinks(String name, boolean verbose) {
            String status = status(name);
            if (status == null) {
                io.err().println("ERROR: Cannot start heartbeat link interface walk.");
                io.err().println("ERROR: REASON: " + name + " is no node of this cluster");
                return UNKNOWN_ERROR;
            }
            if (options.contains("m")) {
                io.out().println("\tthis node has the following heartbeat links:");
            }
            io.out().println("\t" + link(name) + (verbose ? "\t" + up(status) : ""));
            return 0;
        }

        private static String up(String status) {
            return status.equals("dead") ? "dead" : "up";
        }

        private int linkStatus(String name, String link) {
            String status = status(name);
            if (status == null || !link.equals(link(name))) {
                io.err().println("ERROR: Cannot get heartbeat link status");
                io.err()
                        .println("ERROR: REASON: "
                                + (status == null
                                        ? name + " is no node of this cluster"
                                        : name + " has the link " + link(name) + ", not " + link));
                return UNKNOWN_ERROR;
            }
            String state = up(status);
            return say(
                    state,
                    "The node " + name + "'s heartbeat link " + link + " is " + state,
                    state.equals("up") ? 0 : FAILED);
        }

        /** What used to be programs of their own runs inside the daemon, or as a resource. */
        private int clientStatus(String name, String client) {
            NodeView node = node(name);
            if (node == null) {
                io.err().println("ERROR: Cannot get heartbeat client " + client + "'s status");
                io.err().println("ERROR: REASON: " + name + " is no node of this cluster");
                return UNKNOWN_ERROR;
            }
            boolean inside = List.of("cib", "crmd", "attrd", "lrmd", "stonithd", "stonith-ng", "ccm", "pengine")
                    .contains(client);
            boolean pings = List.of("ipfail", "pingd", "ping").contains(client) && !pingHosts.isEmpty();
            boolean runs = node.running().stream().anyMatch(id -> id.equals(client));
            boolean online = status(name).equals("active") && (inside || pings || runs);
            io.out().println(online ? "online" : "offline");
            return online ? 0 : FAILED;
        }

        private int resourceStatus() {
            String local = facts.local().toString();
            List<Service> services = Services.of(cluster.cib());
            List<Service> here = services.stream().filter(s -> s.on(local)).toList();
            boolean own = here.stream().anyMatch(s -> s.localTo(local));
            boolean others = here.stream().anyMatch(s -> !s.localTo(local));
            String status;
            if (!cluster.awaitIdle(ANSWER_MS)) {
                status = "transition";
            } else if (here.isEmpty()) {
                status = "none";
            } else if (here.size() == services.size() || own && others) {
                status = "all";
            } else {
                status = own ? "local" : "foreign";
            }
            return say(status, "This node is holding " + status + " resources.", 0);
        }

        private int parameter(List<String> words) {
            if (!options.contains("p") || words.isEmpty()) {
                io.err().println("ERROR: parameter name required");
                return PARAMETER_ERROR;
            }
            String name = words.get(0);
            String token = facts.cmap().get("totem.token");
            String value = switch (name) {
                case "deadtime" -> token == null ? null : token + "ms";
                case "keepalive" -> token == null ? null : Long.parseLong(token) / 10 + "ms";
                case "initdead" -> property("dc-deadtime");
                case "udpport" -> facts.cmap().get("totem.interface.0.mcastport");
                case "cluster" -> facts.cmap().get("totem.cluster_name");
                case "logfile" -> facts.cmap().get("logging.logfile");
                default -> null;
            };
            if (value == null) {
                io.err().println("ERROR: Cannot get parameter " + name + "'s value");
                io.err().println("ERROR: REASON: it is not set");
                return FAILED;
            }
            return say(value, "Heartbeat parameter " + name + "'s value: " + value, 0);
        }

        private String property(String name) {
            for (Element set : cluster.cib().section("crm_config").children()) {
                for (Element pair : set.children("nvpair")) {
                    if (name.equals(pair.attribute("name"))) {
                        return pair.attribute("value");
                    }
                }
            }
            return null;
        }
    }
}
