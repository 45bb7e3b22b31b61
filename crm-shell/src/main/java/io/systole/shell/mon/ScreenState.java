package io.systole.shell.mon;

import io.systole.shell.render.OutlineText.Paint;
import io.systole.shell.render.Section;
import io.systole.shell.render.Show;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What the full screen shows, and what keys do to it.
 *
 * @param snapshot the last status that was heard, or null
 * @param heardMs when, milliseconds since the epoch
 * @param lost why the cluster cannot be asked now, or null
 * @param help the page of keys is shown
 * @param top the first line shown
 * @param fenceLevel how much of the fencing history is shown, 0 to 3
 */
record ScreenState(
        MonRequest request, Snapshot snapshot, long heardMs, String lost, boolean help, int top, int fenceLevel) {
    static final char UP = 1;
    static final char DOWN = 2;
    static final char PAGE_UP = 3;
    static final char PAGE_DOWN = 4;

    private static final int PAGE = 10;

    /** How long a daemon that has no DC yet may leave the last status on the screen. */
    private static final long SETTLE_MS = 15_000;

    /** Keys and what they show or hide, in the order of the page of keys. */
    private static final List<Toggle> TOGGLES = List.of(
            new Toggle('c', Section.TICKETS, null, "Display cluster tickets"),
            new Toggle('f', Section.FAILCOUNTS, null, "Display resource fail counts"),
            new Toggle('n', null, Show.BY_NODE, "Group resources by node"),
            new Toggle('o', Section.OPERATIONS, null, "Display resource operation history"),
            new Toggle('r', null, Show.INACTIVE, "Display inactive resources"),
            new Toggle('t', null, Show.TIMING, "Display resource operation history with timing details"),
            new Toggle('A', Section.ATTRIBUTES, null, "Display node attributes"),
            new Toggle('L', Section.BANS, null, "Display negative location constraints"),
            new Toggle('D', null, null, "Hide all headers"),
            new Toggle('R', null, Show.DETAIL, "Show more details (node IDs, individual clone instances)"),
            new Toggle('b', null, Show.BRIEF, "Brief output"),
            new Toggle('j', null, Show.PENDING, "Display pending state"),
            new Toggle('m', null, null, "Show fence history: 0=off, 1=failures and pending, 2=add successes, 3=full"));

    private record Toggle(char key, Section section, Show show, String what) {}

    static ScreenState of(MonRequest request) {
        int level = request.sections().contains(Section.FENCING_SUCCEEDED)
                ? 2
                : request.sections().contains(Section.FENCING_FAILED) ? 1 : 0;
        return new ScreenState(request, null, 0, null, false, 0, level);
    }

    /** What a daemon says that has just started is no news yet: until it knows a DC, the last status stays for a while. */
    ScreenState heard(Snapshot newSnapshot, long nowMs) {
        if (!newSnapshot.settled() && snapshot != null && snapshot.settled() && nowMs - heardMs < SETTLE_MS) {
            return lost("no DC is elected yet");
        }
        return new ScreenState(request, newSnapshot, nowMs, null, help, top, fenceLevel);
    }

    ScreenState lost(String why) {
        return new ScreenState(request, snapshot, heardMs, why, help, top, fenceLevel);
    }

    /** After a key; those without a meaning only leave the page of keys. */
    ScreenState after(char key) {
        switch (key) {
            case '?':
                return new ScreenState(request, snapshot, heardMs, lost, true, 0, fenceLevel);
            case UP:
                return scrolled(-1);
            case DOWN:
                return scrolled(1);
            case PAGE_UP:
                return scrolled(-PAGE);
            case PAGE_DOWN:
                return scrolled(PAGE);
            default:
                boolean toggles = TOGGLES.stream().anyMatch(t -> t.key() == key);
                ScreenState after = toggles ? toggled(key) : this;
                return new ScreenState(
                        after.request, snapshot, heardMs, lost, help && toggles, after.top, after.fenceLevel);
        }
    }

    private ScreenState scrolled(int by) {
        return new ScreenState(request, snapshot, heardMs, lost, help, Math.max(0, top + by), fenceLevel);
    }

    private ScreenState toggled(char key) {
        Set<Section> sections = EnumSet.noneOf(Section.class);
        sections.addAll(request.sections());
        Set<Show> show = EnumSet.noneOf(Show.class);
        show.addAll(request.show());
        int level = fenceLevel;
        for (Toggle toggle : TOGGLES) {
            if (toggle.key() == key) {
                flip(toggle.section(), sections);
                flip(toggle.show(), show);
            }
        }
        switch (key) {
            case 'o' -> {
                if (!sections.contains(Section.OPERATIONS)) {
                    show.remove(Show.TIMING);
                }
            }
            case 't' -> {
                if (show.contains(Show.TIMING)) {
                    sections.add(Section.OPERATIONS);
                }
            }
            case 'R' -> {
                flip(Show.FEATURE_SET, show);
                flip(Show.FAILURE_DETAIL, show);
            }
            case 'D' -> toggleHeaders(sections);
            case 'm' -> {
                level = (level + 1) % 4;
                sections.removeAll(Section.FENCING);
                if (level == 1) {
                    sections.addAll(Set.of(Section.FENCING_FAILED, Section.FENCING_PENDING));
                } else if (level > 1) {
                    sections.addAll(Section.FENCING);
                }
            }
            default -> {
                // The table says it all.
            }
        }
        return new ScreenState(request.with(sections, show), snapshot, heardMs, lost, help, 0, level);
    }

    private static <E> void flip(E element, Set<E> set) {
        if (element != null && !set.remove(element)) {
            set.add(element);
        }
    }

    private static void toggleHeaders(Set<Section> sections) {
        if (!sections.removeAll(Section.SUMMARY)) {
            sections.addAll(Section.SUMMARY);
            sections.remove(Section.OPTIONS);
        }
    }

    /** All lines, however many fit. */
    List<String> lines(Paint paint, long nowMs, ZoneId zone) {
        List<String> lines = new ArrayList<>();
        if (help) {
            lines.add("Display option change mode");
            for (Toggle toggle : TOGGLES) {
                String mark = toggle.key() == 'm' ? Integer.toString(fenceLevel) : isOn(toggle) ? "*" : " ";
                lines.add(mark + " " + toggle.key() + ":  " + toggle.what());
            }
            lines.add("");
            lines.add("Toggle fields via field letter, type any other key to return; q ends crm_mon");
            return lines;
        }
        if (lost != null) {
            lines.add("waiting until the cluster is available: " + lost);
            if (snapshot != null) {
                lines.add("what was known " + Math.max(0, nowMs - heardMs) / 1000 + " s ago:");
            }
            lines.add("");
        }
        if (snapshot != null) {
            // While the cluster cannot be asked, the clock of what is shown stands still.
            long shownMs = lost == null ? nowMs : heardMs;
            lines.addAll(List.of(StatusReport.of(request, snapshot, shownMs, zone)
                    .text(paint)
                    .split("\n", -1)));
        }
        return lines;
    }

    private boolean isOn(Toggle toggle) {
        if (toggle.key() == 'D') {
            return request.sections().stream().noneMatch(Section.SUMMARY::contains);
        }
        return toggle.section() != null && request.sections().contains(toggle.section())
                || toggle.show() != null && request.show().contains(toggle.show());
    }
}
