package io.systole.core.controller;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last few things that people should see in a status display though they are over. */
final class Notices {
    static final int LIMIT = 5;
    static final long SHOWN_MS = 900_000;

    private final Deque<Notice> notices = new ArrayDeque<>();

    private record Notice(String sentence, long sinceMs) {}

    void add(String sentence, long nowMs) {
        notices.removeIf(n -> n.sentence().equals(sentence));
        notices.addLast(new Notice(sentence, nowMs));
        if (notices.size() > LIMIT) {
            notices.removeFirst();
        }
    }

    /** Those of the last quarter of an hour, oldest first. */
    List<String> shown(long nowMs) {
        return notices.stream()
                .filter(n -> nowMs - n.sinceMs() < SHOWN_MS)
                .map(Notice::sentence)
                .toList();
    }
}
