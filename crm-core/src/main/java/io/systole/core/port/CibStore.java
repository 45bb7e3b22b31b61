package io.systole.core.port;

import io.systole.core.cib.Cib;
import java.io.IOException;

/**
 * Keeps the configuration on disk.
 *
 * <p><b>Threading.</b> One caller at a time.
 *
 * <p><b>Ordering.</b> When {@link #save} returns, the configuration and its digest are on the disk and survive a power cut;
 * a cut during the call leaves either the old one or the new one.
 *
 * <p><b>Failure.</b> A full or broken disk throws; the file that was there stays good.
 */
public interface CibStore {
    /** What was found, with a sentence for people where it was not simply the last configuration saved. */
    record Loaded(Cib cib, String notice) {}

    /**
     * The last good configuration. A torn or hand-edited file is kept aside, the last good one is used, and the notice
     * says so; an empty store gives an empty CIB.
     */
    Loaded load() throws IOException;

    /**
     * Saves the configuration; the status section is not written.
     *
     * @return why the next save is likely to fail though this one has not; empty where all is well
     */
    String save(Cib cib) throws IOException;
}
