package io.systole.agents.lsb;

/** What can be said of a service without asking its script: its processes. Looks at no disk that may be dead. */
interface Witness {
    /** What the process table says. */
    enum Word {
        RUNS,
        STOPPED,
        /** Nothing is known of what the service's processes look like. */
        UNKNOWN
    }

    Word word();

    /** Whether the word holds against the script's. */
    boolean reliable();

    /** The best witness that there is for a script. */
    static Witness of(InitScript script) {
        return PostgresServer.of(script).<Witness>map(server -> server).orElseGet(() -> DaemonWitness.of(script));
    }
}
