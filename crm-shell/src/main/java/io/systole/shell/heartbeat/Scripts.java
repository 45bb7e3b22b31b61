package io.systole.shell.heartbeat;

import io.systole.shell.heartbeat.HaResources.Word;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What stands for a word of haresources: an agent with its parameters and operations, in the language of crm configure. */
final class Scripts {
    /** Where Heartbeat looks for a script; the second is a slip that is met in instructions. */
    static final List<String> FOLDERS = List.of("/etc/ha.d/resource.d", "/etc/ha.d/resources.d", "/etc/init.d");

    private static final String SERVICE_TIMES =
            " op start interval=0 timeout=300s op stop interval=0 timeout=300s op monitor interval=30s timeout=60s";

    /** Heartbeat waited without end; a busy machine may take long for little. */
    private static final String ADDRESS_TIMES =
            " op start interval=0 timeout=60s op stop interval=0 timeout=60s op monitor interval=10s timeout=60s";

    /** Scripts that have become agents of the provider heartbeat, with the names of their arguments in order. */
    private static final Map<String, List<String>> AGENTS = new LinkedHashMap<>();

    static {
        AGENTS.put("apache", List.of("configfile"));
        AGENTS.put("AudibleAlarm", List.of("nodelist"));
        AGENTS.put("db2", List.of("instance"));
        AGENTS.put("Delay", List.of("startdelay", "stopdelay"));
        AGENTS.put("ICP", List.of("driveid", "device"));
        AGENTS.put("IPsrcaddr", List.of("ipaddress", "cidr_netmask"));
        AGENTS.put("ldirectord", List.of("configfile"));
        AGENTS.put("LinuxSCSI", List.of("scsi"));
        AGENTS.put("LVM", List.of("volgrpname"));
        AGENTS.put("MailTo", List.of("email", "subject"));
        AGENTS.put("portblock", List.of("protocol", "portno", "action"));
        AGENTS.put("Raid1", List.of("raidconf", "raiddev"));
        AGENTS.put("SendArp", List.of("ip", "nic"));
        AGENTS.put("ServeRAID", List.of("serveraid", "mergegroup"));
        AGENTS.put("WAS", List.of("config"));
        AGENTS.put("WinPopup", List.of("hostfile"));
        AGENTS.put("Xinetd", List.of("service"));
    }

    private Scripts() {}

    /**
     * A word's meaning.
     *
     * @param name for the resource's id
     * @param definition what follows the id of a primitive
     * @param kept whether it does what the script did
     */
    record Meaning(String name, String definition, boolean kept, String sentence, String todo) {}

    /** Whether a word without arguments names a script rather than a node. */
    static boolean isScript(String word, Machine machine) {
        return Drbd.isDisk(word)
                || AGENTS.containsKey(word)
                || List.of("IPaddr", "IPaddr2", "IPv6addr", "Filesystem").contains(word)
                || found(word, machine) != null;
    }

    /** The path of a script, or null. */
    private static String found(String script, Machine machine) {
        return FOLDERS.stream()
                .map(folder -> folder + "/" + script)
                .filter(path -> !script.contains("/") && machine.program(path))
                .findFirst()
                .orElse(null);
    }

    /** @return null where the word cannot be understood, which the report then says */
    static Meaning of(Word word, Machine machine, Report report) {
        String script = word.script();
        if (!script.matches("[A-Za-z0-9_][A-Za-z0-9_.@/:+-]*")) {
            report.wrong(word.line(), "\"" + word.text() + "\" names no script");
            return null;
        }
        if (script.equals("IPaddr") || script.equals("IPaddr2")) {
            return address(word, word.argument(0), machine, report);
        }
        if (word.arguments().isEmpty() && AddressWord.looksLike(script)) {
            return address(word, script, machine, report);
        }
        if (script.equals("IPv6addr")) {
            return sixth(word, report);
        }
        if (script.equals("Filesystem")) {
            return fileSystem(word, report);
        }
        if (AGENTS.containsKey(script)) {
            return agent(word, report);
        }
        return service(word, machine, report);
    }

    private static Meaning address(Word word, String text, Machine machine, Report report) {
        AddressWord address = AddressWord.parse(text, machine).orElse(null);
        if (address == null) {
            report.wrong(
                    word.line(),
                    "\"" + word.text() + "\" is no address: expected ADDRESS/MASK/DEVICE/BROADCAST, for example"
                            + " 10.0.0.95/24/eth0/10.0.0.255 (all but the address may be left out; a host's name must be"
                            + " known on this machine)");
            return null;
        }
        String looked = text.startsWith(address.address()) ? "" : ", which is what " + text + " resolves to here";
        return new Meaning(
                "IPaddr_" + address.address().replace('.', '_'),
                "ocf:heartbeat:IPaddr2 params" + address.parameters() + ADDRESS_TIMES,
                true,
                "ocf:heartbeat:IPaddr2 with the address " + address.address() + looked,
                "");
    }

