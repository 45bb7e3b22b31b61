package io.systole.corosync.config;

import io.systole.core.conf.ConfFinding;
import io.systole.core.conf.ConfParser;
import io.systole.core.conf.ConfSection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Understands {@code corosync.conf} (corosync.conf(5), votequorum(5)).
 *
 * <p>An unknown key is a warning with its file and line; a wrong value is an error that names what would be right. All
 * errors are found before the file is refused. A comment behind a value is not corosync's syntax and is taken as part of
 * the value, as corosync does.
 */
public final class ConfReader {
    private static final int PORT_DEFAULT = 5405;
    private static final String KEY_FILE_DEFAULT = "/etc/corosync/authkey";

    /** It becomes an argument and a part of paths in agents and scripts. */
    private static final Pattern NODE_NAME = Pattern.compile("[^-./\\s\\p{Cntrl}][^/\\s\\p{Cntrl}]*");

    private final String file;
    private final List<ConfFinding> findings = new ArrayList<>();
    private final Values values;

    private ConfReader(String file) {
        this.file = file;
        this.values = new Values(file, findings);
    }

    /**
     * @param file the path, for messages
     * @throws ConfException with every finding, where at least one is an error
     */
    public static CorosyncConfig read(String file, String text) throws ConfException {
        return new ConfReader(file).read(text);
    }

    private CorosyncConfig read(String text) throws ConfException {
        ConfSection root = ConfParser.parse(file, text, findings);
        findings.addAll(KnownKeys.check(file, root));
        ConfSection totem = only(root, "totem");
        ConfSection quorum = only(root, "quorum");
        values.number(totem, "version", 2, 2, 2);
        List<CorosyncConfig.Node> nodes = nodes(root);
        List<ConfSection> interfaces = totem.sections("interface");
        Optional<String> multicast = multicast(totem, interfaces, nodes);
        if (nodes.isEmpty() && multicast.isEmpty()) {
            values.error(
                    0,
                    "neither a nodelist nor a mcastaddr says who the nodes are; add a nodelist with one node section"
                            + " per node (name, nodeid, ring0_addr)");
        }
        CorosyncConfig config = new CorosyncConfig(
                file,
                values.text(totem, "cluster_name", "systole"),
                timing(totem, nodes.size()),
                nodes,
                multicast,
                interfaces.stream()
                        .map(i -> i.entry("bindnetaddr"))
                        .filter(java.util.Objects::nonNull)
                        .map(ConfSection.Entry::value)
                        .toList(),
                port(interfaces),
                interfaces.isEmpty() ? 1 : (int) values.number(interfaces.get(0), "ttl", 0, 255, 1),
                crypto(totem),
                values.text(totem, "keyfile", KEY_FILE_DEFAULT),
                quorum(quorum, nodes),
                Values.cmap(root),
                findings.stream().filter(f -> !f.error()).toList());
        if (findings.stream().anyMatch(ConfFinding::error)) {
            throw new ConfException(findings);
        }
        return config;
    }

    /** All sections of this name as one, as corosync merges them. */
    private static ConfSection only(ConfSection root, String name) {
        ConfSection merged = new ConfSection(name, 0, new ArrayList<>(), new ArrayList<>());
        for (ConfSection section : root.sections(name)) {
            merged.entries().addAll(section.entries());
            merged.sections().addAll(section.sections());
        }
        return merged;
    }

    private Timing timing(ConfSection totem, int nodeCount) {
        long token = values.number(totem, "token", Timing.TOKEN_MIN_MS, 3_600_000, Timing.TOKEN_DEFAULT_MS);
        long coefficient = values.number(totem, "token_coefficient", 0, 600_000, Timing.COEFFICIENT_DEFAULT_MS);
        ConfSection.Entry consensus = totem.entry("consensus");
        if (consensus != null && values.number(totem, "consensus", 1, 3_600_000, token) < token) {
            values.error(consensus.line(), "consensus must not be below token (" + token + ")");
        }
        return new Timing(token + coefficient * Math.max(0, nodeCount - 2));
    }

    private List<CorosyncConfig.Node> nodes(ConfSection root) {
        List<CorosyncConfig.Node> nodes = new ArrayList<>();
        Map<Integer, Integer> idLines = new LinkedHashMap<>();
        for (ConfSection node : only(root, "nodelist").sections("node")) {
            String address = values.text(node, "ring0_addr", null);
            if (address == null) {
                values.error(node.line(), "this node has no ring0_addr; add its address or host name");
                continue;
            }
            int id = (int) values.number(node, "nodeid", 1, Integer.MAX_VALUE, nodes.size() + 1);
            Integer taken = idLines.putIfAbsent(id, node.line());
            if (taken != null) {
                values.error(node.line(), "nodeid " + id + " is already that of the node in line " + taken);
            }
            String name = values.text(node, "name", address);
            if (!NODE_NAME.matcher(name).matches()) {
                values.error(
                        node.line(),
                        "\"" + name
                                + "\" cannot be a node's name: it takes no \"/\" and no blanks, and does not begin with"
                                + " \"-\" or \".\"");
            }
            if (nodes.stream().anyMatch(n -> n.name().equalsIgnoreCase(name))) {
                values.error(node.line(), "a node named \"" + name + "\" is already in the nodelist");
            }
            nodes.add(new CorosyncConfig.Node(id, name, address, (int) values.number(node, "quorum_votes", 0, 255, 1)));
        }
        return List.copyOf(nodes);
    }

