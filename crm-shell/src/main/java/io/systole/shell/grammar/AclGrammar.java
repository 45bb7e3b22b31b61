package io.systole.shell.grammar;

import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Access control: {@code role}, {@code acl_target}, {@code acl_group}, and {@code user}, the word of old. */
final class AclGrammar {
    private static final List<String> KINDS = List.of("read", "write", "deny");

    /** What a permission is about, by the words it is typed with. */
    private static final Map<String, String> SPECIFICATIONS = new LinkedHashMap<>();

    /** The XPaths that short words stand for; what follows a colon in the word takes the place of {@code @@}. */
    private static final Map<String, List<String>> SHORTCUTS = new LinkedHashMap<>();

    static {
        SPECIFICATIONS.put("xpath", "xpath");
        SPECIFICATIONS.put("ref", "reference");
        SPECIFICATIONS.put("reference", "reference");
        SPECIFICATIONS.put("type", "object-type");
        SPECIFICATIONS.put("tag", "object-type");
        SPECIFICATIONS.put("object-type", "object-type");
        SPECIFICATIONS.put("attr", "attribute");
        SPECIFICATIONS.put("attribute", "attribute");
        SHORTCUTS.put("meta", List.of("//primitive[@id='@@']/meta_attributes", "/nvpair[@name='@@']"));
        SHORTCUTS.put("params", List.of("//primitive[@id='@@']/instance_attributes", "/nvpair[@name='@@']"));
        SHORTCUTS.put("utilization", List.of("//primitive[@id='@@']/utilization"));
        SHORTCUTS.put("location", List.of("//rsc_location[@id='cli-prefer-@@' and @rsc='@@']"));
        SHORTCUTS.put("property", List.of("//crm_config/cluster_property_set", "/nvpair[@name='@@']"));
        SHORTCUTS.put("nodeattr", List.of("//nodes/node/instance_attributes", "/nvpair[@name='@@']"));
        SHORTCUTS.put("nodeutil", List.of("//nodes/node/utilization", "[@uname='@@']"));
        SHORTCUTS.put("node", List.of("//nodes/node", "[@uname='@@']"));
        SHORTCUTS.put("status", List.of("/cib/status"));
        SHORTCUTS.put("cib", List.of("/cib"));
    }

    private AclGrammar() {}

    static Definition role(Cursor cursor) throws SyntaxException {
        String id = cursor.next("a name");
        Element.Builder out = Element.builder("acl_role").attribute("id", id);
        ResourceGrammar.description(cursor, out);
        Map<String, Integer> counts = new LinkedHashMap<>();
        while (cursor.more()) {
            String kind = kind(cursor);
            do {
                int count = counts.merge(kind, 1, Integer::sum) - 1;
                out.child(permission(cursor, kind, defaultId(id, kind, count)));
            } while (cursor.more() && !KINDS.contains(cursor.peek().toLowerCase(Locale.ROOT)));
        }
        return new Definition("acls", out.build());
    }

    private static String defaultId(String role, String kind, int count) {
        return role + "-" + kind + (count == 0 ? "" : "-" + count);
    }

    private static String kind(Cursor cursor) throws SyntaxException {
        String kind = cursor.next("read, write or deny").toLowerCase(Locale.ROOT);
        if (!KINDS.contains(kind)) {
            throw new SyntaxException("\"" + kind + "\" is no permission; it takes read, write or deny");
        }
        return kind;
    }

    private static Element permission(Cursor cursor, String kind, String defaultId) throws SyntaxException {
        String id = cursor.peek().startsWith("$id=") ? cursor.next("an id").substring("$id=".length()) : defaultId;
        Element.Builder out =
                Element.builder("acl_permission").attribute("id", id).attribute("kind", kind);
        ResourceGrammar.description(cursor, out);
        String[] first = specification(cursor.next("what it is about, for example xpath:… or ref:ID"));
        out.attribute(first[0], first[1]);
        if (first[0].equals("object-type") && cursor.more()) {
            String next = cursor.peek();
            if (next.startsWith("attr:") || next.startsWith("attribute:")) {
                out.attribute("attribute", specification(cursor.next("an attribute"))[1]);
            }
        }
        return out.build();
    }

