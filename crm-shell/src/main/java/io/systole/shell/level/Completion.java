package io.systole.shell.level;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** What may stand at the end of a line that is being typed. */
final class Completion {
    private Completion() {}

    static List<String> of(Shell shell, String typed) {
        List<String> words = new ArrayList<>(List.of(typed.strip().split("\\s+")));
        if (words.equals(List.of(""))) {
            words.clear();
        }
        if (words.isEmpty() || typed.endsWith(" ")) {
            words.add("");
        }
        String last = words.get(words.size() - 1);
        Shell.Target target = shell.target(words.subList(0, words.size() - 1));
        List<String> candidates;
        if (target.unknown() != null) {
            return List.of();
        } else if (target.command() == null) {
            Level level = target.entered().isEmpty()
                    ? shell.level()
                    : target.entered().get(target.entered().size() - 1);
            candidates = new Vocabulary(level).names();
        } else {
            List<String> behind = new ArrayList<>(target.rest());
            behind.add(last);
            candidates = shell.complete(target.command(), behind);
        }
        return List.copyOf(new TreeSet<>(
                candidates.stream().filter(word -> word.startsWith(last)).toList()));
    }
}
