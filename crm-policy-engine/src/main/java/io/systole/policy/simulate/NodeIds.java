package io.systole.policy.simulate;

import io.systole.core.xml.Element;

/** Finds the id that a CIB has for a node. */
final class NodeIds {
    private NodeIds() {}

    /** The id of a member or remote node; the name itself, for one that is not configured. */
    static String of(Element cib, String name) {
        Element configuration = cib.child("configuration");
        Element nodes = configuration == null ? null : configuration.child("nodes");
        for (int i = 0; nodes != null && i < nodes.childCount(); i++) {
            Element node = nodes.child(i);
            if (name.equalsIgnoreCase(node.attribute("uname")) && node.id() != null) {
                return node.id();
            }
        }
        return name;
    }

    static boolean isConfigured(Element cib, String name) {
        Element configuration = cib.child("configuration");
        Element nodes = configuration == null ? null : configuration.child("nodes");
        for (int i = 0; nodes != null && i < nodes.childCount(); i++) {
            if (name.equals(nodes.child(i).attribute("uname"))) {
                return true;
            }
        }
        return false;
    }
}
