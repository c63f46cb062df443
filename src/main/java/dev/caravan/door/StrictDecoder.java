package dev.caravan.door;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.impl.VertxHttpRequestDecoder;
import java.util.List;

/**
 * Refuses what two readers of the same bytes, such as a proxy before this door, could take for two different requests; its base
 * would choose one reading. Tells of a body that cannot be read, on which the connection would end without a word.
 */
final class StrictDecoder extends VertxHttpRequestDecoder {
    private final Runnable brokenBody;

    StrictDecoder(HttpServerOptions options, Runnable brokenBody) {
        super(options);
        this.brokenBody = brokenBody;
    }

    @Override
    protected void handleTransferEncodingChunkedWithContentLength(HttpMessage message) {
        throw new IllegalArgumentException("both a length and chunks");
    }

    @Override
    protected void decode(ChannelHandlerContext ctx, ByteBuf in, List<Object> out) throws Exception {
        super.decode(ctx, in, out);
        if (out.removeIf(StrictDecoder::isBrokenBody)) {
            brokenBody.run();
        }
        out.forEach(StrictDecoder::check);
    }

    private static boolean isBrokenBody(Object part) {
        // what is no request at all counts as both
        if (part instanceof HttpContent content
                && !(part instanceof HttpRequest)
                && content.decoderResult().isFailure()) {
            ReferenceCountUtil.release(content);
            return true;
        }
        return false;
    }

    private static void check(Object part) {
        if (part instanceof HttpRequest request && request.decoderResult().isSuccess() && !hasOneReading(request)) {
            request.setDecoderResult(DecoderResult.failure(new IllegalArgumentException("no HTTP/1.1")));
        }
    }

    @SuppressWarnings("ReferenceEquality") // Vert.x compares so, too: a version in small letters is another object
    private static boolean hasOneReading(HttpRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (request.headers().contains("")
                || request.headers().getAll(HttpHeaderNames.CONTENT_TYPE).size() > 1) {
            return false;
        }
        int hosts = request.headers().getAll(HttpHeaderNames.HOST).size();
        if (request.protocolVersion() == HttpVersion.HTTP_1_0) {
            return codings.isEmpty() && hosts <= 1;
        }
        return request.protocolVersion() == HttpVersion.HTTP_1_1
                && hosts == 1
                && (codings.isEmpty()
                        || (codings.size() == 1 && HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0))));
    }
}
