package io.systole.core.cib.rule;

import static io.systole.core.value.ValueType.matching;
import static io.systole.core.value.ValueType.words;

import io.systole.core.value.ValueType;
import java.util.SortedMap;
import java.util.TreeMap;

/** What the attributes of a configuration's elements take, by the names that {@link CibShape} has for it. */
final class CibType {
    private static final SortedMap<String, ValueType> TYPES = new TreeMap<>();

    static {
        TYPES.put("id", new ValueType("a letter or _ first, then letters, digits, -, _ and .", IdRules::isName));
        TYPES.put("name", new ValueType("the id of an object", IdRules::isName));
        TYPES.put("integer", matching("a whole number", "[-+]?\\d+"));
        TYPES.put("count", matching("a whole number from 0", "\\+?\\d+|-0+"));
        TYPES.put("level", matching("a number from 1", "\\+?0*[1-9]\\d*"));
        TYPES.put("score", matching("a whole number, INFINITY or -INFINITY", "[-+]?(\\d+|INFINITY)"));
        TYPES.put("boolean", words("true", "false", "1", "0"));
        TYPES.put("ports", matching("a port or a range of ports, as in 2000-2003", "[0-9-]+"));
        TYPES.put("devices", matching("ids of fence devices with commas between", "[\\w.-]+(,[\\w.-]+)*"));
        TYPES.put("node-type", words("member", "remote", "normal", "ping"));
        TYPES.put("class", words("ocf", "lsb", "heartbeat", "stonith", "service", "systemd", "nagios", "upstart"));
        TYPES.put("role", words("Stopped", "Started", "Promoted", "Unpromoted", "Master", "Slave"));
        TYPES.put("requires", words("nothing", "quorum", "fencing", "unfencing"));
        TYPES.put(
                "on-fail",
                words("ignore", "block", "demote", "stop", "restart", "standby", "fence", "restart-container"));
        TYPES.put("discovery", words("always", "never", "exclusive"));
        TYPES.put("kind", words("Optional", "Mandatory", "Serialize"));
        TYPES.put("action", words("start", "promote", "demote", "stop"));
        TYPES.put("loss-policy", words("stop", "demote", "fence", "freeze"));
        TYPES.put("ordering", words("group", "listed"));
        TYPES.put("boolean-op", words("or", "and"));
        TYPES.put("operation", words("lt", "gt", "lte", "gte", "eq", "ne", "defined", "not_defined"));
        TYPES.put("value-type", words("string", "integer", "number", "version"));
        TYPES.put("value-source", words("literal", "param", "meta"));
        TYPES.put("date-operation", words("in_range", "gt", "lt", "date_spec"));
        TYPES.put("permission", words("read", "write", "deny"));
    }

    private CibType() {}

    static ValueType named(String name) {
        ValueType type = TYPES.get(name);
        if (type == null) {
            throw new IllegalArgumentException("no type " + name);
        }
        return type;
    }
}
