package io.systole.core.operation;

import io.systole.core.xml.Element;
import io.systole.core.xml.XmlFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The digest of an operation's parameters, by which a later plan sees that a resource runs with other parameters than are
 * configured. Equal to Pacemaker's {@code op-digest}, so that a history written by either is understood by the other: MD5
 * over a {@code parameters} element with its attributes sorted, one blank before and a line feed behind it.
 */
public final class ParameterDigest {
    private ParameterDigest() {}

    /**
     * The digest over all resource parameters; of the meta-data, only the timeout of a recurring operation counts.
     *
     * @param attributes an action's attributes, parameters and {@code CRM_meta_*}
     */
    public static String of(Map<String, String> attributes) {
        return over(parameters(attributes));
    }

    /** The attributes that count for the digest, sorted. */
    public static SortedMap<String, String> parameters(Map<String, String> attributes) {
        SortedMap<String, String> kept = new TreeMap<>();
        attributes.forEach((name, value) -> {
            if (!name.startsWith("CRM_meta_") && !name.equals("crm_feature_set") && !name.equals("id")) {
                kept.put(name, value);
            }
        });
        String timeout = attributes.get("CRM_meta_timeout");
        if (timeout != null
                && !attributes.getOrDefault("CRM_meta_interval", "0").equals("0")) {
            kept.put("CRM_meta_timeout", timeout);
        }
        return kept;
    }

    static String over(SortedMap<String, String> parameters) {
        Element.Builder element = Element.builder("parameters");
        parameters.forEach(element::attribute);
        return Md5.hex(" " + XmlFormat.compact(element.build()) + "\n");
    }
}
