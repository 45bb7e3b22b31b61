package io.systole.core.cib.rule;

import io.systole.core.value.ValueType;
import io.systole.core.xml.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What every element of a configuration may hold, as a table. A line has three parts, the last two optional:
 *
 * <pre>name: attribute attribute=type attribute=type! > child child? child+ | one-of one-of; ...</pre>
 *
 * An attribute takes any text where no type is named, and must be there with a {@code !}. A child may be there any number of
 * times, at most once ({@code ?}), at least once ({@code +}) or exactly once ({@code !}). Behind the bar stand choices: of the
 * alternatives of each, one must be there, and nothing of the others. Words joined by {@code &} belong together, one in
 * brackets is a child ({@code *}: any), one with {@code =} or {@code !=} an attribute with, or with another than, that value.
 *
 * <p>The table takes the words of every era: who declares an old schema may use new words, as everywhere in Systole. It takes
 * what a daemon notes in its own file beside them, too, so that the file can be checked.
 */
final class CibShape {
    private static final String TABLE = """
            cib: validate-with! epoch=count! num_updates=count! admin_epoch=count! crm_feature_set remote-tls-port=count \
            remote-clear-port=count have-quorum=boolean dc-uuid cib-last-written no-quorum-panic=boolean update-origin \
            update-client update-user execution-date quorate-version lineage promised-term > configuration! status?
            configuration: > crm_config! nodes! resources! constraints! fencing-topology? op_defaults? rsc_defaults? acls? tags? alerts?
            crm_config: > cluster_property_set
            rsc_defaults: > meta_attributes
            op_defaults: > meta_attributes
            cluster_property_set: id=id id-ref=name score=score > nvpair rule? | id id-ref
            meta_attributes: id=id id-ref=name score=score > nvpair rule? | id id-ref
            instance_attributes: id=id id-ref=name score=score > nvpair rule? | id id-ref
            utilization: id=id id-ref=name score=score > nvpair rule? | id id-ref
            nvpair: id=id id-ref=name name value | id&name id-ref id-ref&name
            nodes: > node
            node: id! uname! type=node-type description score=score > instance_attributes utilization
            resources: > primitive template group clone master bundle
            primitive: id=id! class=class provider type template=name description \
            > instance_attributes meta_attributes utilization operations? | class=ocf&provider&type class!=ocf&type template
            template: id=id! class=class! provider type! description > instance_attributes meta_attributes utilization operations? \
            | class=ocf&provider&type class!=ocf&type
            group: id=id! description > instance_attributes meta_attributes primitive+
            clone: id=id! description > instance_attributes meta_attributes primitive? group? | (primitive) (group)
            master: id=id! description > instance_attributes meta_attributes primitive? group? | (primitive) (group)
            bundle: id=id! description > instance_attributes meta_attributes docker? podman? rkt? network? storage? primitive? \
            | (docker) (podman) (rkt)
            docker: image! replicas=integer replicas-per-host=integer masters=integer promoted-max=integer run-command network options
            podman: image! replicas=integer replicas-per-host=integer masters=integer promoted-max=integer run-command network options
            rkt: image! replicas=integer replicas-per-host=integer masters=integer promoted-max=integer run-command network options
            network: ip-range-start control-port=integer host-interface host-netmask=integer add-host=boolean > port-mapping
            port-mapping: id=id! port=integer internal-port=integer range=ports | port range
            storage: > storage-mapping
            storage-mapping: id=id! source-dir source-dir-root target-dir! options | source-dir source-dir-root
            operations: id=id id-ref=name > op
            op: id=id! name! interval! description start-delay interval-origin timeout enabled=boolean record-pending=boolean \
            role=role requires=requires on-fail=on-fail > instance_attributes meta_attributes
            constraints: > rsc_location rsc_colocation rsc_order rsc_ticket
            rsc_location: id=id! rsc=name rsc-pattern node score=score role=role resource-discovery=discovery \
            > resource_set rule lifetime? | rsc rsc-pattern (resource_set); node&score (rule)
            rsc_colocation: id=id! score=score score-attribute score-attribute-mangle influence rsc=name with-rsc=name \
            node-attribute rsc-role=role with-rsc-role=role > resource_set lifetime? | rsc&with-rsc (resource_set)
            rsc_order: id=id! symmetrical=boolean require-all=boolean score=score kind=kind first=name then=name \
            first-action=action then-action=action > resource_set lifetime? | first&then (resource_set)
            rsc_ticket: id=id! ticket! rsc=name rsc-role=role loss-policy=loss-policy > resource_set | rsc (resource_set)
            resource_set: id=id id-ref=name sequential=boolean require-all=boolean ordering=ordering action=action role=role \
            score=score kind=kind > resource_ref | id&(resource_ref) id-ref
            resource_ref: id=name!
            lifetime: > rule+
            rule: id=id id-ref=name boolean-op=boolean-op role score=score score-attribute \
            > expression date_expression rsc_expression op_expression rule | id&(*) id-ref
            expression: id=id! attribute! operation=operation! value type=value-type value-source=value-source
            date_expression: id=id! operation=date-operation! start end > date_spec? duration? | operation=date_spec&(date_spec) \
            operation=gt&start operation=lt&end operation=in_range&start operation=in_range&end operation=in_range&start&end
            date_spec: id=id! years months monthdays hours minutes seconds yeardays weekyears weeks weekdays yearsdays moon
            duration: id=id! years months weeks days hours minutes seconds monthdays weekdays yearsdays weekyears moon
            rsc_expression: id=id! class provider type
            op_expression: id=id! name! interval
            fencing-topology: > fencing-level
            fencing-level: id=id! target target-pattern target-attribute target-value index=level! devices=devices! \
            | target target-pattern target-attribute&target-value
            acls: > acl_target acl_group acl_role acl_user
            acl_target: id! name > role
            acl_group: id=id! name > role
            acl_role: id=id! description > acl_permission read write deny
            acl_user: id=id! > role_ref read write deny
            role: id=name!
            role_ref: id=name!
            acl_permission: id=id! kind=permission! xpath reference=name object-type attribute description \
            | xpath reference object-type
            read: id=id! tag ref=name xpath attribute
            write: id=id! tag ref=name xpath attribute
            deny: id=id! tag ref=name xpath attribute
            tags: > tag
            tag: id=id! > obj_ref+
            obj_ref: id!
            alerts: > alert
            alert: id=id! description path! > instance_attributes meta_attributes select? recipient
            select: > select_attributes? select_fencing? select_nodes? select_resources?
            select_attributes: > attribute
            select_fencing:
            select_nodes:
            select_resources:
            attribute: id=id! name!
            recipient: id=id! description value! > instance_attributes meta_attributes
            """;

