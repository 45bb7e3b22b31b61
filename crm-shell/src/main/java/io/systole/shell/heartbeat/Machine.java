package io.systole.shell.heartbeat;

import io.systole.agents.drbd.DrbdConf;
import java.util.Optional;

/** What the import asks of the machine it runs on: nothing here changes it, and every answer may be "not known". */
public interface Machine {
    /** {@code uname -n}. */
    String hostName();

    /** The network of a device's IPv4 address, for example {@code 10.0.0.0}; empty where there is no such device. */
    Optional<String> network(String device);

    /** A device's first IPv4 address. */
    Optional<String> address(String device);

    /** The IPv4 address of a host's name, numeric, loopback excepted. */
    Optional<String> lookUp(String host);

    /** Whether a file is there that may be run. */
    boolean program(String path);

    /** DRBD's configuration; empty where there is none. */
    Optional<DrbdConf> drbd();
}
