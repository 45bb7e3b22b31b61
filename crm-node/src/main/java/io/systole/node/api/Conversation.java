package io.systole.node.api;

import io.systole.core.api.ClusterApi;
import io.systole.core.api.Command;
import io.systole.core.api.CommandIo.Caller;
import io.systole.core.api.wire.ApiServer;
import io.systole.core.api.wire.Frame;
import io.systole.core.api.wire.Hello;
import io.systole.core.value.CrmExit;
import io.systole.core.value.OncePerMinute;
import io.systole.core.xml.XmlException;
import io.systole.core.xml.XmlFormat;
import io.systole.core.xml.XmlParser;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client on the local socket: either one command, or API calls until it leaves. */
final class Conversation implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Conversation.class);

    /** A client that has not said what it wants within so many milliseconds is closed. */
    private static final long FIRST_FRAME_MS = 5_000;

    private static final ScheduledExecutorService TIMER = timer();

    private final SocketChannel peer;
    private final SortedMap<String, Command> commands;
    private final ClusterApi cluster;
    private final OncePerMinute refusals;
    private final InputLimit.Share share = new InputLimit.Share();

    Conversation(SocketChannel peer, SortedMap<String, Command> commands, ClusterApi cluster, OncePerMinute refusals) {
        this.peer = peer;
        this.commands = commands;
        this.cluster = cluster;
        this.refusals = refusals;
    }

    private static ScheduledExecutorService timer() {
        ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "local-socket-timer");
            thread.setDaemon(true);
            return thread;
        });
        // Else those who have spoken would stay in its queue, however many come in that time.
        timer.setRemoveOnCancelPolicy(true);
        return timer;
    }

    @Override
    public void run() {
        String who = "unknown";
        try (peer) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(Channels.newInputStream(peer)));
            DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Channels.newOutputStream(peer)));
            Caller caller = PeerCredentials.of(peer);
            who = caller.name();
            if (!PeerCredentials.allowed(peer, caller)) {
                refusals.count("user " + caller.name())
                        .ifPresent(telling -> LOG.warn(
                                "Refused a local connection of user {} ({} more since the last report)",
                                caller.name(),
                                telling.untold()));
                refuse(out, caller);
                return;
            }
            ScheduledFuture<?> patience = TIMER.schedule(this::hangUp, FIRST_FRAME_MS, TimeUnit.MILLISECONDS);
            Frame first = next(in, out, who);
            patience.cancel(false);
            switch (first.type()) {
                case HELLO -> command(Hello.decode(first.payload()), caller, in, out);
                case CALL -> calls(first, in, out, who);
                default -> throw new IOException("a conversation does not begin with " + first.type());
            }
        } catch (EOFException e) {
            LOG.trace("A local client has left");
        } catch (AsynchronousCloseException e) {
            unwelcome("ended", who, "it did not say what it wants within " + FIRST_FRAME_MS + " ms");
        } catch (IOException e) {
            unwelcome("ended", who, e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("A local command failed inside the daemon", e);
        } finally {
            share.free();
        }
    }

    /** Told once a minute of each user, however often it happens. */
    private void unwelcome(String what, String who, String why) {
        refusals.count(what + " " + who)
                .ifPresent(telling -> LOG.info(
                        "A local connection of user {} {}: {} ({} more since the last report)",
                        who,
                        what,
                        why,
                        telling.untold()));
    }

    private void hangUp() {
        try {
            peer.close();
        } catch (IOException e) {
            LOG.trace("Closing a silent connection failed", e);
        }
    }

    private static void refuse(DataOutputStream out, Caller caller) throws IOException {
        Frame.write(
                out,
                Frame.Type.ERR,
                ("user " + caller.name() + " may not use the cluster; it takes root, hacluster or a member of the group"
                                + " haclient\n")
                        .getBytes(StandardCharsets.UTF_8));
        exit(out, CrmExit.INSUFFICIENT_PRIV.code());
    }

    private static void exit(DataOutputStream out, int code) throws IOException {
        Frame.write(
                out,
                Frame.Type.EXIT,
                ByteBuffer.allocate(Integer.BYTES).putInt(code).array());
    }

    private void command(Hello hello, Caller caller, DataInputStream in, DataOutputStream out) throws IOException {
        FrameIo io = new FrameIo(in, out, hello, caller, share);
        String name = hello.words().get(0);
        Command command = commands.get(name);
        List<String> arguments = hello.words().subList(1, hello.words().size());
        if (command == null) {
            io.err().println("the daemon knows no command " + name);
            io.flush();
            exit(out, CrmExit.USAGE.code());
            return;
        }
        if (command.needsTerminal(arguments, io)) {
            Frame.write(out, Frame.Type.RUN_LOCALLY, new byte[0]);
            return;
        }
        int code;
        try {
            code = command.run(arguments, io, () -> cluster);
        } catch (RuntimeException e) {
            LOG.error("Command {} failed inside the daemon", String.join(" ", hello.words()), e);
            io.err().println(name + ": internal error (" + e + "); the daemon's log has the details");
            code = CrmExit.SOFTWARE.code();
        }
        io.flush();
        exit(out, code);
    }

    private void calls(Frame first, DataInputStream in, DataOutputStream out, String who) throws IOException {
        ApiServer server = new ApiServer(cluster);
        Frame call = first;
        while (true) {
            String answer;
            Frame.Type type = Frame.Type.CALL;
            try {
                answer = XmlFormat.compact(server.answer(XmlParser.parse(call.payload())));
            } catch (XmlException | RuntimeException e) {
                unwelcome("made a call that failed", who, e.toString());
                answer = String.valueOf(e.getMessage());
                type = Frame.Type.FAILED;
            }
            Frame.write(out, type, answer.getBytes(StandardCharsets.UTF_8));
            share.free();
            call = next(in, out, who);
        }
    }

    /** The next call that is not too large; the others are refused with a sentence. */
    private Frame next(DataInputStream in, DataOutputStream out, String who) throws IOException {
        while (true) {
            try {
                return Frame.read(in, share::take);
            } catch (Frame.TooLargeException e) {
                in.skipNBytes(e.length());
                String sentence = InputLimit.sentence("the change", e.length());
                unwelcome("said too much", who, sentence);
                share.free();
                Frame.write(out, Frame.Type.FAILED, sentence.getBytes(StandardCharsets.UTF_8));
            }
        }
    }
}