    private static Meaning sixth(Word word, Report report) {
        String[] parts = word.argument(0).split("/", -1);
        if (!parts[0].matches("[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
            report.wrong(word.line(), "\"" + word.text() + "\" is no IPv6 address");
            return null;
        }
        return new Meaning(
                "IPv6addr_" + parts[0],
                "ocf:heartbeat:IPaddr2 params" + ClusterPlan.pair("ip", parts[0])
                        + ClusterPlan.pair("cidr_netmask", parts.length > 1 ? parts[1] : "")
                        + ClusterPlan.pair("nic", parts.length > 2 ? parts[2] : "")
                        + ADDRESS_TIMES,
                true,
                "ocf:heartbeat:IPaddr2, which knows IPv6 too",
                "");
    }

    private static Meaning fileSystem(Word word, Report report) {
        if (word.arguments().size() < 2 || !word.argument(1).startsWith("/")) {
            report.wrong(
                    word.line(),
                    "\"" + word.text() + "\": expected Filesystem::DEVICE::DIRECTORY::TYPE::OPTIONS, for example"
                            + " Filesystem::/dev/drbd0::/drbd::ext3");
            return null;
        }
        return new Meaning(
                "Filesystem",
                "ocf:heartbeat:Filesystem params"
                        + ClusterPlan.pair("device", word.argument(0))
                        + ClusterPlan.pair("directory", word.argument(1))
                        + ClusterPlan.pair("fstype", word.argument(2))
                        + ClusterPlan.pair("options", word.argument(3))
                        + " op start interval=0 timeout=60s op stop interval=0 timeout=60s"
                        + " op monitor interval=20s timeout=60s",
                true,
                "ocf:heartbeat:Filesystem",
                "");
    }

    private static Meaning agent(Word word, Report report) {
        List<String> names = AGENTS.get(word.script());
        if (word.arguments().size() > names.size()) {
            report.wrong(
                    word.line(),
                    "\"" + word.text() + "\": " + word.script() + " takes " + word.script() + "::"
                            + String.join(
                                    "::",
                                    names.stream()
                                            .map(n -> n.toUpperCase(java.util.Locale.ROOT))
                                            .toList()));
            return null;
        }
        StringBuilder parameters = new StringBuilder();
        for (int i = 0; i < word.arguments().size(); i++) {
            parameters.append(ClusterPlan.pair(names.get(i), word.argument(i)));
        }
        boolean mail = word.script().equals("MailTo");
        if (mail && word.argument(0).isEmpty()) {
            report.wrong(word.line(), "\"" + word.text() + "\": MailTo takes an address: MailTo::ADDRESS::SUBJECT");
            return null;
        }
        return new Meaning(
                word.script(),
                "ocf:heartbeat:" + word.script() + (parameters.length() == 0 ? "" : " params" + parameters)
                        + (mail
                                ? " op start interval=0 timeout=60s on-fail=ignore"
                                        + " op stop interval=0 timeout=60s on-fail=ignore"
                                : " op start interval=0 timeout=60s op stop interval=0 timeout=60s"
                                        + " op monitor interval=30s timeout=60s"),
                true,
                "ocf:heartbeat:" + word.script()
                        + (mail ? "; a mail that cannot be sent keeps nothing from starting or stopping" : ""),
                "");
    }

    private static Meaning service(Word word, Machine machine, Report report) {
        String path = found(word.script(), machine);
        if (path == null && word.arguments().isEmpty()) {
            AddressWord host = word.script().contains("/") || word.script().contains(".")
                    ? AddressWord.parse(word.script(), machine).orElse(null)
                    : machine.lookUp(word.script())
                            .flatMap(a -> AddressWord.parse(a, machine))
                            .orElse(null);
            if (host != null) {
                return address(word, word.script(), machine, report);
            }
        }
        if (word.script().contains("/")) {
            report.wrong(word.line(), "\"" + word.text() + "\" names no script and no address");
            return null;
        }
        boolean init = path != null
                && path.startsWith("/etc/init.d/")
                && word.arguments().isEmpty();
        StringBuilder parameters = new StringBuilder();
        for (int i = 0; i < word.arguments().size(); i++) {
            parameters.append(ClusterPlan.pair(String.valueOf(i + 1), word.argument(i)));
        }
        String agent = (init ? "lsb:" : "heartbeat:") + word.script();
        return new Meaning(
                word.script(),
                agent + (parameters.length() == 0 ? "" : " params" + parameters) + SERVICE_TIMES,
                path != null,
                agent + (path == null ? ", a script that is not on this machine" : " runs " + path)
                        + ". It is monitored now (status every 30 s) and has 300 s to start and to stop; Heartbeat did not"
                        + " monitor and waited without end",
                path == null
                        ? "put the script into " + FOLDERS.get(0)
                                + " on every node; its status must end with 0 when the"
                                + " service runs and 3 when it is stopped, or print \"running\" or \"stopped\""
                        : "");
    }
}
