package io.systole.agents.lsb;

import io.systole.agents.process.AgentProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;

/**
 * Asks a script for its status where provably nothing runs: among no other processes, with no network and an empty /run. It
 * is the one question to which every honest script must answer "stopped".
 */
final class EmptyRoom {
    private static final String MARK = "systole-status ";
    private static final String IN_THE_ROOM = "for d in /run /var/run /var/lock; do"
            + " [ -d $d ] && [ ! -L $d ] && { mount -t tmpfs tmpfs $d || exit 99; }; done;"
            + " \"$0\" \"$@\" status; code=$?; echo; echo \"" + MARK + "$code\"";

    private EmptyRoom() {}

    /** The script's exit code; empty where it did not end in time or there can be no such room here. */
    static OptionalInt status(InitScript script, SortedMap<String, String> environment, long timeoutMs) {
        List<String> words = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "--net",
                "--ipc",
                "--mount-proc",
                "sh",
                "-c",
                IN_THE_ROOM,
                script.path().toString()));
        words.addAll(script.arguments());
        AgentProcess.Result result =
                AgentProcess.run(words, environment, new byte[0], timeoutMs, new AgentProcess.Handle());
        int at = result.output().lastIndexOf("\n" + MARK);
        if (at < 0 || result.timedOut()) {
            return OptionalInt.empty();
        }
        String code = result.output().substring(at + 1 + MARK.length()).strip();
        if (!code.matches("[0-9]{1,3}")) {
            return OptionalInt.empty();
        }
        int said = Integer.parseInt(code);
        return OptionalInt.of(script.speaks() ? StatusWords.code(result.output().substring(0, at), said) : said);
    }
}
