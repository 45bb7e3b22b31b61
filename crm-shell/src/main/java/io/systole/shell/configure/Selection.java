package io.systole.shell.configure;

import io.systole.core.value.CrmExit;
import io.systole.shell.command.Failure;
import io.systole.shell.edit.ConfigObjects;
import io.systole.shell.edit.Draft;
import io.systole.shell.edit.Related;
import io.systole.shell.grammar.Definition;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Which objects a command means: {@code [xml] [ID | type:T | tag:T | related:ID | changed]…}; none for all. {@code or} widens the
 * selection, which is what juxtaposition means too; {@code and} narrows it.
 *
 * @param xml whether XML is asked for
 * @param named whether anything was selected rather than everything
 */
record Selection(boolean xml, boolean named, List<Definition> objects) {
    static Selection of(List<String> words, Draft draft) throws Failure {
        boolean xml = false;
        List<Definition> all = draft.objects();
        Set<String> ids = null;
        boolean and = false;
        for (String word : words) {
            if (word.equals("xml")) {
                xml = true;
            } else if (word.equals("or")) {
                and = false;
            } else if (word.equals("and")) {
                and = true;
            } else {
                Set<String> found = match(word, draft, all);
                if (ids == null) {
                    ids = found;
                } else if (and) {
                    ids.retainAll(found);
                } else {
                    ids.addAll(found);
                }
                and = false;
            }
        }
        if (ids == null) {
            return new Selection(xml, false, all);
        }
        List<Definition> objects = new ArrayList<>();
        for (Definition object : all) {
            if (ids.contains(object.id())) {
                objects.add(object);
            }
        }
        return new Selection(xml, true, objects);
    }

    private static Set<String> match(String word, Draft draft, List<Definition> all) throws Failure {
        Set<String> ids = new LinkedHashSet<>();
        if (word.equals("changed")) {
            ids.addAll(draft.changedIds());
        } else if (word.startsWith("type:")) {
            String type = word.substring("type:".length());
            String meant = type.equals("master") ? "ms" : type;
            all.stream()
                    .filter(object -> ConfigObjects.keyword(object).equals(meant))
                    .forEach(object -> ids.add(object.id()));
        } else if (word.startsWith("tag:")) {
            String id = word.substring("tag:".length());
            ids.add(id);
            draft.get(id).element().children("obj_ref").forEach(reference -> ids.add(reference.id()));
        } else if (word.startsWith("related:")) {
            ids.addAll(Related.to(draft.get(word.substring("related:".length())).id(), all));
        } else if (draft.find(word).isPresent()) {
            ids.add(draft.get(word).id());
        } else if (all.stream().anyMatch(object -> ConfigObjects.keyword(object).equals(word))) {
            return match("type:" + word, draft, all);
        } else if (List.of("property", "rsc_defaults", "op_defaults", "fencing_topology")
                .contains(word)) {
            return ids; // There is none, which is no mistake.
        } else if (word.indexOf('*') >= 0 || word.indexOf('?') >= 0) {
            String pattern =
                    java.util.regex.Pattern.quote(word).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
            all.stream().map(Definition::id).filter(id -> id.matches(pattern)).forEach(ids::add);
            if (ids.isEmpty()) {
                throw new Failure(CrmExit.NOSUCH, "no object matches \"" + word + "\"");
            }
        } else {
            ids.add(draft.get(word).id());
        }
        return ids;
    }
}
