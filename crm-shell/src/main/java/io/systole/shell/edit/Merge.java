package io.systole.shell.edit;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibOperation;
import io.systole.core.xml.Element;
import io.systole.shell.command.Failure;
import io.systole.shell.grammar.Definition;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Carries changes over to a CIB that somebody else has changed meanwhile, object by object. Pure. */
public final class Merge {
    private Merge() {}

    /** What makes the draft's base into the draft. */
    public static List<CibOperation> operations(Draft draft) {
        return Changes.between(draft.base().root(), draft.root());
    }

    /** Puts the draft's changes onto a newer CIB; where both sides changed an object, the draft's wins. */
    public static void rebase(Draft draft, Cib now) throws Failure {
        Element merged = onto(draft, now);
        draft.restart(now);
        draft.root(merged);
    }

    /** The ids of the objects that were changed on both sides, to different ends. */
    public static List<String> conflicts(Draft draft, Cib now) {
        Map<String, Definition> base = byId(draft.base().root());
        Map<String, Definition> mine = byId(draft.root());
        Map<String, Definition> theirs = byId(now.root());
        Set<String> ids = new LinkedHashSet<>(base.keySet());
        ids.addAll(mine.keySet());
        ids.addAll(theirs.keySet());
        List<String> found = new ArrayList<>();
        for (String id : ids) {
            Definition was = base.get(id);
            boolean iChanged = differs(was, mine.get(id));
            boolean theyChanged = differs(was, theirs.get(id));
            if (iChanged && theyChanged && differs(mine.get(id), theirs.get(id))) {
                found.add(id);
            }
        }
        return found;
    }

    private static Element onto(Draft draft, Cib now) throws Failure {
        Map<String, Definition> base = byId(draft.base().root());
        Map<String, Definition> mine = byId(draft.root());
        Draft merged = new Draft(now);
        List<String> deleted = new ArrayList<>();
        base.forEach((id, was) -> {
            if (!mine.containsKey(id)) {
                deleted.add(id);
            }
        });
        List<Definition> changed = new ArrayList<>();
        mine.forEach((id, object) -> {
            if (differs(base.get(id), object)) {
                changed.add(object);
            }
        });
        merged.delete(deleted);
        for (Definition object : ConfigObjects.sorted(changed)) {
            merged.define(object, Draft.WhenThere.REPLACE, "");
        }
        Element root = merged.root();
        String schema = draft.root().attribute("validate-with", "");
        return schema.equals(draft.base().root().attribute("validate-with", ""))
                ? root
                : root.with("validate-with", schema);
    }

    private static boolean differs(Definition a, Definition b) {
        return a == null ? b != null : !a.equals(b);
    }

    private static Map<String, Definition> byId(Element root) {
        Map<String, Definition> objects = new LinkedHashMap<>();
        ConfigObjects.of(root.child("configuration")).forEach(object -> objects.put(object.id(), object));
        return objects;
    }
}
