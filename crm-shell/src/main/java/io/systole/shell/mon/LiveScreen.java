package io.systole.shell.mon;

import io.systole.core.api.ClusterSession;
import io.systole.core.api.CommandIo;
import io.systole.core.value.CrmExit;
import io.systole.shell.render.OutlineText.Paint;
import io.systole.shell.render.Paints;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jline.terminal.Attributes;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/**
 * The full screen that follows the cluster. The calling thread draws; one thread reads keys, one {@link Watcher} listens to
 * the cluster, and both tell it what happened through a queue.
 */
public final class LiveScreen {
    private final Terminal terminal;
    private final ZoneId zone;
    private final Paint paint;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private ScreenState state;

    /** Something to draw anew for. */
    private sealed interface Event {
        record Key(int code) implements Event {}

        record Heard(Snapshot snapshot) implements Event {}

        record Lost(String why) implements Event {}

        record Resized() implements Event {}

        record Ended() implements Event {}
    }

    private LiveScreen(Terminal terminal, MonRequest request, CommandIo io) {
        this.terminal = terminal;
        this.zone = Zones.of(io);
        boolean colours =
                io.environment("NO_COLOR") == null && !terminal.getType().startsWith("dumb");
        this.paint = colours ? Paints.colour() : Paints.plain();
        this.state = ScreenState.of(request);
    }

    /** Until the person ends it. */
    public static int run(MonRequest request, CommandIo io, ClusterSession session) {
        try (Terminal terminal =
                TerminalBuilder.builder().name("crm_mon").system(true).build()) {
            new LiveScreen(terminal, request, io).show(session);
            return CrmExit.OK.code();
        } catch (IOException e) {
            io.err().println("crm_mon: the terminal cannot be used: " + e.getMessage());
            return CrmExit.OSERR.code();
        }
    }

    private void show(ClusterSession session) {
        Attributes before = terminal.enterRawMode();
        Thread restore = new Thread(() -> leave(before), "crm_mon-restore");
        Runtime.getRuntime().addShutdownHook(restore);
        terminal.handle(Terminal.Signal.WINCH, signal -> events.add(new Event.Resized()));
        terminal.handle(Terminal.Signal.INT, signal -> events.add(new Event.Ended()));
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        Thread keys = start("crm_mon-keys", this::readKeys);
        Thread watcher =
                start("crm_mon-watch", new Watcher(session, state.request().intervalMs(), listener()));
        try {
            follow();
        } finally {
            keys.interrupt();
            watcher.interrupt();
            leave(before);
            Runtime.getRuntime().removeShutdownHook(restore);
        }
    }

    private static Thread start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private Watcher.Listener listener() {
        return new Watcher.Listener() {
            @Override
            public void heard(Snapshot snapshot) {
                events.add(new Event.Heard(snapshot));
            }

            @Override
            public void lost(String why) {
                events.add(new Event.Lost(why));
            }
        };
    }

    private void leave(Attributes before) {
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
        terminal.setAttributes(before);
    }

    private void readKeys() {
        NonBlockingReader reader = terminal.reader();
        try {
            int code = reader.read();
            while (code >= 0) {
                events.add(new Event.Key(code == '\u001b' ? Keys.escape(reader) : code));
                code = reader.read();
            }
        } catch (IOException e) {
            // The terminal has gone: the same as its end.
        }
        events.add(new Event.Ended());
    }

    private void follow() {
        try {
            while (true) {
                Event event = events.poll(state.request().intervalMs(), TimeUnit.MILLISECONDS);
                do {
                    if (event instanceof Event.Ended || event instanceof Event.Key key && Keys.ends(key.code())) {
                        return;
                    }
                    apply(event);
                    event = events.poll();
                } while (event != null);
                draw();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void apply(Event event) {
        if (event instanceof Event.Heard heard) {
            state = state.heard(heard.snapshot(), System.currentTimeMillis());
        } else if (event instanceof Event.Lost lost) {
            state = state.lost(lost.why());
        } else if (event instanceof Event.Key key) {
            state = state.after((char) key.code());
        }
    }

    private void draw() {
        int width = Math.max(terminal.getWidth(), 20);
        int height = Math.max(terminal.getHeight(), 5);
        List<String> lines = new ArrayList<>();
        state.lines(paint, System.currentTimeMillis(), zone).forEach(line -> lines.addAll(folded(line, width)));
        int room = lines.size() > height ? height - 1 : height;
        int top = Math.max(0, Math.min(state.top(), lines.size() - room));
        StringBuilder screen = new StringBuilder("\u001b[H");
        for (int row = 0; row < Math.min(room, lines.size()); row++) {
            String line = lines.get(top + row);
            screen.append(line).append("\u001b[K");
            screen.append(row + 1 < height ? "\r\n" : "");
        }
        if (lines.size() > height) {
            int last = Math.min(top + room, lines.size());
            String place = "lines " + (top + 1) + "-" + last + " of " + lines.size() + " (arrow keys scroll)";
            screen.append("\u001b[7m")
                    .append(place, 0, Math.min(place.length(), width))
                    .append("\u001b[0m\u001b[K");
        } else {
            screen.append("\u001b[J");
        }
        terminal.writer().print(screen);
        terminal.flush();
    }

    /** A line in as many as the width takes. */
    private List<String> folded(String line, int width) {
        AttributedString text = AttributedString.fromAnsi(line.replace("\t", "  "));
        List<String> parts = new ArrayList<>();
        text.columnSplitLength(width).forEach(part -> parts.add(part.toAnsi(terminal)));
        return parts.isEmpty() ? List.of("") : parts;
    }
}
