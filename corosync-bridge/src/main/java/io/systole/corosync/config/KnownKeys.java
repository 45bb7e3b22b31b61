package io.systole.corosync.config;

import io.systole.core.conf.ConfFinding;
import io.systole.core.conf.ConfSection;
import io.systole.core.value.Nearest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sections and keys of corosync.conf(5) and votequorum(5), those that mean something here and those that are read and
 * have no effect, so that a misspelt key can be told from one that is merely not used.
 */
final class KnownKeys {
    private static final Map<String, List<String>> KEYS = new LinkedHashMap<>();

    static {
        KEYS.put("", List.of("compatibility"));
        KEYS.put(
                "totem",
                words("version cluster_name transport token token_coefficient consensus crypto_cipher crypto_hash"
                        + " crypto_model secauth keyfile key config_version ip_version rrp_mode link_mode nodeid"
                        + " clear_node_high_bit token_warning token_retransmit token_retransmits_before_loss_const"
                        + " hold join merge send_join downcheck fail_recv_const seqno_unchanged_const"
                        + " heartbeat_failures_allowed max_network_delay window_size max_messages miss_count_const"
                        + " netmtu threads vsftype block_unlisted_ips cancel_token_hold_on_retransmit"
                        + " knet_compression_model knet_compression_threshold knet_compression_level knet_mtu"
                        + " knet_pmtud_interval interface_bandwidth"));
        KEYS.put(
                "totem.interface",
                words("ringnumber linknumber bindnetaddr mcastaddr mcastport broadcast ttl knet_link_priority"
                        + " knet_ping_interval knet_ping_timeout knet_ping_precision knet_pong_count knet_transport"));
        KEYS.put("totem.interface.member", words("memberaddr"));
        KEYS.put("nodelist", List.of());
        KEYS.put(
                "nodelist.node",
                words("name nodeid quorum_votes ring0_addr ring1_addr ring2_addr ring3_addr ring4_addr ring5_addr"
                        + " ring6_addr ring7_addr"));
        KEYS.put(
                "quorum",
                words("provider expected_votes votes two_node wait_for_all last_man_standing"
                        + " last_man_standing_window auto_tie_breaker auto_tie_breaker_node allow_downscale"
                        + " expected_votes_tracking"));
        KEYS.put("quorum.device", words("model timeout sync_timeout votes master_wins"));
        KEYS.put("quorum.device.net", words("host port algorithm tie_breaker tls connect_timeout force_ip_version"));
        KEYS.put("quorum.device.heuristics", words("mode interval timeout sync_timeout"));
        KEYS.put(
                "logging",
                words("fileline function_name to_stderr to_logfile to_syslog logfile logfile_priority syslog_facility"
                        + " syslog_priority debug timestamp tags"));
        KEYS.put(
                "logging.logger_subsys",
                words("subsys debug logfile logfile_priority syslog_facility syslog_priority to_logfile to_syslog"
                        + " to_stderr tags"));
        for (String unused : words("aisexec amf event resources service system uidgid qb")) {
            KEYS.put(unused, null);
        }
    }

    private KnownKeys() {}

    private static List<String> words(String text) {
        return List.of(text.split(" "));
    }

    /** Warns of every section and key that corosync does not know. */
    static List<ConfFinding> check(String file, ConfSection root) {
        List<ConfFinding> findings = new ArrayList<>();
        check(file, root, "", findings);
        return findings;
    }

    private static void check(String file, ConfSection section, String path, List<ConfFinding> findings) {
        List<String> known = KEYS.get(path);
        if (known == null && KEYS.containsKey(path)) {
            return;
        }
        for (ConfSection.Entry entry : section.entries()) {
            if (!known.contains(entry.key())) {
                String place = path.isEmpty() ? "at the top level" : "in section \"" + path.replace('.', ' ') + "\"";
                findings.add(warning(
                        file,
                        entry.line(),
                        "unknown key \"" + entry.key() + "\" " + place + " is ignored"
                                + Nearest.hint(entry.key(), known)));
            }
        }
        for (ConfSection inner : section.sections()) {
            String innerPath = path.isEmpty() ? inner.name() : path + "." + inner.name();
            if (KEYS.containsKey(innerPath)) {
                check(file, inner, innerPath, findings);
            } else {
                findings.add(warning(
                        file,
                        inner.line(),
                        "unknown section \"" + innerPath.replace('.', ' ') + "\" is ignored"
                                + Nearest.hint(inner.name(), sectionsBelow(path))));
            }
        }
    }

    private static List<String> sectionsBelow(String path) {
        String prefix = path.isEmpty() ? "" : path + ".";
        return KEYS.keySet().stream()
                .filter(k -> !k.isEmpty() && k.startsWith(prefix) && k.indexOf('.', prefix.length()) < 0)
                .map(k -> k.substring(prefix.length()))
                .toList();
    }

    private static ConfFinding warning(String file, int line, String sentence) {
        return new ConfFinding(false, file, line, sentence);
    }
}
