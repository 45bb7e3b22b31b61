package io.systole.node.boot;

import io.systole.core.cib.Cib;
import io.systole.core.cib.CibEngine;
import io.systole.core.cib.CibOperation;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlFormat;
import io.systole.core.xml.XmlParser;
import io.systole.corosync.config.ConfException;
import io.systole.corosync.config.ConfReader;
import java.util.List;

/** Loads the classes that a start needs, so that a class-data archive made on exit holds them. */
final class WarmUp {
    private WarmUp() {}

    static void run() {
        try {
            ConfReader.read(
                    "warm-up",
                    "totem {\nversion: 2\n}\nnodelist {\nnode {\nname: a\nnodeid: 1\nring0_addr: 127.0.0.1\n}\n}\n");
            Cib cib = CibEngine.apply(Cib.empty(), List.of(new CibOperation.Bump()))
                    .cib();
            XmlParser.parse(XmlFormat.pretty(cib.root()));
            Class.forName("org.jgroups.JChannel");
            Class.forName("io.systole.corosync.channel.JGroupsChannel");
            Class.forName("io.systole.node.loop.Daemon");
        } catch (ConfException | XmlException | ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
