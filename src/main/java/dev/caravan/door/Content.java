package dev.caravan.door;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Takes JSON in UTF-8, in whatever its sender is known to put it, and nothing else. */
public final class Content {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final char REPLACEMENT = '\uFFFD';

    private Content() {}

    /** The body's JSON text, or a refusal for what its header fields or its bytes are; {@code named} is the source of the path. */
    static String text(Inbound inbound, MediaTypes types, @Nullable String named) {
        MultiMap headers = inbound.headers();
        MediaTypes.Place place = types.of(headers, named);
        if (place == null || isEncoded(headers)) {
            throw Refused.MEDIA_TYPE.exception();
        }
        return text(place == MediaTypes.Place.FIELD_OF_A_FORM ? Form.payload(inbound.body()) : inbound.body());
    }

    /**
     * The text of a body of which nobody says what it is: JSON, or a form that has it in its field {@code payload}.
     *
     * @throws ProblemException when it is not UTF-8, or empty
     */
    public static String text(byte[] body) {
        Buffer bytes = Buffer.buffer(body);
        return text(Form.isOne(bytes) ? Form.payload(bytes) : bytes);
    }

    private static String text(Buffer body) {
        String text = decode(body);
        String json = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        if (json.isBlank()) {
            throw Refused.EMPTY.exception();
        }
        return json;
    }

    private static boolean isEncoded(MultiMap headers) {
        String encoding = headers.get(HttpHeaderNames.CONTENT_ENCODING);
        return encoding != null && !encoding.equalsIgnoreCase("identity");
    }

    private static String decode(Buffer body) {
        String text = body.toString(UTF_8);
        // Java replaces what is not UTF-8; only a text with the replacement needs the slow, strict way
        return text.indexOf(REPLACEMENT) < 0 ? text : decodeStrictly(body);
    }

    private static String decodeStrictly(Buffer body) {
        try {
            // a new decoder reports malformed input
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
        } catch (CharacterCodingException malformed) {
            throw Refused.ENCODING.exception();
        }
    }
}
