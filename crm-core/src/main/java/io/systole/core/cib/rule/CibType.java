package io.systole.core.cib.rule;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What an attribute of a configuration's element takes.
 *
 * @param takes in words, for the person
 */
record CibType(String takes, Predicate<String> holds) {
    private static final SortedMap<String, CibType> TYPES = new TreeMap<>();

    static {
        TYPES.put("id", new CibType("a letter or _ first, then letters, digits, -, _ and .", IdRules::isName));
        TYPES.put("name", new CibType("the id of an object", IdRules::isName));
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

    static CibType named(String name) {
        CibType type = TYPES.get(name);
        if (type == null) {
            throw new IllegalArgumentException("no type " + name);
        }
        return type;
    }

    private static CibType matching(String takes, String pattern) {
        return new CibType(takes, new Matching(pattern));
    }

    private static CibType words(String... words) {
        List<String> list = List.of(words);
        String last = list.get(list.size() - 1);
        return new CibType(String.join(", ", list.subList(0, list.size() - 1)) + " or " + last, list::contains);
    }

    /** Compiled when the first value comes up: most commands see values of few types. */
    private static final class Matching implements Predicate<String> {
        private final String regex;
        private volatile Pattern pattern;

        Matching(String regex) {
            this.regex = regex;
        }

        @Override
        public boolean test(String text) {
            Pattern compiled = pattern;
            if (compiled == null) {
                compiled = Pattern.compile(regex);
                pattern = compiled;
            }
            return compiled.matcher(text).matches();
        }
    }
}
