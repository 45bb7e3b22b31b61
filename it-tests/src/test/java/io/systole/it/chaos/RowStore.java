package io.systole.it.chaos;

import io.systole.it.lab.Lab;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The service that keeps clients' rows, as a group of resources behind an address. */
interface RowStore {
    /** The primitive whose lock at the witness says where the service runs. */
    String LOCK = "rows";

    /** Puts on a node what its agents need. */
    default void furnish(Path nodesFolder) throws IOException {}

    /** The primitives, as {@code crm configure} takes them, in the order in which they start, one of them {@link #LOCK}. */
    List<String> primitives();

    /** A program and its words; beside the nodes it commits a row after another and prints each that was acknowledged. */
    List<String> client();

    /** All rows that are there in the end, while the service runs. */
    Set<Long> kept(Lab lab) throws IOException, InterruptedException;
}
