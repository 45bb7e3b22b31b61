package io.systole.it.chaos;

import io.systole.it.lab.Lab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * {@link RowServer} on a file that all nodes reach. Where nothing is fenced the service may run twice for a while, which a
 * PostgreSQL would not outlive; here it costs rows, and they are counted.
 *
 * @param address where clients find it
 */
record FileRows(Path file, String address) implements RowStore {
    @Override
    public List<String> primitives() {
        return List.of(
                "primitive address ocf:heartbeat:IPaddr2 params ip=" + address
                        + " cidr_netmask=24 op monitor interval=10s",
                "primitive " + LOCK + " ocf:chaos:Witness params run=\"java "
                        + "-XX:+UseSerialGC -XX:TieredStopAtLevel=1"
                        + " -Xmx32m -cp " + classPath() + " " + RowServer.class.getName() + " " + file
                        + "\" op monitor interval=5s");
    }

    @Override
    public List<String> client() {
        return List.of("java", "-XX:+UseSerialGC", "-Xmx32m", "-cp", classPath(), RowClient.class.getName(), address);
    }

    /** Of what needs no library. */
    private static String classPath() {
        return Lab.top().resolve("it-tests/target/test-classes").toString();
    }

    @Override
    public Set<Long> kept(Lab lab) throws IOException {
        Set<Long> rows = new TreeSet<>();
        Files.readAllLines(file).forEach(line -> rows.add(Long.parseLong(line)));
        return rows;
    }
}
