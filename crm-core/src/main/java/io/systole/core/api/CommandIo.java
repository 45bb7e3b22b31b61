package io.systole.core.api;

import java.io.IOException;
import java.io.PrintStream;
import java.util.SortedMap;

/**
 * What a command has of the person (or agent) that typed it: streams, environment, files. Files and standard input are
 * read with the caller's rights, also where the command itself runs in the daemon.
 */
public interface CommandIo {
    PrintStream out();

    PrintStream err();

    /** The caller's environment, as far as it was passed on. */
    SortedMap<String, String> environment();

    /** All of standard input, read when first asked for; at most the size limit of the caller's side. */
    byte[] standardInput() throws IOException;

    /** A file's content; {@code -} is standard input. Fails with the operating system's reason. */
    byte[] readFile(String path) throws IOException;

    /** Writes a file; {@code -} is standard output. */
    void writeFile(String path, byte[] content) throws IOException;

    /** Whether a person sits at both ends: prompts may be printed and answers read. */
    boolean interactive();

    /** The caller's user id and name, checked by the kernel where the caller is another process. */
    Caller caller();

    /** @param uid numeric user id */
    record Caller(int uid, String name) {
        /** root and hacluster may change anything without ACLs. */
        public boolean privileged() {
            return uid == 0 || name.equals("hacluster");
        }
    }

    /** An environment variable, or null. */
    default String environment(String name) {
        return environment().get(name);
    }
}
