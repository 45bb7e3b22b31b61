package io.systole.shell.heartbeat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** {@code haresources}: on each line a node and the resources that it is preferred for, started from left to right. */
record HaResources(List<Service> services) {
    HaResources {
        services = List.copyOf(services);
    }

    /**
     * A resource: a script of resource.d or init.d with its arguments.
     *
     * @param text as typed
     */
    record Word(Line line, String text, String script, List<String> arguments) {
        static Word of(Line line, String text) {
            String[] parts = text.split("::", -1);
            if (parts[0].equals("IPv6addr")) {
                // The address has colons of its own.
                return new Word(line, text, parts[0], List.of(text.substring("IPv6addr".length() + 2)));
            }
            return new Word(line, text, parts[0], Arrays.asList(parts).subList(1, parts.length));
        }

        String argument(int index) {
            return index < arguments.size() ? arguments.get(index) : "";
        }
    }

    /** @param node the preferred one, or null where the line names none */
    record Service(Line line, String node, List<Word> words) {}

    /**
     * @param nodes those of ha.cf
     * @param machine knows scripts, so that one at the beginning of a line is not taken for a node
     */
    static HaResources read(String text, List<String> nodes, Machine machine) {
        List<Service> services = new ArrayList<>();
        for (Line line : Line.joined("haresources", text)) {
            List<String> words = line.words();
            String first = words.get(0);
            String known =
                    nodes.stream().filter(first::equalsIgnoreCase).findFirst().orElse(null);
            boolean resource = known == null
                    && (first.contains("::") || AddressWord.looksLike(first) || Scripts.isScript(first, machine));
            List<Word> resources = words.subList(resource ? 0 : 1, words.size()).stream()
                    .map(word -> Word.of(line, word))
                    .toList();
            services.add(new Service(line, resource ? null : known == null ? first : known, resources));
        }
        return new HaResources(services);
    }
}
