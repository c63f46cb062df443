package dev.caravan.door;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.util.ReferenceCountUtil;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Watches one connection below HTTP: knows what it waits for and since when, and can refuse at any moment, even in the
 * middle of a head.
 */
// what comes of writing to or closing a refused sender's connection is of no interest
@SuppressWarnings("FutureReturnValueIgnored")
final class Watch extends ChannelInboundHandlerAdapter {
    /** What the connection waits for. */
    enum Phase {
        OPEN,
        HEAD,
        BODY,
        ANSWER,
        IDLE,
        LINGER
    }

    private volatile Phase phase = Phase.OPEN;
    private volatile long since;
    private @Nullable ChannelHandlerContext context;

    Watch(long now) {
        since = now;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        context = ctx;
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object bytes) {
        switch (phase) {
            // the first head's time counts from the connection, so that a late first byte wins nothing
            case OPEN -> phase = Phase.HEAD;
            case IDLE -> enter(Phase.HEAD, System.nanoTime());
            case LINGER -> {
                ReferenceCountUtil.release(bytes);
                return;
            }
            case HEAD, BODY, ANSWER -> {}
        }
        ctx.fireChannelRead(bytes);
    }

    void enter(Phase next, long now) {
        if (phase != Phase.LINGER) {
            since = now;
            phase = next;
        }
    }

    Phase phase() {
        return phase;
    }

    boolean overdue(long now, Limits limits) {
        Duration limit = switch (phase) {
            case OPEN, HEAD -> limits.head();
            case BODY -> limits.body();
            case ANSWER, IDLE -> limits.idle();
            case LINGER -> limits.linger();
        };
        return now - since > limit.toNanos();
    }

    /** Answers past HTTP's state and ends the connection; what still comes in is thrown away for a moment. */
    void refuse(Problem problem, String requestId, boolean withBody) {
        ChannelHandlerContext ctx = context;
        if (ctx == null || phase == Phase.LINGER) {
            return;
        }
        enter(Phase.LINGER, System.nanoTime());
        ctx.writeAndFlush(bytes(problem, requestId, withBody)).addListener(written -> shutdownOutput(ctx));
    }

    void close() {
        ChannelHandlerContext ctx = context;
        if (ctx != null) {
            ctx.close();
        }
    }

    private static void shutdownOutput(ChannelHandlerContext ctx) {
        if (ctx.channel() instanceof DuplexChannel duplex) {
            duplex.shutdownOutput();
        } else {
            ctx.close();
        }
    }

    private static ByteBuf bytes(Problem problem, String requestId, boolean withBody) {
        byte[] body = Json.problem(problem, requestId).getBytes(UTF_8);
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(problem.status()))
                .append("\r\ncontent-type: ")
                .append(Json.PROBLEM_TYPE)
                .append("\r\ncontent-length: ")
                .append(body.length)
                .append("\r\nconnection: close\r\n");
        problem.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        byte[] start = head.append("\r\n").toString().getBytes(US_ASCII);
        return withBody ? Unpooled.wrappedBuffer(start, body) : Unpooled.wrappedBuffer(start);
    }
}
