package io.systole.agents.drbd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * DRBD's configuration, in the words of any version: {@code /etc/drbd.conf} and what it includes.
 *
 * @param sections at the top: {@code global}, {@code common}, {@code resource NAME}…
 * @param troubles what could not be read or understood, a sentence each with file and line
 */
public record DrbdConf(List<Section> sections, List<String> troubles) {
    /** More files, or deeper includes, are a mistake. */
    private static final int FILES_MAX = 200;

    public DrbdConf {
        sections = List.copyOf(sections);
        troubles = List.copyOf(troubles);
    }

    /** Where the text comes from. */
    public interface Source {
        /** A file's text, or empty with the reason told to {@code troubles}; a missing file is no trouble. */
        Optional<String> text(String path, List<String> troubles);

        /** The files that a pattern with {@code *} and {@code ?} in its last part names, in order. */
        List<String> matching(String pattern);
    }

    /** A place in a file. */
    public record Place(String file, int line) {
        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    /** {@code NAME ARGUMENT…;}. */
    public record Statement(String name, List<String> arguments, Place place) {
        public Statement {
            arguments = List.copyOf(arguments);
        }

        public String text() {
            return arguments.isEmpty() ? name : name + " " + String.join(" ", arguments);
        }
    }

    /** {@code KIND ARGUMENT… { … }}. */
    public record Section(
            String kind, List<String> arguments, Place place, List<Statement> statements, List<Section> sections) {
        public Section {
            arguments = List.copyOf(arguments);
            statements = List.copyOf(statements);
            sections = List.copyOf(sections);
        }

        public String name() {
            return arguments.isEmpty() ? "" : arguments.get(0);
        }

        public List<Section> sections(String of) {
            return sections.stream().filter(s -> s.kind().equals(of)).toList();
        }

        /** The last one counts. */
        public Optional<Statement> statement(String named) {
            return statements.stream().filter(s -> s.name().equals(named)).reduce((first, last) -> last);
        }
    }

    /** Reads a file and what it includes. */
    public static DrbdConf read(String file, Source source) {
        Reader reader = new Reader(source);
        List<Section> sections = new ArrayList<>();
        reader.file(file, sections);
        return new DrbdConf(sections, reader.troubles);
    }

    public List<Section> resources() {
        return sections.stream().filter(s -> s.kind().equals("resource")).toList();
    }

    /**
     * The statement that holds for a resource: its own, else that of {@code common}.
     *
     * @param within sections in which it may stand ({@code syncer} in 8.3, {@code disk} in 8.4); the empty string is the
     *     resource itself
     */
    public Optional<Statement> holds(Section resource, List<String> within, String name) {
        List<Section> places = new ArrayList<>(List.of(resource));
        sections.stream().filter(s -> s.kind().equals("common")).forEach(places::add);
        for (Section place : places) {
            for (String kind : within) {
                List<Section> inner = kind.isEmpty() ? List.of(place) : place.sections(kind);
                for (Section section : inner) {
                    Optional<Statement> found = section.statement(name);
                    if (found.isPresent()) {
                        return found;
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static final class Reader {
        private final Source source;
        private final List<String> troubles = new ArrayList<>();
        private final TreeSet<String> seen = new TreeSet<>();

        Reader(Source source) {
            this.source = source;
        }

        void file(String path, List<Section> into) {
            if (!seen.add(path)) {
                return;
            }
            if (seen.size() > FILES_MAX) {
                troubles.add(path + ": more than " + FILES_MAX + " files are included; the rest is not read");
                return;
            }
            source.text(path, troubles).ifPresent(text -> {
                DrbdWords words = new DrbdWords(path, text);
                block(words, path, new ArrayList<>(), into, null);
            });
        }

        /** @param opened where the block began; null for a whole file */
        private void block(
                DrbdWords words, String path, List<Statement> statements, List<Section> sections, Place opened) {
            while (true) {
                List<String> line = new ArrayList<>();
                Place place = words.place();
                String word = words.next();
                while (word != null && !word.equals(";") && !word.equals("{") && !word.equals("}")) {
                    line.add(word.startsWith("\"") ? word.substring(1) : word);
                    word = words.next();
                }
                if (word == null || word.equals("}")) {
                    closes(word, line, place, opened);
                    if (word == null || opened != null) {
                        return;
                    }
                } else if (line.isEmpty()) {
                    if (word.equals("{")) {
                        troubles.add(place + ": a { without a name before it");
                    }
                } else if (word.equals("{")) {
                    List<Statement> inner = new ArrayList<>();
                    List<Section> below = new ArrayList<>();
                    block(words, path, inner, below, place);
                    sections.add(new Section(line.get(0), line.subList(1, line.size()), place, inner, below));
                } else if (line.get(0).equals("include")) {
                    line.subList(1, line.size()).forEach(pattern -> include(pattern, path, sections));
                } else {
                    statements.add(new Statement(line.get(0), line.subList(1, line.size()), place));
                }
            }
        }

        private void closes(String word, List<String> line, Place place, Place opened) {
            if (!line.isEmpty()) {
                troubles.add(place + ": \"" + String.join(" ", line) + "\" has no semicolon");
            }
            if (word == null && opened != null) {
                troubles.add(opened + ": the { of this line is never closed");
            } else if (word != null && opened == null) {
                troubles.add(place + ": a } without its {");
            }
        }

        private void include(String pattern, String from, List<Section> into) {
            String path = pattern.startsWith("/") ? pattern : from.substring(0, from.lastIndexOf('/') + 1) + pattern;
            source.matching(path).forEach(file -> file(file, into));
        }
    }
}