    private static final Map<String, String> LINES = lines();
    /** Of the elements that have come up: a command sees few of them. */
    private static final Map<String, CibShape> SHAPES = new ConcurrentHashMap<>();

    /** How often a child may be there. */
    enum Times {
        ANY,
        AT_MOST_ONCE,
        AT_LEAST_ONCE,
        ONCE
    }

    /**
     * What an alternative asks for.
     *
     * @param child whether it is a child, and not an attribute
     * @param name of the child or the attribute; null for a child of any name
     * @param value that the attribute must have, or must not; null where any will do
     * @param unlike whether the attribute must have another value than that
     */
    record Part(boolean child, String name, String value, boolean unlike) {
        private static Part of(String word) {
            if (word.startsWith("(")) {
                String name = word.substring(1, word.length() - 1);
                return new Part(true, name.equals("*") ? null : name, null, false);
            }
            int equals = word.indexOf('=');
            if (equals < 0) {
                return new Part(false, word, null, false);
            }
            boolean unlike = word.charAt(equals - 1) == '!';
            return new Part(false, word.substring(0, unlike ? equals - 1 : equals), word.substring(equals + 1), unlike);
        }

        boolean in(Element element) {
            if (child) {
                return name != null
                        ? element.child(name) != null
                        : element.children().stream()
                                .anyMatch(any -> !any.name().equals(Element.COMMENT));
            }
            String found = element.attribute(name);
            return found != null && (value == null || value.equals(found) != unlike);
        }

