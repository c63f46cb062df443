package dev.caravan.door;

import dev.caravan.door.Watch.Phase;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Decides by its head whether a request's body is read at all, and for whom. */
final class Reception {
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final long maxBody;
    private final Limits limits;
    private final Ulid ids;
    private final Refusals refusals;
    private volatile boolean refusing;
    private volatile Entrance entrance;

    Reception(long maxBody, Limits limits, Ulid ids, Refusals refusals, Entrance entrance) {
        this.maxBody = maxBody;
        this.limits = limits;
        this.ids = ids;
        this.refusals = refusals;
        this.entrance = entrance;
    }

    Entrance entrance() {
        return entrance;
    }

    /** Sends everybody whose body is not read yet another way; returns the one before. */
    synchronized Entrance lead(Entrance next) {
        Entrance before = entrance;
        entrance = next;
        return before;
    }

    /** The way in for a request that was read; it has to leave it. */
    Entrance enter() {
        Entrance now = entrance;
        while (!now.enter()) {
            now = entrance; // it was closed since, so there is another
        }
        return now;
    }

    void refuse() {
        refusing = true;
    }

    void handle(HttpServerRequest request, Watch watch) {
        Call call = new Call(this, request, watch, ids.next());
        Entrance now = entrance;
        DoorConsumer consumer = now.consumer(request.path());
        Problem refusal = refusal(request, call, now, consumer);
        if (refusal != null || consumer == null) {
            call.refuse(refusal == null ? Refused.NOT_FOUND : refusal);
            return;
        }
        if (!request.method().equals(HttpMethod.POST)) {
            entered();
            Handshake.answer(request, call);
            return;
        }
        QueryToken.move(request);
        if (request.headers().contains(HttpHeaderNames.EXPECT, HttpHeaderValues.CONTINUE, true)) {
            request.response().writeContinue();
        }
        watch.enter(Phase.BODY, System.nanoTime());
        call.read();
    }

    private @Nullable Problem refusal(
            HttpServerRequest request, Call call, Entrance now, @Nullable DoorConsumer consumer) {
        if (refusing) {
            return Refused.SHUTTING_DOWN;
        }
        if (consumer == null) {
            return now.isEmpty() ? Refused.NOT_READY : Refused.NOT_FOUND;
        }
        if (consumer.isSuspended()) {
            return Refused.NOT_READY;
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return Handshake.asks(request)
                    ? now.handshake().refusal(request, call.id())
                    : Refused.methodNotAllowed("POST");
        }
        return length(request) > maxBody ? Refused.tooLarge(maxBody) : null;
    }

    /** The announced length, -1 when there is none; the decoder has refused what is no number. */
    private static long length(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length.strip());
    }

    Refusals refusals() {
        return refusals;
    }

    long maxBody() {
        return maxBody;
    }

    boolean isRefusing() {
        return refusing;
    }

    /** Takes room for bytes of a body; false when there is none. */
    boolean hold(long bytes) {
        return held.addAndGet(bytes) <= limits.held();
    }

    void release(long bytes) {
        held.addAndGet(-bytes);
    }

    void entered() {
        calls.incrementAndGet();
    }

    void left() {
        calls.decrementAndGet();
    }

    /** Waits until every request that came in has its answer. */
    void awaitEmpty(Duration limit) throws InterruptedException {
        long end = System.nanoTime() + limit.toNanos();
        while (calls.get() > 0 && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
