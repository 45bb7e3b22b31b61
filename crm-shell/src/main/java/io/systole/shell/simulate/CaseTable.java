package io.systole.shell.simulate;

import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table of simulations: tab-separated, its first line naming the columns. Column {@code name} is the file's name without
 * {@code .xml}, column {@code args} the further options as one would type them; others do not count.
 */
public final class CaseTable {
    private CaseTable() {}

    /** The arguments of each case, in the order of the table. */
    public static Map<String, List<String>> read(Path file) throws IOException, Failure {
        List<String> lines = Files.readAllLines(file);
        List<String> columns =
                lines.isEmpty() ? List.of() : List.of(lines.get(0).split("\t", -1));
        int name = columns.indexOf("name");
        int args = columns.indexOf("args");
        if (name < 0) {
            throw new Failure(CrmExit.DATAERR, file + ": line 1 names no column 'name'");
        }
        Map<String, List<String>> cases = new LinkedHashMap<>();
        for (int i = 1; i < lines.size(); i++) {
            String[] cells = lines.get(i).split("\t", -1);
            if (lines.get(i).isBlank()) {
                continue;
            }
            if (cells.length <= name || cells[name].isBlank()) {
                throw new Failure(CrmExit.DATAERR, file + ": line " + (i + 1) + " has no name");
            }
            cases.put(cells[name].strip(), args >= 0 && args < cells.length ? words(cells[args]) : List.of());
        }
        return cases;
    }

    /**
     * Splits at blanks, except within quotes and within the value of an option: as there is nothing but options here,
     * {@code -t 2014-05-07 00:28:00} can only mean one thing.
     */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        for (String word : split(text)) {
            int last = words.size() - 1;
            if (last >= 1 && !word.startsWith("-") && !words.get(last).startsWith("-")) {
                words.set(last, words.get(last) + " " + word);
            } else {
                words.add(word);
            }
        }
        return words;
    }

    private static List<String> split(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder word = null;
        char quote = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote == 0 && Character.isWhitespace(c)) {
                if (word != null) {
                    words.add(word.toString());
                }
                word = null;
                continue;
            }
            word = word == null ? new StringBuilder() : word;
            if (quote == c) {
                quote = 0;
            } else if (quote == 0 && (c == '"' || c == '\'')) {
                quote = c;
            } else {
                word.append(c);
            }
        }
        if (word != null) {
            words.add(word.toString());
        }
        return words;
    }
}