    private Optional<String> multicast(
            ConfSection totem, List<ConfSection> interfaces, List<CorosyncConfig.Node> nodes) {
        String transport = values.word(totem, "transport", List.of("knet", "udpu", "udp"));
        if (interfaces.size() > 1) {
            values.warning(
                    interfaces.get(1).line(), "only the first interface is used; a second link has no effect yet");
        }
        if (!nodes.isEmpty() && !transport.equals("udp")) {
            return Optional.empty();
        }
        if (interfaces.isEmpty()) {
            return Optional.empty();
        }
        ConfSection.Entry group = interfaces.get(0).entry("mcastaddr");
        if (group == null) {
            // corosync derives a group from the cluster's name; nodes of one name meet in one group.
            int hash = values.text(totem, "cluster_name", "systole").hashCode();
            return Optional.of("239.192." + (hash >> 8 & 0xff) + "." + (hash & 0xff));
        }
        Optional<int[]> octets = Ipv4.parse(group.value());
        if (octets.isEmpty() || octets.get()[0] < 224 || octets.get()[0] > 239) {
            values.error(
                    group.line(),
                    "mcastaddr \"" + group.value() + "\" is not a multicast address; take one from 239.192.0.0 to"
                            + " 239.255.255.255, for example 239.255.1.1");
            return Optional.empty();
        }
        return Optional.of(group.value());
    }

    private int port(List<ConfSection> interfaces) {
        return interfaces.isEmpty()
                ? PORT_DEFAULT
                : (int) values.number(interfaces.get(0), "mcastport", 1, 65_535, PORT_DEFAULT);
    }

    /**
     * Encryption is on unless the file turns it off. corosync's many ciphers and hashes all mean AES-256-GCM here, which
     * encrypts and authenticates in one.
     */
    private boolean crypto(ConfSection totem) {
        String cipher = values.word(totem, "crypto_cipher", List.of("aes256", "aes192", "aes128", "none"));
        String hash = values.word(totem, "crypto_hash", List.of("sha256", "sha1", "sha384", "sha512", "md5", "none"));
        ConfSection.Entry cipherEntry = totem.entry("crypto_cipher");
        if (cipherEntry != null && cipher.equals("none")) {
            if (!hash.equals("none") && totem.entry("crypto_hash") != null) {
                values.warning(
                        cipherEntry.line(),
                        "crypto_cipher none turns authentication off too; crypto_hash " + hash + " has no effect");
            }
            return false;
        }
        ConfSection.Entry secauth = totem.entry("secauth");
        if (secauth != null && cipherEntry == null && !values.flag(totem, "secauth", true)) {
            values.warning(
                    secauth.line(),
                    "secauth off is not followed: messages stay encrypted; say crypto_cipher: none to turn it off");
        }
        return true;
    }

    private CorosyncConfig.Quorum quorum(ConfSection quorum, List<CorosyncConfig.Node> nodes) {
        ConfSection.Entry provider = quorum.entry("provider");
        if (provider != null && !provider.value().equals("corosync_votequorum")) {
            values.error(
                    provider.line(),
                    "quorum provider \"" + provider.value() + "\" is unknown; it takes corosync_votequorum");
        }
        for (ConfSection device : quorum.sections("device")) {
            values.error(device.line(), "a quorum device is not supported yet; remove the section");
        }
        int listed = nodes.stream().mapToInt(CorosyncConfig.Node::votes).sum();
        int expected = (int) values.number(quorum, "expected_votes", 1, 10_000, listed);
        boolean twoNode = values.flag(quorum, "two_node", false);
        ConfSection.Entry twoNodeEntry = quorum.entry("two_node");
        if (twoNode && expected != 2) {
            values.error(
                    twoNodeEntry.line(),
                    "two_node: 1 is for two votes, but " + expected + " are expected; set expected_votes: 2 or remove"
                            + " two_node");
        }
        String breaker = values.text(quorum, "auto_tie_breaker_node", "lowest");
        return new CorosyncConfig.Quorum(
                provider != null,
                expected,
                twoNode,
                values.flag(quorum, "wait_for_all", twoNode),
                values.flag(quorum, "last_man_standing", false),
                values.number(quorum, "last_man_standing_window", 0, 3_600_000, 10_000),
                values.flag(quorum, "auto_tie_breaker", false),
                tieBreakers(quorum, breaker),
                !breaker.equals("highest"));
    }

    private List<Integer> tieBreakers(ConfSection quorum, String text) {
        if (text.equals("lowest") || text.equals("highest")) {
            return List.of();
        }
        List<Integer> ids = new ArrayList<>();
        for (String word : text.split("\\s+")) {
            try {
                ids.add(Integer.parseInt(word));
            } catch (NumberFormatException e) {
                values.error(
                        quorum.entry("auto_tie_breaker_node").line(),
                        "auto_tie_breaker_node takes lowest, highest or node ids, not \"" + word + "\"");
            }
        }
        return List.copyOf(ids);
    }
}
