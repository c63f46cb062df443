package dev.caravan;

import static dev.caravan.BadInput.JSON;
import static dev.caravan.BadInput.post;
import static dev.caravan.BadInput.raw;

import java.util.stream.Stream;

/** Requests whose head, framing, method or path is bad, as bytes on the wire. */
final class BadRequests {
    private static final String POST = "POST /webhook HTTP/1.1\r\nHost: x\r\n" + JSON;
    private static final String BAD = "bad-request";
    private static final String SMUGGLED = "0\r\n\r\nPOST /webhook HTTP/1.1\r\nHost: x\r\n\r\n";

    private BadRequests() {}

    static Stream<BadInput> all() {
        return Stream.of(sizes(), methods(), framing(), heads(), paths()).flatMap(rows -> rows);
    }

    private static Stream<BadInput> sizes() {
        return Stream.of(
                raw("B8 10 MiB announced", POST + "Content-Length: 10485760\r\n\r\n", 413, "payload-too-large"),
                raw(
                        "B9 chunks beyond the limit",
                        POST + "Transfer-Encoding: chunked\r\n\r\n"
                                + ("10000\r\n" + " ".repeat(65_536) + "\r\n").repeat(17),
                        413,
                        "payload-too-large"),
                raw("B39 a path of 10 KiB", post("/webhook/" + "x".repeat(10_240), "", ""), 414, "uri-too-long"),
                raw(
                        "B39 header fields of 20 KB",
                        POST + "X: " + "x".repeat(20_000) + "\r\n\r\n",
                        431,
                        "headers-too-large"),
                raw("B39 3000 header fields", POST + "X: tag\r\n".repeat(3000) + "\r\n", 431, "headers-too-large"),
                raw(
                        "B42 an expectation of 10 MiB",
                        POST + "Expect: 100-continue\r\nContent-Length: 10485760\r\n\r\n",
                        413,
                        "payload-too-large"));
    }

    private static Stream<BadInput> methods() {
        return Stream.of("GET", "PUT", "DELETE", "PATCH", "TRACE", "PROPFIND")
                .map(method -> raw(
                        "B29 " + method,
                        method + " /webhook HTTP/1.1\r\nHost: x\r\nX-HTTP-Method-Override: POST\r\n\r\n",
                        405,
                        "method-not-allowed"));
    }

    /** Two readers of the same bytes must not see two different requests. */
    private static Stream<BadInput> framing() {
        String chunked = POST + "Transfer-Encoding: chunked\r\n\r\n";
        return Stream.of(
                raw(
                        "framing: a length and chunks",
                        POST + "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n" + SMUGGLED,
                        400,
                        BAD),
                raw(
                        "framing: chunks and a length",
                        POST + "Transfer-Encoding: chunked\r\nContent-Length: 2\r\n\r\n" + SMUGGLED,
                        400,
                        BAD),
                raw("framing: two lengths", POST + "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}", 400, BAD),
                raw("framing: two lengths in one", POST + "Content-Length: 2, 3\r\n\r\n{}", 400, BAD),
                raw("framing: a length that is no number", POST + "Content-Length: 2x\r\n\r\n{}", 400, BAD),
                raw("framing: a length with a sign", POST + "Content-Length: +2\r\n\r\n{}", 400, BAD),
                raw("framing: a negative length", POST + "Content-Length: -2\r\n\r\n{}", 400, BAD),
                raw(
                        "framing: a length beyond 64 bits",
                        POST + "Content-Length: 99999999999999999999\r\n\r\n",
                        400,
                        BAD),
                raw("RFC 9112 3.2: no host", POST.replace("Host: x\r\n", "") + "Content-Length: 2\r\n\r\n{}", 400, BAD),
                raw("RFC 9112 3.2: two hosts", POST + "Host: y\r\nContent-Length: 2\r\n\r\n{}", 400, BAD),
                raw("a field without a name", POST + ": evil\r\nContent-Length: 2\r\n\r\n{}", 400, BAD),
                raw("two types", POST + "Content-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}", 400, BAD),
                raw(
                        "a version in small letters",
                        POST.replace("HTTP/1.1", "http/1.1") + "Content-Length: 2\r\n\r\n{}",
                        400,
                        BAD),
                raw("framing: an unknown coding", POST + "Transfer-Encoding: xchunked\r\n\r\n" + SMUGGLED, 400, BAD),
                raw("framing: two codings", POST + "Transfer-Encoding: gzip, chunked\r\n\r\n" + SMUGGLED, 400, BAD),
                raw(
                        "framing: a coding named twice",
                        POST + "Transfer-Encoding: chunked\r\nTransfer-Encoding: identity\r\n\r\n" + SMUGGLED,
                        400,
                        BAD),
                raw("framing: a chunk size that is no number", chunked + "zz\r\n{}\r\n0\r\n\r\n", 400, BAD),
                raw("framing: a negative chunk size", chunked + "-2\r\n{}\r\n0\r\n\r\n", 400, BAD),
                raw("framing: a chunk size beyond 64 bits", chunked + "fffffffffffffffff\r\n{}\r\n", 400, BAD),
                raw("framing: a chunk longer than its size", chunked + "1\r\n{}\r\n0\r\n\r\n", 400, BAD));
    }

    private static Stream<BadInput> heads() {
        return Stream.of(
                raw("head: no HTTP", "HELLO\r\n\r\n", 400, BAD),
                raw("head: HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400, BAD),
                raw("head: HTTP/9.9", "POST /webhook HTTP/9.9\r\nHost: x\r\n\r\n", 400, BAD),
                raw("head: a blank before the colon", POST + "Content-Length : 2\r\n\r\n{}", 400, BAD),
                raw("head: NUL in the path", "POST /webhook\0 HTTP/1.1\r\nHost: x\r\n\r\n", 404, "not-found"),
                raw("head: a blank in the path", "POST /web hook HTTP/1.1\r\nHost: x\r\n\r\n", 400, BAD),
                raw(
                        "framing: chunks in HTTP/1.0",
                        "POST /webhook HTTP/1.0\r\n" + JSON + "Transfer-Encoding: chunked\r\n\r\n" + SMUGGLED,
                        400,
                        BAD),
                raw("head: a field without a colon", POST + "tag\r\n\r\n", 400, BAD),
                raw("head: NUL in a field", POST + "X: tag\0\r\n\r\n", 400, BAD),
                raw("head: a bare CR in a field", POST + "X: tag\rY: z\r\n\r\n", 400, BAD),
                raw(
                        "head: lines that end with LF",
                        "POST /webhook HTTP/1.1\nHost: x\nContent-Length: 0\n\n",
                        400,
                        BAD));
    }

    private static Stream<BadInput> paths() {
        return Stream.of(
                        "/",
                        "/webhooks",
                        "/webhook;x",
                        "/WEBHOOK",
                        "//webhook",
                        "/x/../webhook",
                        "/webhook/../api/events",
                        "/webhook/%2e%2e/api/events",
                        "/%77ebhook",
                        "/webhook%2Facr",
                        "/webhook/%61cr",
                        "/webhook/acr;x",
                        "/webhook/acr%00",
                        "/webhook/nobody",
                        "/webhook//acr",
                        "/webhook/./acr",
                        "/webhook/acr/x/y",
                        "/observe/metrics",
                        "/api/dead-letters",
                        "webhook",
                        "*")
                .map(path -> raw("B30 " + path, post(path, JSON, "{}"), 404, "not-found"));
    }
}
