package io.systole.shell.doctor;

import io.systole.agents.drbd.DrbdConf.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * LVM must see a volume group through DRBD only. It otherwise finds the same physical volume on the disk below, takes that
 * disk, and DRBD cannot attach it, or worse, writes pass DRBD by.
 */
final class LvmFilter implements Check {
    private static final Pattern BEGIN = Pattern.compile("\\s*(global_filter|filter)\\s*=\\s*(.*)");
    private static final Pattern QUOTED = Pattern.compile("\"([^\"]*)\"");
    private static final int LINES_MAX = 200;

    /** A filter as it is written. */
    private record Filter(String key, List<String> patterns, Place place) {
        String line(List<String> of) {
            return key + " = [ \"" + String.join("\", \"", of) + "\" ]";
        }
    }

    @Override
    public String name() {
        return "lvm-filter";
    }

    @Override
    public List<Finding> findings(Machine machine) {
        List<TextFile> files = LvmFiles.of(machine);
        if (files.isEmpty()) {
            return List.of(Finding.none("there is no " + LvmFiles.FILE));
        }
        Map<String, Filter> last = new TreeMap<>();
        files.forEach(file -> filters(file).forEach(filter -> last.put(filter.key(), filter)));
        List<Filter> filters = List.copyOf(last.values());
        List<Finding> found = new ArrayList<>();
        for (Filter filter : filters) {
            spelling(filter).ifPresent(found::add);
        }
        List<DrbdDisks.Disk> disks = DrbdDisks.of(machine);
        if (!found.isEmpty()) {
            return found;
        }
        if (disks.isEmpty()) {
            return List.of(
                    filters.isEmpty()
                            ? Finding.none("no DRBD disk is configured for this node")
                            : Finding.ok(filters.get(0).place(), "the filter is well spelled"));
        }
        for (DrbdDisks.Disk disk : disks) {
            disk(machine, filters, disk, found);
        }
        return found;
    }

    private static List<Filter> filters(TextFile file) {
        List<Filter> filters = new ArrayList<>();
        for (int i = 0; i < file.lines().size(); i++) {
            Matcher begin = BEGIN.matcher(code(file.lines().get(i)));
            if (!begin.matches()) {
                continue;
            }
            StringBuilder value = new StringBuilder(begin.group(2));
            int at = i;
            while (value.indexOf("[") >= 0
                    && value.indexOf("]") < 0
                    && at - i < LINES_MAX
                    && ++at < file.lines().size()) {
                value.append(' ').append(code(file.lines().get(at)));
            }
            List<String> patterns = new ArrayList<>();
            Matcher quoted = QUOTED.matcher(value);
            while (quoted.find()) {
                patterns.add(quoted.group(1));
            }
            filters.add(new Filter(begin.group(1), patterns, file.place(i)));
        }
        return filters;
    }

    private static String code(String line) {
        return line.strip().startsWith("#") ? "" : line;
    }

    /** What LVM itself would refuse, with every one of its commands. */
    private static Optional<Finding> spelling(Filter filter) {
        for (int i = 0; i < filter.patterns().size(); i++) {
            String pattern = filter.patterns().get(i);
            String why = mistake(pattern);
            if (!why.isEmpty()) {
                List<String> mended = new ArrayList<>(filter.patterns());
                mended.set(i, mended(pattern));
                return Optional.of(Finding.wrong(
                        filter.place(),
                        "pattern " + (i + 1) + " of " + filter.key() + ", \"" + pattern + "\", " + why
                                + "; LVM refuses the whole filter, and no volume group can be activated",
                        filter.line(mended)));
            }
        }
        return Optional.empty();
    }

    private static String mistake(String pattern) {
        if (!pattern.matches("[ar].*")) {
            return "must begin with a (accept) or r (reject)";
        }
        if (pattern.length() < 3) {
            return "has no expression between two separators behind its " + pattern.charAt(0);
        }
        char close = closing(pattern.charAt(1));
        char last = pattern.charAt(pattern.length() - 1);
        return last == close
                ? ""
                : "opens its expression with " + pattern.charAt(1) + " and ends with " + last
                        + ": it must end with the same separator, " + close
                        + " (LVM says \"Invalid separator at end of regex\")";
    }

    private static char closing(char open) {
        return switch (open) {
            case '(' -> ')';
            case '[' -> ']';
            case '{' -> '}';
            default -> open;
        };
    }

    private static String mended(String pattern) {
        if (!pattern.matches("[ar]..*")) {
            return "a|.*|";
        }
        boolean bracket = ")]}/|".indexOf(pattern.charAt(pattern.length() - 1)) >= 0;
        return (bracket ? pattern.substring(0, pattern.length() - 1) : pattern) + closing(pattern.charAt(1));
    }

    private static void disk(Machine machine, List<Filter> filters, DrbdDisks.Disk disk, List<Finding> found) {
        boolean logical = machine.exists("/etc/lvm/devices/system.devices")
                || disk.disk().startsWith("/dev/mapper/")
                || disk.disk().matches("/dev/(?!disk/)[^/]+/[^/]+");
        String place =
                filters.isEmpty() ? LvmFiles.FILE : filters.get(0).place().toString();
        String below = disk.disk() + ", the disk below DRBD resource " + disk.resource() + " (" + disk.place() + "), ";
        String above = "/dev/drbd" + disk.minor();
        if (filters.stream().allMatch(filter -> accepts(filter, disk.disk()))) {
            String line = filters.isEmpty()
                    ? "filter = [ \"r|^" + disk.disk() + "$|\", \"r|/dev/disk/.*|\", \"r|/dev/block/.*|\", \"a|.*|\" ]"
                    : filters.get(0).line(prepended("r|^" + disk.disk() + "$|", filters.get(0)));
            String sentence = below + (filters.isEmpty() ? "is not rejected: there is no filter" : "is accepted")
                    + "; LVM finds the volume group on it and not on " + above + " alone";
            found.add(
                    logical
                            ? Finding.advice(
                                    place,
                                    sentence + " (it is a logical volume itself, or a devices file"
                                            + " decides: look whether that is meant)",
                                    line)
                            : Finding.wrong(place, sentence, line));
        } else if (!filters.stream().allMatch(filter -> accepts(filter, above))) {
            found.add(Finding.wrong(
                    place,
                    above + " of resource " + disk.resource() + " is rejected; its volume group is never found",
                    filters.get(0).line(prepended("a|^/dev/drbd[0-9]+$|", filters.get(0)))));
        } else {
            found.add(Finding.ok(place, below + "is rejected, " + above + " is accepted"));
        }
    }

    private static List<String> prepended(String first, Filter filter) {
        List<String> patterns = new ArrayList<>(List.of(first));
        patterns.addAll(filter.patterns());
        return patterns;
    }

    /** The first pattern that matches decides; what none matches is accepted. */
    private static boolean accepts(Filter filter, String device) {
        for (String pattern : filter.patterns()) {
            try {
                if (Pattern.compile(pattern.substring(2, pattern.length() - 1))
                        .matcher(device)
                        .find()) {
                    return pattern.charAt(0) == 'a';
                }
            } catch (PatternSyntaxException e) {
                // LVM's expressions are simpler than Java's; what only Java refuses matches nothing here.
                continue;
            }
        }
        return true;
    }
}
