package io.systole.shell.ha;

import io.systole.core.xml.Element;
import java.util.LinkedHashMap;
import java.util.Map;

/** Hosts that ping resources watch, each with the attribute that counts it: Heartbeat's ping nodes of today. */
final class PingHosts {
    private PingHosts() {}

    /** @param element what holds resources, at any depth */
    static Map<String, String> of(Element element) {
        Map<String, String> hosts = new LinkedHashMap<>();
        for (Element child : element.children()) {
            if (child.name().equals("primitive") && child.attribute("type", "").matches("pingd?")) {
                String attribute = "pingd";
                String list = "";
                for (Element set : child.children("instance_attributes")) {
                    for (Element pair : set.children("nvpair")) {
                        attribute = "name".equals(pair.attribute("name")) ? pair.attribute("value") : attribute;
                        list = "host_list".equals(pair.attribute("name")) ? pair.attribute("value") : list;
                    }
                }
                for (String host : list.strip().split("\\s+")) {
                    hosts.put(host, attribute);
                }
            } else {
                hosts.putAll(of(child));
            }
        }
        hosts.remove("");
        return hosts;
    }
}
