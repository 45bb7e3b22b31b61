package io.systole.core.cib.rule;

import java.util.List;

/**
 * Something to tell about a configuration.
 *
 * @param error whether a change that leads here is refused
 * @param object the id of the object, as the person typed it
 * @param sentence what is wrong, what was expected, what to do
 */
public record CibFinding(boolean error, String object, String sentence) {
    /** The sentences of the errors, or of the warnings. */
    public static List<String> sentences(List<CibFinding> findings, boolean errors) {
        return findings.stream()
                .filter(f -> f.error() == errors)
                .map(CibFinding::sentence)
                .toList();
    }
}
