package dev.caravan.client;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHeaders;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.Timeout;
import org.jspecify.annotations.Nullable;

/**
 * Bounds a whole attempt through camel-http: the time of {@code responseTimeout} from its beginning to the last answer's last
 * byte, and 256 KiB of answer, in which a host's list of commit statuses has room. HttpClient's own time-outs only bound the gaps between bytes, so a dripping server would hold a lane.
 */
final class AttemptDeadline implements ExecChainHandler, AutoCloseable {
    private static final int MOST_BYTES = 256 * 1024;

    private final ScheduledExecutorService alarms = alarms();

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        Timeout most = scope.clientContext.getRequestConfigOrDefault().getResponseTimeout();
        if (most == null || !most.isEnabled()) {
            return bounded(chain.proceed(request, scope), scope);
        }
        long left = AttemptClock.left(most.toDuration()).toMillis();
        if (left <= 0) {
            throw late(most); // the requests before this one have taken it all
        }
        AtomicBoolean late = new AtomicBoolean();
        Future<?> alarm = alarms.schedule(() -> cut(scope, late), left, TimeUnit.MILLISECONDS);
        try {
            return bounded(chain.proceed(request, scope), scope);
        } catch (IOException | HttpException | RuntimeException e) {
            if (late.get()) {
                throw late(most); // whatever the cut connection made of it
            }
            throw e;
        } finally {
            alarm.cancel(false);
        }
    }

    private static InterruptedIOException late(Timeout most) {
        return new InterruptedIOException("no whole answer within " + most);
    }

    private static void cut(ExecChain.Scope scope, AtomicBoolean late) {
        late.set(true);
        scope.execRuntime.discardEndpoint();
    }

    // the answer is read here, while the alarm is still set
    private static ClassicHttpResponse bounded(ClassicHttpResponse response, ExecChain.Scope scope) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return response;
        }
        try {
            byte[] bytes = entity.getContent().readNBytes(MOST_BYTES);
            if (bytes.length == MOST_BYTES) {
                scope.execRuntime.discardEndpoint(); // whatever else it wants to say is not worth the connection
            } else {
                entity.close();
            }
            return plain(response, bytes);
        } catch (IOException | RuntimeException e) {
            scope.execRuntime.discardEndpoint(); // else the lane would wait for its only connection for ever
            throw e;
        }
    }

    /** With the bytes as they came: camel-http would unpack them and decode them by what the head claims, and fail where that is wrong. */
    private static ClassicHttpResponse plain(ClassicHttpResponse response, byte[] bytes) {
        String type = plainType(response.getFirstHeader(HttpHeaders.CONTENT_TYPE));
        response.removeHeaders(HttpHeaders.CONTENT_ENCODING);
        response.removeHeaders(HttpHeaders.CONTENT_TYPE);
        if (type != null) {
            response.setHeader(HttpHeaders.CONTENT_TYPE, type);
        }
        response.setEntity(new ByteArrayEntity(bytes, null));
        return response;
    }

    /** Without a charset that Java does not know. */
    private static @Nullable String plainType(@Nullable Header field) {
        if (field == null || field.getValue() == null) {
            return null;
        }
        String type = field.getValue();
        try {
            ContentType.parse(type);
            return type;
        } catch (IllegalArgumentException e) {
            return type.split(";", 2)[0];
        }
    }

    private static ScheduledExecutorService alarms() {
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = Executors.defaultThreadFactory().newThread(task);
            thread.setName("attempt-deadline");
            thread.setDaemon(true);
            return thread;
        });
        executor.setRemoveOnCancelPolicy(true);
        return executor;
    }

    @Override
    public void close() {
        alarms.shutdownNow();
    }
}
