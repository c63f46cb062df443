package dev.caravan;

import static dev.caravan.BadInput.JSON;
import static dev.caravan.BadInput.body;

import java.util.stream.Stream;

/** Bodies that are refused, wherever they are posted. */
final class BadBodies {
    private static final String NO_TYPE = "unsupported-media-type";

    private static final String UNEXPECTED = "unexpected-structure";

    private BadBodies() {}

    static Stream<BadInput> all() {
        return Stream.of(types(), encodings(), documents(), sizes())
                .flatMap(rows -> rows)
                .flatMap(row -> Stream.of(row, row.to("acr")));
    }

    /** JSON that is not what the source in the path sends; posted to /webhook it is parked instead. */
    static Stream<BadInput> unexpected() {
        return Stream.of(
                        body("B15 a scalar", JSON, "1", 422, UNEXPECTED),
                        body("B15 an array", JSON, "[{\"a\":1}]", 422, UNEXPECTED))
                .map(row -> row.to("acr"));
    }

    private static Stream<BadInput> types() {
        return Stream.of(
                body("B3 text/plain that is not of SNS", "Content-Type: text/plain\r\n", "{}", 415, NO_TYPE),
                body(
                        "B3 a form that is of no Git host",
                        "Content-Type: application/x-www-form-urlencoded\r\n",
                        "payload=%7B%7D",
                        415,
                        NO_TYPE),
                body("B3 multipart", "Content-Type: multipart/form-data; boundary=x\r\n", "--x--", 415, NO_TYPE),
                body("B4 no Content-Type, and no source is lenient", "", "{}", 415, NO_TYPE),
                body("B5 UTF-16", "Content-Type: application/json; charset=utf-16\r\n", "{}", 415, NO_TYPE),
                body("B10 a compressed body is not unpacked", JSON + "Content-Encoding: gzip\r\n", BOMB, 415, NO_TYPE));
    }

    private static Stream<BadInput> encodings() {
        return Stream.of(
                body("B11 invalid UTF-8", JSON, "{\"tag\":\"\u00ff\u00fe\"}", 400, "invalid-encoding"),
                body("B11 overlong UTF-8", JSON, "{\"tag\":\"\u00c0\u00af\"}", 400, "invalid-encoding"),
                body("B11 a surrogate in UTF-8", JSON, "{\"tag\":\"\u00ed\u00a0\u0080\"}", 400, "invalid-encoding"),
                body("B11 UTF-16 without a word", JSON, "\u0000{\u0000}", 400, "invalid-json"));
    }

    private static Stream<BadInput> documents() {
        return Stream.of(
                body("B1 cut off", JSON, "{\"a\":", 400, "invalid-json"),
                body("B1 text after the document", JSON, "{} {}", 400, "invalid-json"),
                body("B1 a comment", JSON, "/* tag */ {}", 400, "invalid-json"),
                body("B2 nothing", JSON, "", 400, "empty-body"),
                body("B2 only blanks", JSON, " \n\t ", 400, "empty-body"),
                body("B13 NaN", JSON, "{\"n\":NaN}", 400, "invalid-json"),
                body("B13 Infinity", JSON, "{\"n\":Infinity}", 400, "invalid-json"),
                body("B13 hexadecimal", JSON, "{\"n\":0x10}", 400, "invalid-json"),
                body("B14 a duplicate key", JSON, "{\"tag\":\"a\",\"tag\":\"b\"}", 400, "duplicate-key"));
    }

    private static Stream<BadInput> sizes() {
        return Stream.of(
                body("B7 arrays 10 000 deep", JSON, "[".repeat(10_000), 400, "json-too-deep"),
                body("B7 objects 10 000 deep", JSON, "{\"a\":".repeat(10_000), 400, "json-too-deep"),
                body("B12 100 000 digits", JSON, "{\"n\":" + "9".repeat(100_000) + "}", 400, "number-too-long"),
                body("B12 a huge exponent", JSON, "{\"n\":1e999999999}", 400, "number-out-of-range"),
                body("B24 a text of 300 000", JSON, "\"" + "x".repeat(300_000) + "\"", 400, "json-too-large"),
                body("B24 250 000 values", JSON, "[" + "1,".repeat(250_000) + "1]", 400, "json-too-large"));
    }

    /** How gzip begins; nothing looks at what would follow. */
    private static final String BOMB = "\u001f\u008b\b\0\0\0\0\0\0\u0003".repeat(1000);
}
