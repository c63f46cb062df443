package dev.caravan.door;

import dev.caravan.door.Watch.Phase;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Decides by its head whether a request's body is read at all, and for whom. */
final class Reception {
    private final List<DoorConsumer> consumers = new CopyOnWriteArrayList<>();
    private final AtomicLong held = new AtomicLong();
    private final AtomicLong calls = new AtomicLong();
    private final long maxBody;
    private final Limits limits;
    private final Ulid ids;
    private final Refusals refusals;
    private final Handshake handshake;
    private volatile boolean refusing;

    Reception(long maxBody, Limits limits, Ulid ids, Refusals refusals, Handshake handshake) {
        this.maxBody = maxBody;
        this.limits = limits;
        this.ids = ids;
        this.refusals = refusals;
        this.handshake = handshake;
    }

    void add(DoorConsumer consumer) {
        consumers.add(consumer);
    }

    void remove(DoorConsumer consumer) {
        consumers.remove(consumer);
    }

    void refuse() {
        refusing = true;
    }

    void handle(HttpServerRequest request, Watch watch) {
        Call call = new Call(this, request, watch, ids.next());
        DoorConsumer consumer = consumer(request.path());
        Problem refusal = refusal(request, call, consumer);
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
        call.read(consumer);
    }

    private @Nullable Problem refusal(HttpServerRequest request, Call call, @Nullable DoorConsumer consumer) {
        if (refusing) {
            return Refused.SHUTTING_DOWN;
        }
        if (consumer == null) {
            return consumers.isEmpty() ? Refused.NOT_READY : Refused.NOT_FOUND;
        }
        if (consumer.isSuspended()) {
            return Refused.NOT_READY;
        }
        if (!request.method().equals(HttpMethod.POST)) {
            return Handshake.asks(request) ? handshake.refusal(request, call.id()) : Refused.methodNotAllowed("POST");
        }
        return length(request) > maxBody ? Refused.tooLarge(maxBody) : null;
    }

    /** The announced length, -1 when there is none; the decoder has refused what is no number. */
    private static long length(HttpServerRequest request) {
        String length = request.headers().get(HttpHeaderNames.CONTENT_LENGTH);
        return length == null ? -1 : Long.parseLong(length.strip());
    }

    private @Nullable DoorConsumer consumer(@Nullable String path) {
        for (DoorConsumer consumer : consumers) {
            if (path != null && consumer.serves(path)) {
                return consumer;
            }
        }
        return null;
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