    /** The attribute and the value that a word such as {@code xpath:/cib} or {@code meta:vip:target-role} stands for. */
    private static String[] specification(String word) throws SyntaxException {
        int colon = word.indexOf(':');
        String name = colon < 0 ? word : word.substring(0, colon);
        String value = colon < 0 ? "" : word.substring(colon + 1);
        if (SPECIFICATIONS.containsKey(name) && !value.isEmpty()) {
            return new String[] {SPECIFICATIONS.get(name), value};
        }
        List<String> parts = SHORTCUTS.get(name);
        if (parts == null) {
            throw new SyntaxException(
                    "\"" + word + "\" says not what it is about; it takes xpath:, ref:, type: or one of "
                            + String.join(", ", SHORTCUTS.keySet()));
        }
        List<String> values = value.isEmpty() ? List.of() : List.of(value.split(":", -1));
        StringBuilder xpath = new StringBuilder();
        int used = 0;
        for (String part : parts) {
            if (!part.contains("@@")) {
                xpath.append(part);
            } else if (used < values.size()) {
                xpath.append(part.replace("@@", values.get(used++)));
            } else if (xpath.length() == 0) {
                throw new SyntaxException("\"" + word + "\" takes a colon and the name of an object");
            }
        }
        if (used < values.size()) {
            throw new SyntaxException("\"" + word + "\" has too many parts");
        }
        return new String[] {"xpath", xpath.toString()};
    }

    static Definition target(Cursor cursor, String element) throws SyntaxException {
        Element.Builder out = Element.builder(element).attribute("id", cursor.next("a name"));
        int count = 0;
        for (; cursor.more(); count++) {
            out.child(Element.of("role", "id", cursor.next("a role")));
        }
        if (count == 0) {
            throw new SyntaxException("it names no roles");
        }
        return new Definition("acls", out.build());
    }

    static Definition user(Cursor cursor) throws SyntaxException {
        String id = cursor.next("a user");
        Element.Builder out = Element.builder("acl_user").attribute("id", id);
        Map<String, Integer> counts = new LinkedHashMap<>();
        while (cursor.more()) {
            if (cursor.peek().startsWith("role:")) {
                out.child(Element.of("role_ref", "id", cursor.next("a role").substring("role:".length())));
                continue;
            }
            String kind = kind(cursor);
            int count = counts.merge(kind, 1, Integer::sum) - 1;
            Element.Builder right = Element.builder(kind).attribute("id", defaultId(id, kind, count));
            while (cursor.more()
                    && !cursor.peek().startsWith("role:")
                    && !KINDS.contains(cursor.peek().toLowerCase(Locale.ROOT))) {
                String[] about = specification(cursor.next("what it is about"));
                // The names of the first access lists.
                String name = about[0].equals("reference") ? "ref" : about[0].equals("object-type") ? "tag" : about[0];
                right.attribute(name, about[1]);
            }
            out.child(right.build());
        }
        return new Definition("acls", out.build());
    }

    static String printRole(Element role) {
        StringBuilder out = new StringBuilder("role " + role.id() + ConfigPrinter.description(role));
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Element permission : role.children("acl_permission")) {
            String kind = permission.attribute("kind", "");
            int count = counts.merge(kind, 1, Integer::sum) - 1;
            out.append(ConfigPrinter.NEXT).append(kind);
            if (!defaultId(role.id(), kind, count).equals(permission.id())) {
                out.append(" $id=").append(permission.id());
            }
            if (permission.has("description")) {
                out.append(" description=").append(Words.quote(permission.attribute("description")));
            }
            append(out, permission, "xpath", "xpath");
            append(out, permission, "reference", "ref");
            append(out, permission, "object-type", "type");
            append(out, permission, "attribute", "attr");
        }
        return out.toString();
    }

    private static void append(StringBuilder out, Element element, String attribute, String word) {
        if (element.has(attribute)) {
            out.append(' ').append(Words.quoteWhereNeeded(word + ":" + element.attribute(attribute)));
        }
    }

    static String printUser(Element user) {
        StringBuilder out = new StringBuilder("user " + user.id());
        for (Element child : user.children()) {
            if (child.name().equals("role_ref")) {
                out.append(" role:").append(child.id());
                continue;
            }
            out.append(ConfigPrinter.NEXT).append(child.name());
            append(out, child, "xpath", "xpath");
            append(out, child, "ref", "ref");
            append(out, child, "tag", "tag");
            append(out, child, "attribute", "attribute");
        }
        return out.toString();
    }

    static String printTarget(Element target) {
        StringBuilder out = new StringBuilder(target.name() + " " + target.id());
        target.children("role").forEach(role -> out.append(' ').append(role.id()));
        return out.toString();
    }
}
