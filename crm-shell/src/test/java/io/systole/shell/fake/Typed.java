package io.systole.shell.fake;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.ClusterSession.NotConnectedException;
import io.systole.core.api.Command;
import io.systole.shell.Commands;
import java.util.Arrays;
import java.util.List;

/**
 * What came of a command line.
 *
 * @param out standard output
 * @param err standard error
 */
public record Typed(int code, String out, String err) {
    /** Runs a command line, split at blanks, on a cluster; null for no daemon. */
    public static Typed on(ClusterApi cluster, String line) {
        return on(cluster, new FakeIo(), line.split(" "));
    }

    /** @param words the command's name first */
    public static Typed on(ClusterApi cluster, FakeIo io, String... words) {
        List<String> all = Arrays.asList(words);
        Command command = Commands.all(new UnknownAgents()).get(all.get(0));
        int code = command.run(all.subList(1, all.size()), io, () -> {
            if (cluster == null) {
                throw new NotConnectedException("no cluster daemon answers");
            }
            return cluster;
        });
        return new Typed(code, io.printed(), io.complained());
    }
}
