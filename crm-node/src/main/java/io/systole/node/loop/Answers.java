package io.systole.node.loop;

import io.systole.core.controller.Effect;
import io.systole.core.controller.Input;
import io.systole.core.message.Request;
import io.systole.core.value.CrmExit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Brings the questions of threads that wait to the loop, and the answers back. */
final class Answers {
    private final Map<Long, CompletableFuture<Effect.Reply>> waiting = new ConcurrentHashMap<>();
    private final AtomicLong lastToken = new AtomicLong();

    /** Asks and waits; the answer after the time is over is {@link CrmExit#TIMEOUT}. */
    Effect.Reply ask(Request request, long timeoutMs, Consumer<Input> loop) {
        long token = lastToken.incrementAndGet();
        CompletableFuture<Effect.Reply> answer = new CompletableFuture<>();
        waiting.put(token, answer);
        try {
            loop.accept(new Input.Asked(token, request));
            return answer.get(timeoutMs, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            loop.accept(new Input.NoLongerAsked(token));
            return new Effect.Reply(
                    token, CrmExit.TIMEOUT.code(), List.of("no answer from the cluster within " + timeoutMs + " ms"));
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            loop.accept(new Input.NoLongerAsked(token));
            return new Effect.Reply(token, CrmExit.DISCONNECT.code(), List.of("the daemon on this node is stopping"));
        } finally {
            waiting.remove(token);
        }
    }

    void answer(Effect.Reply reply) {
        CompletableFuture<Effect.Reply> answer = waiting.get(reply.token());
        if (answer != null) {
            answer.complete(reply);
        }
    }
}
