package io.systole.shell.edit;

import io.systole.shell.grammar.Definition;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The objects that name an object, and those around and in it. Pure. */
public final class Related {
    private Related() {}

    /** The ids, the object's own included. */
    public static Set<String> to(String id, List<Definition> all) {
        Set<String> ids = new LinkedHashSet<>(List.of(id));
        for (Definition object : all) {
            if (object.children().contains(id) || References.names(object.element(), id)) {
                ids.add(object.id());
            }
            if (object.id().equals(id)) {
                ids.addAll(object.children());
                if (object.element().has("template")) {
                    ids.add(object.element().attribute("template"));
                }
            }
        }
        return ids;
    }
}
