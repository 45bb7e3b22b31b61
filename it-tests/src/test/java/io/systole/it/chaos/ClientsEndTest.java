package io.systole.it.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A run of chaos that is killed leaves no client behind that goes on for ever. */
class ClientsEndTest {
    /** Nobody serves there. */
    private static final String ADDRESS = "127.77.62.1";

    static Stream<RowStore> stores() {
        return Stream.of(new PostgresRows(Path.of("/nowhere"), ADDRESS), new FileRows(Path.of("/nowhere"), ADDRESS));
    }

    @ParameterizedTest
    @MethodSource("stores")
    void aClientEndsWithWhoStartedItAndTakesItsHelpersAlong(RowStore store) throws Exception {
        Process client = new ProcessBuilder(store.client())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<ProcessHandle> all = new ArrayList<>(List.of(client.toHandle()));
        try {
            Thread.sleep(3_000);
            assertThat(client.isAlive()).isTrue();
            client.descendants().forEach(all::add);
            // As the kernel does with the pipes of a process that is killed.
            client.getOutputStream().close();
            assertThat(client.waitFor(20, TimeUnit.SECONDS)).isTrue();
            for (int i = 0; i < 100 && all.stream().anyMatch(ProcessHandle::isAlive); i++) {
                Thread.sleep(100);
            }
            assertThat(all).noneMatch(ProcessHandle::isAlive);
        } finally {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }
}