        /** As sentences name it. */
        @Override
        public String toString() {
            if (child) {
                return name == null ? "content" : "a <" + name + ">";
            }
            return value == null ? name : name + (unlike ? "!=" : "=") + value;
        }
    }

    /** Attributes and their types; null where any text is taken. */
    private final Map<String, ValueType> attributes = new LinkedHashMap<>();

    private final Set<String> required = new LinkedHashSet<>();
    private final Map<String, Times> children = new LinkedHashMap<>();
    /** Choices, each of alternatives, each of parts. */
    private final List<List<List<Part>>> choices = new ArrayList<>();

    private CibShape(String attributeWords, String childWords, String choiceWords) {
        for (String word : words(attributeWords, ' ')) {
            boolean needed = word.endsWith("!");
            String plain = needed ? word.substring(0, word.length() - 1) : word;
            int equals = plain.indexOf('=');
            String name = equals < 0 ? plain : plain.substring(0, equals);
            attributes.put(name, equals < 0 ? null : CibType.named(plain.substring(equals + 1)));
            if (needed) {
                required.add(name);
            }
        }
        for (String word : words(childWords, ' ')) {
            int at = "?+!".indexOf(word.charAt(word.length() - 1));
            String name = at < 0 ? word : word.substring(0, word.length() - 1);
            children.put(name, at < 0 ? Times.ANY : Times.values()[at + 1]);
        }
        for (String choice : words(choiceWords, ';')) {
            List<List<Part>> alternatives = new ArrayList<>();
            for (String word : words(choice, ' ')) {
                List<Part> parts = new ArrayList<>();
                words(word, '&').forEach(part -> parts.add(Part.of(part)));
                alternatives.add(parts);
            }
            choices.add(alternatives);
        }
    }

    private static Map<String, String> lines() {
        Map<String, String> lines = new LinkedHashMap<>();
        for (String line : words(TABLE, '\n')) {
            int colon = line.indexOf(':');
            lines.put(line.substring(0, colon), line.substring(colon + 1));
        }
        return Collections.unmodifiableMap(lines);
    }

    private static CibShape read(String line) {
        int bar = line.indexOf('|');
        String held = bar < 0 ? line : line.substring(0, bar);
        int arrow = held.indexOf('>');
        return new CibShape(
                arrow < 0 ? held : held.substring(0, arrow),
                arrow < 0 ? "" : held.substring(arrow + 1),
                bar < 0 ? "" : line.substring(bar + 1));
    }

    /** What stands between the separators and is not blank. Regular expressions would take a command's start some 30 ms. */
    private static List<String> words(String text, char separator) {
        List<String> words = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int found = text.indexOf(separator, start);
            int end = found < 0 ? text.length() : found;
            String word = text.substring(start, end).strip();
            if (!word.isEmpty()) {
                words.add(word);
            }
            start = end + 1;
        }
        return words;
    }

    /** The shape of the elements of that name; null where a configuration has none. */
    static CibShape of(String name) {
        CibShape known = SHAPES.get(name);
        if (known == null && LINES.containsKey(name)) {
            known = read(LINES.get(name));
            SHAPES.put(name, known);
        }
        return known;
    }

    Map<String, ValueType> attributes() {
        return attributes;
    }

    Set<String> required() {
        return required;
    }

    Map<String, Times> children() {
        return children;
    }

    List<List<List<Part>>> choices() {
        return choices;
    }
}
