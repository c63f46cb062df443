package dev.caravan.door;

import io.vertx.core.buffer.Buffer;

/** Takes the JSON out of a form: its field {@code payload}. */
final class Form {
    private static final String FIELD = "payload=";
    private static final int HEX = 16;

    private Form() {}

    /** Whether this begins as a form does that has no other field; no JSON does. */
    static boolean isOne(Buffer body) {
        return body.length() > FIELD.length()
                && body.getString(0, FIELD.length(), "ISO-8859-1").equals(FIELD);
    }

    /** The bytes of the one field {@code payload}; a refusal where there is none, a second one, or a broken escape. */
    static Buffer payload(Buffer form) {
        String payload = null;
        // one byte is one character here; what the bytes mean is seen when they are decoded
        for (String field : form.toString("ISO-8859-1").split("&", -1)) {
            if (field.startsWith(FIELD)) {
                if (payload != null) {
                    throw Refused.FORM.exception();
                }
                payload = field.substring(FIELD.length());
            }
        }
        if (payload == null) {
            throw Refused.FORM.exception();
        }
        return decode(payload);
    }

    private static Buffer decode(String value) {
        Buffer bytes = Buffer.buffer(value.length());
        for (int at = 0; at < value.length(); at++) {
            char next = value.charAt(at);
            if (next == '%') {
                bytes.appendByte((byte) (hex(value, at + 1) * HEX + hex(value, at + 2)));
                at += 2;
            } else {
                bytes.appendByte((byte) (next == '+' ? ' ' : next));
            }
        }
        return bytes;
    }

    private static int hex(String value, int at) {
        int digit = at < value.length() ? Character.digit(value.charAt(at), HEX) : -1;
        if (digit < 0) {
            throw Refused.FORM.exception();
        }
        return digit;
    }
}
